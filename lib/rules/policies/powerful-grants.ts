import type { PolicyAttachment } from "../../inventory/grant-model";
import type { Inventory } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { quote } from "../wording";
import { documentOf, isGrantedByAny } from "./documents";
import { isAdministrator } from "./grants";
import { administratorActions } from "./system-policies";

/** What makes an administrator of whoever gets it. */
export interface PowerfulGrant {
  /** `the system policy "AdministratorAccess"`. */
  readonly what: string;
}

/**
 * Tells of each attachment whether it makes an administrator; null when it does not, as far as the configuration can
 * tell: what a custom policy says that is declared elsewhere, nobody here knows.
 */
export function powerfulGrants({
  policyDocuments,
}: Inventory): (attachment: PolicyAttachment) => PowerfulGrant | Unknown | null {
  const documents = new Map(policyDocuments.map((declaration) => [declaration.identity, declaration]));
  return ({ policy, policyName, policyType }) => {
    const declaration = policy && documents.get(policy);
    if (declaration) {
      const document = documentOf(declaration);
      const isPowerful = isUnknown(document)
        ? isGrantedByAny(declaration, isAdministrator)
        : isAdministrator(document.statements);
      if (isUnknown(document) && isPowerful === null) return document;
      const what = `the policy of ${declaration.site.address}, which allows everything or all of RAM`;
      return isPowerful === true ? { what } : null;
    }
    if (isUnknown(policyName)) return policyType === "Custom" ? policyName : powerfulAmong(policyName);
    if (policyName === null || policyType === "Custom" || administratorActions(policyName) === null) return null;
    return { what: `the system policy ${quote(policyName)}` };
  };
}

/** The same of a system policy that is one of several. */
function powerfulAmong(policyName: Unknown): PowerfulGrant | Unknown | null {
  const { oneOf = [] } = policyName;
  const powerful = oneOf.filter((name) => administratorActions(name) !== null);
  if (powerful.length < oneOf.length && powerful.length > 0) return policyName;
  if (powerful.length > 0) return { what: `the system policy ${powerful.map(quote).join(" or ")}` };
  return oneOf.length > 0 ? null : policyName;
}

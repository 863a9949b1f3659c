import { isRootCaller } from "../../inventory/callers";
import { isCredentialType } from "../../registry/credential-types";
import type { Caller } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import type { Site } from "../../places/site";
import type { Plan } from "../../inventory/read-plans";
import { groupBy } from "../keys/declared-keys";
import { planSite } from "../plan/plan-site";
import type { Acceptance } from "../finding";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { accountSubject, notKnown } from "../wording";

/** Terraform with the account's own credentials: nothing that it does can be restricted, or told from the owner's. */
export const ROOT003: Rule = {
  id: "ROOT003",
  level: "error",
  stages: ["plan"],
  title: "Terraform runs as the Alibaba Cloud account itself",
  why:
    "Root credentials have every permission, and no policy can reduce them. A mistake in the code, or whoever can " +
    "change it, has the whole account; and an AccessKey without a user_name becomes a root key.",
  fix: "run Terraform with the credentials of a RAM user or role that may do what the stack needs",
  example: {
    before: `{
  "prior_state": { "values": { "root_module": { "resources": [
    { "address": "data.alicloud_caller_identity.me", "mode": "data",
      "type": "alicloud_caller_identity",
      "values": { "identity_type": "Account" } }
  ] } } }
}`,
    after: `{
  "prior_state": { "values": { "root_module": { "resources": [
    { "address": "data.alicloud_caller_identity.me", "mode": "data",
      "type": "alicloud_caller_identity",
      "values": { "identity_type": "RAMUser" } }
  ] } } }
}`,
  },
  *evaluate({ review }) {
    if (review === null) return;
    const { plan } = review;
    const callers = groupBy(plan.after.callers, ({ site }) => site.stack);
    for (const { name } of plan.stacks) {
      const own = callers.get(name) ?? [];
      const root = own.find((caller) => isRootCaller(caller) === true);
      if (root) {
        const acceptance = acceptanceOf(root);
        const message = `Terraform runs as the Alibaba Cloud account ${root.account.accountId ?? "itself"}`;
        yield violation(root.site, message, { subject: accountSubject(root.account), acceptance });
      } else if (changesCredentials(plan, name) && own.every((caller) => isRootCaller(caller) === null)) {
        const unknown = nobodySays(own[0]?.site);
        yield indeterminate(own[0]?.site ?? planSite(name), `Who runs Terraform: ${notKnown(unknown)}`, unknown, {
          level: "info",
          fix: "declare the Account, or the data source alicloud_caller_identity, which tell it",
        });
      }
    }
  },
};

/** What `Account` was given for a deployment by root. */
function acceptanceOf({ account }: Caller): Acceptance | undefined {
  return account.declared?.rootDeployment;
}

function changesCredentials({ changes }: Plan, stack: string): boolean {
  return changes.some(
    ({ site, type, action, mode }) =>
      site.stack === stack && mode === "managed" && action !== "no-op" && isCredentialType(type),
  );
}

function nobodySays(site: Site | undefined): Unknown {
  const attribute = `${site?.address ?? "data.alicloud_caller_identity"}.identity_type`;
  const because = site ? "the data source is read during the apply only" : "the stack has no such data source";
  return { unknown: true, attribute, because };
}

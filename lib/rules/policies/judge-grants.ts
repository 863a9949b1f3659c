import type { Inventory } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import type { PolicyStatement } from "../../policy/policy-document";
import { identitySubject } from "../identities/subjects";
import type { Observation } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { boundsOf, documentOf } from "./documents";
import { allowsEverything } from "./grants";

type Bounds = ReturnType<typeof boundsOf>[number];

/**
 * One observation for each custom policy that grants something in question.
 *
 * @param what the grant in general, for a document that is not known: `everything`
 * @param judge the message about statements that grant it; undefined for others
 */
export function* judgeGrants(
  { policyDocuments }: Inventory,
  what: string,
  judge: (statements: readonly PolicyStatement[]) => string | undefined,
): Iterable<Observation> {
  for (const declaration of policyDocuments) {
    if (declaration.purpose !== "permissions") continue;
    const { site, identity } = declaration;
    const subject = identitySubject(identity);
    const document = documentOf(declaration);
    if (isUnknown(document)) {
      const bounds = boundsOf(declaration);
      const messages = bounds.map(({ least }) => judge(least));
      if (bounds.length > 0 && !messages.includes(undefined)) {
        yield violation(site, [...new Set(messages)].join(", or: "), { subject });
        continue;
      }
      if (bounds.length > 0 && bounds.every((each) => isNever(each, judge))) continue;
      yield indeterminate(site, `The policy may allow ${what}: ${notKnown(document)}`, document, { subject });
      continue;
    }
    const message = judge(document.statements);
    if (message !== undefined) yield violation(site, message, { subject });
  }
}

/** Whether a document that lies between two others grants it in no case; what allows everything is not asked. */
function isNever(
  { least, most }: Bounds,
  judge: (statements: readonly PolicyStatement[]) => string | undefined,
): boolean {
  if (judge(least) !== undefined || judge(most) !== undefined) return false;
  return !allowsEverything(most) || allowsEverything(least);
}

import type { AcknowledgementMetadata } from "../../configuration/metadata";
import { hasExpired } from "../acceptances";
import { declaredKeys } from "../keys/declared-keys";
import type { Observation, Rule } from "../rule";
import { violation } from "../rule";
import { subjectOf } from "../wording";
import { acknowledgementsOf } from "./acknowledgement-sites";

/** An acceptance whose last day is over: it still accepts, so that time breaks nothing, and is reported here. */
export const GRD001: Rule = {
  id: "GRD001",
  level: "error",
  stages: ["configuration"],
  title: "Acceptance that has expired",
  why: "A risk was accepted until a date. Nobody has decided since then that it may go on.",
  fix: "remove the cause, or decide anew and give a later date",
  example: {
    before: 'CredentialGuard.of(stack).acknowledge("KEY011", { reason: "until the move", until: "2025-03-31" });',
    after: 'CredentialGuard.of(stack).acknowledge("KEY011", { reason: "until the move", until: "2027-03-31" });',
  },
  *evaluate({ inventory, settings, today }) {
    for (const { acknowledgement, site } of acknowledgementsOf(inventory, settings)) {
      if (hasExpired(acknowledgement, today)) {
        yield expired(site, `acceptance of ${acknowledgement.rule}`, acknowledgement, undefined);
      }
    }
    for (const key of declaredKeys(inventory)) {
      const { custody, root } = key.metadata ?? {};
      const subject = subjectOf(key);
      if (custody?.acknowledgement && hasExpired(custody.acknowledgement, today)) {
        yield expired(key.site, "acceptance of the secret in the state", custody.acknowledgement, subject);
      }
      if (root && hasExpired(root, today)) yield expired(key.site, "acceptance of the root key", root, subject);
    }
  },
};

function expired(
  site: Observation["site"],
  what: string,
  { until, owner, reason }: AcknowledgementMetadata,
  subject: string | undefined,
): Observation {
  const by = owner === undefined ? "" : ` by ${owner}`;
  return violation(site, `The ${what}${by} ended on ${until}; its reason was: ${reason}`, { subject, dated: true });
}

import type { Rule } from "../rule";
import { violation } from "../rule";
import { acknowledgementsOf } from "./acknowledgement-sites";

/** An acceptance that nothing needs: it would silently accept whatever comes there next. Runs after all other rules. */
export const GRD003: Rule = {
  id: "GRD003",
  level: "info",
  stages: ["configuration"],
  title: "Acceptance that nothing needs any more",
  why: "What it accepted is gone. Left in place, it accepts the next finding of its rule there, which nobody has judged.",
  fix: "remove the acknowledgement",
  example: {
    before: `CredentialGuard.of(stack).acknowledge("KEY005", {
  reason: "the loader cannot be stopped",
  until: "2027-03-31",
});
etl.addAccessKey("load", options);`,
    after: 'etl.addAccessKey("load", options);',
  },
  *evaluate({ inventory, settings, usage }) {
    for (const { acknowledgement, site, copies } of acknowledgementsOf(inventory, settings)) {
      const { rule, reason } = acknowledgement;
      // Of a rule that has not run nobody knows, and what accepts findings of this rule is needed only after it.
      if (!usage.rules.has(rule) || rule === "GRD003") continue;
      if (copies.some((copy) => usage.acknowledgements.has(copy))) continue;
      yield violation(site, `No finding of ${rule} needs this acceptance any more; its reason was: ${reason}`);
    }
  },
};

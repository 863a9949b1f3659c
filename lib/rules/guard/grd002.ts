import type { Rule } from "../rule";
import { violation } from "../rule";
import { quote } from "../wording";
import { acknowledgementsOf } from "./acknowledgement-sites";
import { didYouMean } from "./did-you-mean";

/** An acceptance that accepts nothing: of a rule that cannot be accepted, or that does not exist. */
export const GRD002: Rule = {
  id: "GRD002",
  level: "error",
  stages: ["configuration"],
  title: "Acceptance of a fixed or unknown rule",
  why:
    "The service refuses what a fixed rule reports, whoever accepts it; " +
    "and an acceptance under a mistyped name leaves a decision in the code that has no effect.",
  fix: "remove the acknowledgement, or correct the id of its rule",
  example: {
    before: 'CredentialGuard.of(stack).acknowledge("KEY11", { reason: "until the move", until: "2027-03-31" });',
    after: 'CredentialGuard.of(stack).acknowledge("KEY011", { reason: "until the move", until: "2027-03-31" });',
  },
  *evaluate({ inventory, settings, rules }) {
    for (const { acknowledgement, site } of acknowledgementsOf(inventory, settings)) {
      const rule = rules.find((candidate) => candidate.id === acknowledgement.rule);
      if (rule?.fixed) {
        const message = `${rule.id} cannot be accepted: what it reports stays so, whoever agrees`;
        yield violation(site, message, { fix: `remove the acknowledgement, and what it was meant for: ${rule.fix}` });
      } else if (!rule) {
        const meant = didYouMean(acknowledgement.rule, rules);
        const hint = meant === undefined ? "" : `; did you mean ${meant.id}?`;
        yield violation(site, `There is no rule ${quote(acknowledgement.rule)}${hint}`);
      }
    }
  },
};

import { notUnderstood } from "../../plans/resource-changes";
import type { PlannedStack } from "../../plans/plan-model";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { isCredentialType } from "../../registry/credential-types";
import { planSite } from "./plan-site";

/** A plan that does not say all that will happen to credentials. */
export const PLN016: Rule = {
  id: "PLN016",
  level: "error",
  stages: ["plan"],
  title: "Plan that is not the whole change",
  why: "What a plan leaves out nobody has reviewed, and it comes with a later apply that may look routine.",
  fix: "plan again until the plan is complete, and review that one",
  example: {
    before: `{
  "resource_changes": [],
  "complete": false
}`,
    after: `{
  "resource_changes": [],
  "complete": true
}`,
  },
  *evaluate({ review }) {
    if (review === null) return;
    const { plan } = review;
    for (const stack of plan.stacks) {
      const deferred = stack.deferred.filter(({ type }) => isCredentialType(type));
      for (const { site, reason } of deferred) {
        yield violation(site, `The change is put off to a later plan, because of ${JSON.stringify(reason)}`);
      }
      const problem = problemOf(stack);
      if (problem !== null && (deferred.length === 0 || stack.hasErrored === true)) {
        yield violation(planSite(stack.name), problem);
      }
    }
    for (const change of plan.changes) {
      const { action, site, type } = change;
      if (action !== "unknown" || !isCredentialType(type)) continue;
      const what = notUnderstood([change]).join(", ");
      const message = `What the apply does here nobody has reviewed: this version does not know ${what}`;
      yield violation(site, message, { fix: "review the plan with a newer version of ramparts" });
    }
  },
};

function problemOf({ hasErrored, isComplete }: PlannedStack): string | null {
  if (hasErrored === true) return "Planning ended in an error: what the plan shows is what was planned until then";
  if (isComplete !== false) return null;
  return "The plan is incomplete: it covers some resources only, or changes are put off to a later plan";
}

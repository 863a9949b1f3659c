import { reviewOf, type ReviewOptions } from "../../../lib/plan/review";
import { evaluate } from "../../../lib/rules/evaluate";
import type { Finding } from "../../../lib/rules/finding";
import type { Rule } from "../../../lib/rules/rule";
import { planOf, type PlanParts } from "../../plan/plans";
import { TODAY } from "../inventory";

/** The findings of one rule over a plan. */
export function planFindings(rule: Rule, parts: PlanParts, options: ReviewOptions = {}): Finding[] {
  const review = reviewOf(planOf(parts), options);
  const { liveKeys } = options;
  return evaluate(review.plan.after, {
    stage: "plan",
    today: TODAY,
    rules: [rule],
    review,
    ...(liveKeys && { liveKeys }),
  });
}

/** What a table of cases compares: level, verdict, and the last part of the address. */
export function planGist(rule: Rule, parts: PlanParts, options: ReviewOptions = {}): string[] {
  return planFindings(rule, parts, options).map(
    ({ level, verdict, address }) =>
      `${level} ${verdict} ${address.replace(/^alicloud_ram_(?:access_key|user)\./, "")}`,
  );
}

/** A RAM user that Terraform has made: whatever keys it has are Terraform's. */
export const MADE = [{ at: "u", name: "etl", do: "no-op" }] as const;

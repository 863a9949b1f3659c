import { toldCount } from "../inventory/elsewhere-count";
import { named } from "../inventory/wording";
import type { PlanReview } from "./plan-review";

/** Where the numbers of a review are those of the manifest, which is of another day: a sentence each. */
export function manifestGaps({ holders }: Pick<PlanReview, "holders">): string[] {
  const recorded: string[] = [];
  const differing: string[] = [];
  for (const { label, before, after, unmanaged, notJudged } of holders) {
    if (unmanaged.keys !== null || notJudged !== null) continue;
    const told = toldCount([before, after].filter((owner) => owner !== null));
    if (told.differing !== null) {
      const { code, manifest } = told.differing;
      differing.push(
        `How many AccessKeys made elsewhere there are of ${label}: the code says ${code}, and the manifest ${manifest}. ` +
          "The larger number is counted; give a listing with --keys to know it.",
      );
    } else if (told.source === "manifest") {
      recorded.push(label);
    }
  }
  if (recorded.length === 0) return differing;
  return [
    ...differing,
    `How many AccessKeys made elsewhere there are now of ${named(recorded)}: counted as the manifest has it, and ` +
      "somebody may have made or deleted one since. Give a listing with --keys to know it.",
  ];
}

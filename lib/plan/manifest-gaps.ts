import { named } from "../text/wording";
import type { PlanReview } from "./plan-review";

/** Where the numbers of a review are those of the manifest, which is of another day: a sentence each. */
export function manifestGaps({ holders }: Pick<PlanReview, "holders">): string[] {
  const recorded: string[] = [];
  const differing: string[] = [];
  for (const { label, unmanaged, notJudged } of holders) {
    if (notJudged !== null) continue;
    if (unmanaged.differing !== null) {
      const { code, manifest } = unmanaged.differing;
      differing.push(
        `How many AccessKeys made elsewhere there are of ${label}: the code says ${code}, and the manifest ${manifest}. ` +
          "The larger number is counted; give a listing with --keys to know it.",
      );
    } else if (unmanaged.source === "manifest") {
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

import { isUnknown } from "../inventory/model";
import { counted } from "../inventory/wording";
import type { Affected } from "./affected";
import type { HolderReview, PlanReview } from "./plan-review";

/** So many names are shown; of more it is said how many there are. */
const MOST_NAMES = 3;

/** What a review cannot tell, and why: a sentence each. */
export function whatIsNotKnown(
  { plan, holders }: Pick<PlanReview, "plan" | "holders">,
  affected: Affected,
  graphs: ReadonlyMap<string, unknown>,
): string[] {
  const sentences: string[] = [];
  const judged = holders.filter(({ notJudged }) => notJudged === null);
  const withoutGraph = new Set(
    judged
      .filter(({ apply }) => !apply.isOrderCertain)
      .flatMap(({ keys }) => keys.map(({ site }) => site.stack))
      .filter((stack) => !graphs.has(stack)),
  );
  if (withoutGraph.size > 0) {
    sentences.push(
      `The order of the apply is known only as far as the JSON of the plan proves it, for ${named(withoutGraph)}: ` +
        "what may fail may turn out not to. Review the synthesised directory instead to know it.",
    );
  }
  const open = judged.filter(({ unmanaged }) => isUnknown(unmanaged.count)).map(({ label }) => label);
  if (open.length > 0) {
    sentences.push(
      `Nobody has said how many AccessKeys made elsewhere there are of ${named(open)}. ` +
        "Say it in existingAccessKeys, or give a listing with --keys.",
    );
  }
  const untold = holders.flatMap(({ keys }) =>
    keys.filter((key) => affected.isUntold(key)).map(({ site }) => site.address),
  );
  if (untold.length > 0) {
    sentences.push(
      `Nobody has said who uses ${named(untold)}. ` +
        "Plans do not hold it: give the synthesised configuration with --config, or the manifest with --manifest.",
    );
  }
  sentences.push(...holders.flatMap(notJudgedWords));
  for (const { name, notUnderstood } of plan.stacks) {
    if (notUnderstood.length > 0)
      sentences.push(`The plan of ${name} has what is not known here: ${named(notUnderstood)}.`);
  }
  return sentences;
}

function notJudgedWords({ label, notJudged }: HolderReview): string[] {
  return notJudged === null ? [] : [`The numbers of ${label} are not judged: ${notJudged}.`];
}

function named(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, MOST_NAMES).join(", ");
  return all.length > MOST_NAMES ? `${shown} and ${counted(all.length - MOST_NAMES, "other")}` : shown;
}

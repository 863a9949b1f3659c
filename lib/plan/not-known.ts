import { addAll } from "../text/lists";
import { isUnknown } from "../maybe/maybe";
import { named } from "../text/wording";
import { manifestGaps } from "./manifest-gaps";
import type { Affected } from "./affected";
import type { HolderReview, PlanReview } from "./plan-review";

interface Around {
  readonly affected: Affected;
  readonly graphs: ReadonlyMap<string, unknown>;
  /** The stacks that are not reviewed, or not as a whole. */
  readonly inPart: readonly string[];
  /** Whether there is a manifest, to know who uses keys whose construct is gone. */
  readonly isManifestGiven: boolean;
}

/** What a review cannot tell, and why: a sentence each. */
export function whatIsNotKnown(
  { plan, holders }: Pick<PlanReview, "plan" | "holders">,
  { affected, graphs, inPart, isManifestGiven }: Around,
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
        "Say it in existingAccessKeys, or give a listing that has them with --keys.",
    );
  }
  const assumed = judged.filter(isAssumedToFit).map(({ label }) => label);
  if (assumed.length > 0) {
    sentences.push(
      `Nobody has said how many AccessKeys made elsewhere there are of ${named(assumed)}: taken to be none, ` +
        "as of a user that the code creates. Give a listing with --keys to know it.",
    );
  }
  const doubtful = judged.filter(
    ({ apply, unmanaged }) => apply.verdict === "not known" && !isUnknown(unmanaged.count),
  );
  if (doubtful.length > 0) {
    sentences.push(
      `Whether there is room for the new AccessKeys of ${named(doubtful.map(({ label }) => label))} is not known: ` +
        `${inPart.length > 0 ? stacksText(inPart) : OF_NOBODY}.`,
    );
  }
  const unasked = plan.stacks.filter(({ isRefreshed }) => isRefreshed === null).map(({ name }) => name);
  if (unasked.length > 0 && holders.some(({ keys }) => keys.some(({ fate }) => fate.before !== null))) {
    sentences.push(
      `Whether ${named(unasked)} ${unasked.length === 1 ? "was" : "were"} planned with a refresh: without one, AccessKeys ` +
        "are shown as the last apply left them. Review the synthesised directory instead to know it.",
    );
  }
  addAll(sentences, manifestGaps({ holders }));
  addAll(sentences, untoldWords(holders, affected, isManifestGiven));
  addAll(sentences, notJudgedSentences(holders));
  for (const { name, notUnderstood } of plan.stacks) {
    if (notUnderstood.length > 0)
      sentences.push(`The plan of ${name} has what is not known here: ${named(notUnderstood)}.`);
  }
  return sentences;
}

/**
 * Whether more keys come for a user that exists already, so that one made elsewhere would take a slot of theirs, or
 * none works for a moment, in which one made elsewhere may.
 */
function isAssumedToFit({ unmanaged, before, change, apply }: HolderReview): boolean {
  const isNew = before === null || change?.kind === "replaced";
  return unmanaged.source === "assumed" && !isNew && (apply.needed > apply.keys.now.atLeast || apply.gap !== "none");
}

const OF_NOBODY = "other keys may be of the same user, since their user or their account is not known";

function stacksText(stacks: readonly string[]): string {
  const are = new Set(stacks).size === 1 ? "is" : "are";
  return `${named(stacks)} ${are} not reviewed as a whole, and may have keys of the same user`;
}

/** Who uses a key only its construct says; that of a key that goes is gone as well. */
function untoldWords(holders: readonly HolderReview[], affected: Affected, isManifestGiven: boolean): string[] {
  const gone: string[] = [];
  const kept: string[] = [];
  for (const { keys } of holders) {
    for (const key of keys) {
      if (!affected.isUntold(key)) continue;
      const { stack, address } = key.site;
      if (key.after === null) gone.push(isManifestGiven ? `${stack}/${address}` : address);
      else kept.push(address);
    }
  }
  return [
    ...(gone.length === 0
      ? []
      : [
          `Nobody has said who uses ${named(gone)}. ` +
            (isManifestGiven
              ? "The manifest has no such key: it is not that of right before the change, or calls the stack otherwise."
              : "What the code said goes with the key: give the manifest of before the change with --manifest."),
        ]),
    ...(kept.length === 0
      ? []
      : [
          `Nobody has said who uses ${named(kept)}. Say it in the consumers of the key, and for the JSON of a plan ` +
            "give the synthesised configuration with --config.",
        ]),
  ];
}

function notJudgedWords({ label, notJudged }: HolderReview): string[] {
  return notJudged === null ? [] : [`The numbers of ${label} are not judged: ${notJudged}.`];
}

/** Of keys whose users are known after the apply only there may be thousands: one sentence for all of them. */
function notJudgedSentences(holders: readonly HolderReview[]): string[] {
  const nobodys = holders.filter(({ kind, notJudged }) => kind === "unknown owner" && notJudged !== null);
  if (nobodys.length < 2) return holders.flatMap(notJudgedWords);
  const places = nobodys.flatMap(({ keys }) => keys.map(({ site }) => site.address));
  return [
    ...holders.filter((holder) => !nobodys.includes(holder)).flatMap(notJudgedWords),
    `Whose ${named(places)} are is not known, so that the numbers of their users are not judged.`,
  ];
}

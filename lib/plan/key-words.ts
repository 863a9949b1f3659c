import type { AccessKey } from "../inventory/model";
import { isUnknown } from "../inventory/model";
import type { ResourceChange } from "../inventory/plan/plan-model";
import type { HeldKey } from "./holders";
import { isLive, outsideChange, type KeyPair } from "./key-pairs";
import type { ChangeSymbol } from "./plan-review";

/** What is around a key and decides what its change means. */
export interface KeyContext {
  /** Live keys of the holder after the apply; null where that is not known. */
  readonly liveAfter: number | null;
  /** How many keys the apply creates Active for the holder. */
  readonly created: number;
  /** The one key that works all the time, where there are others beside it. */
  readonly current: HeldKey | null;
  /** Whether whoever has made the plan sees the keys of the holder; null where nobody knows who that was. */
  readonly isSeen: boolean | null;
}

export interface KeyWords {
  readonly symbol: ChangeSymbol;
  readonly words: string;
}

/**
 * What a plan does to one key of a holder, as a sentence without a full stop.
 *
 * @param otherHolder the other holder of a key that changes hands
 */
export function keyWords(key: HeldKey, context: KeyContext, otherHolder: string | null): KeyWords {
  const told = wordsOf(key, context, otherHolder);
  const from = key.pair.change?.previousAddress ?? null;
  if (from === null) return told;
  return { symbol: told.symbol === "=" ? ">" : told.symbol, words: `moved from ${from}; ${told.words}` };
}

function wordsOf({ pair, part }: HeldKey, context: KeyContext, otherHolder: string | null): KeyWords {
  const { before, after, change } = pair;
  if (outsideChange(pair) === "vanished") return vanished(pair, context);
  switch (change?.action) {
    case "create":
      return { symbol: "+", words: `created: ${becomes(after, context)}` };
    case "delete":
      return { symbol: "-", words: `deleted: ${oldKey(pair)}` };
    case "replace":
      return replaced(pair, part, change, context, otherHolder);
    case "update":
      return updated(pair);
    case "forget":
      return { symbol: "!", words: `forgotten by Terraform: stays ${statusOf(before)}, and nobody manages it` };
    case "unknown":
      return { symbol: "!", words: `the plan does what is not known here: ${change.actions.join(", ").slice(0, 80)}` };
    default: {
      const current = context.current?.pair === pair ? ", current" : "";
      return { symbol: "=", words: `stays ${statusOf(before ?? after)}${current}${outsideWords(pair)}` };
    }
  }
}

function vanished({ recorded, change, isGone }: KeyPair, { isSeen }: KeyContext): KeyWords {
  const next = afterVanishing(change);
  if (isSeen === true || isGone) {
    // What there was is gone whatever the apply does; what it does is to create one.
    const isCreated = change?.action === "create" || change?.action === "replace";
    return { symbol: isCreated ? "+" : "x", words: `vanished outside Terraform: ${next}` };
  }
  const words =
    isSeen === null
      ? `dropped from the state: gone, or live and not seen by whoever made the plan; ${next}`
      : `dropped from the state, since only the account itself sees it: stays ${statusOf(recorded)}, untracked; ${next}`;
  return { symbol: "!", words };
}

/** A plan that has not seen it leaves alone what the next one creates. */
function afterVanishing(change: ResourceChange | null): string {
  switch (change?.action) {
    case "create":
    case "replace":
      return "created again, with another id and secret";
    case "no-op":
    case "update":
      return "this plan has not seen it, and the next one creates it again";
    default:
      return "nothing is left to do";
  }
}

function replaced(
  pair: KeyPair,
  part: HeldKey["part"],
  change: ResourceChange,
  context: KeyContext,
  otherHolder: string | null,
): KeyWords {
  if (part === "before") {
    const words = `deleted: ${oldKey(pair)}; the next one is of ${otherHolder ?? "somebody else"}`;
    return change.order === "forget"
      ? { symbol: "!", words: `forgotten by Terraform: stays ${statusOf(pair.before)}, and nobody manages it` }
      : { symbol: "-", words };
  }
  const next = `new key ${becomes(pair.after, context)}`;
  if (part === "after")
    return { symbol: "+", words: `created: ${next}; the old one is of ${otherHolder ?? "somebody else"}` };
  if (change.order === "forget") {
    const words = `forgotten and created again: the old one stays ${statusOf(pair.before)}, and nobody manages it; ${next}`;
    return { symbol: "!", words };
  }
  const isUsed = pair.before !== null && isLive(pair.before) && change.reason !== TAINTED;
  const fate = change.order === "create-first" ? " and deleted last" : " and deleted first";
  return { symbol: "~", words: `replaced${reasonWords(change)}: ${oldKey(pair)}${isUsed ? fate : ""}, ${next}` };
}

function updated(pair: KeyPair): KeyWords {
  const { before, after } = pair;
  const outside = outsideWords(pair);
  if (after && isUnknown(after.status)) return { symbol: "~", words: "its status is known after the apply only" };
  if (!before || !after || isLive(before) === isLive(after)) {
    return { symbol: "~", words: `updated, stays ${statusOf(after ?? before)}${outside}` };
  }
  return { symbol: "~", words: `${isLive(after) ? "enabled again" : "disabled"}${outside}` };
}

const TAINTED = "replace_because_tainted";

/** What is to be known of a key that goes: whether somebody may still use it. */
function oldKey(pair: KeyPair): string {
  const { before, change } = pair;
  if (change?.reason === TAINTED) return "tainted, so that its secret is lost";
  const left = change?.deposed ? "left behind by an earlier replacement, " : "";
  if (before && isLive(before)) return `${left}still Active`;
  return `${left}${outsideChange(pair) === "disabled" ? "disabled outside" : "Inactive"} since the last apply`;
}

const ORDINALS = ["", "only", "second", "third", "fourth", "fifth"];

function becomes(key: AccessKey | null, { liveAfter, created }: KeyContext): string {
  if (key !== null && isUnknown(key.status)) return "has a status that is known after the apply only";
  if (key !== null && !isLive(key)) return "starts Inactive";
  const ordinal = created === 1 && liveAfter !== null ? ORDINALS[liveAfter] : undefined;
  return ordinal ? `becomes the ${ordinal} live one` : "becomes a live one";
}

function reasonWords({ reason, replacePaths }: ResourceChange): string {
  if (replacePaths.length > 0)
    return ` because ${replacePaths.join(" and ")} ${replacePaths.length > 1 ? "change" : "changes"}`;
  if (reason === "replace_by_request") return " because somebody asks for it with -replace";
  return reason === "replace_by_triggers" ? " by its trigger" : "";
}

function outsideWords(pair: KeyPair): string {
  const outside = outsideChange(pair);
  return outside === null ? "" : `; it was ${outside} outside Terraform since the last apply`;
}

function statusOf(key: AccessKey | null): string {
  if (key === null || isUnknown(key.status)) return "as it is";
  return isLive(key) ? "Active" : "Inactive";
}

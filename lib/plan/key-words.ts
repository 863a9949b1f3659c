import { wordsOfTerraform } from "../plans/resource-changes";
import type { ResourceChange } from "../plans/plan-model";
import { withoutKeys } from "../places/instance-keys";
import type { HeldKey } from "./holders";
import type { ChangeSymbol, KeyFate } from "./plan-review";

/** What is around a key and decides what its change means. */
export interface KeyContext {
  /** Live keys of the holder after the apply; null where that is not known. */
  readonly liveAfter: number | null;
  /** How many keys the apply creates Active for the holder. */
  readonly created: number;
  /** The one key that works all the time, where there are others beside it. */
  readonly current: HeldKey | null;
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
export function keyWords(key: HeldKey, fate: KeyFate, context: KeyContext, otherHolder: string | null): KeyWords {
  const told = wordsOf(key, fate, context, otherHolder);
  const from = key.pair.change?.previousAddress ?? null;
  if (from === null) return told;
  return { symbol: told.symbol === "=" ? ">" : told.symbol, words: `moved from ${from}; ${told.words}` };
}

function wordsOf({ pair, part }: HeldKey, fate: KeyFate, context: KeyContext, otherHolder: string | null): KeyWords {
  const { change } = pair;
  const said = (symbol: ChangeSymbol, words: string): KeyWords => ({ symbol, words });
  switch (fate.kind) {
    case "vanished":
      return vanished(change, fate, pair.isGone);
    case "lost from view": {
      const next = part === "before" ? `the next one is of ${otherHolder ?? "somebody else"}` : afterVanishing(change);
      return said("!", `${lostWords(fate, pair.lost !== null)}; ${next}`);
    }
    case "dies with its user": {
      const goes = `${fate.diesWithUser === "certain" ? "goes" : "may go"} with its user`;
      if (pair.lost === null) return said("-", `${goes}: ${oldKey(fate, change)}`);
      const next = part === "before" ? `the next one is of ${otherHolder ?? "somebody else"}` : afterVanishing(change);
      return said("-", `lost from view, since its user was renamed, and ${goes}: ${oldKey(fate, change)}; ${next}`);
    }
    case "created": {
      const next = part === "after" && change?.action === "replace" ? "new key " : "";
      const old = next === "" ? "" : `; the old one is of ${otherHolder ?? "somebody else"}`;
      if (fate.diesWithUser === "certain") {
        return said("+", `created, and goes with its user where that is deleted after it${old}`);
      }
      const lost = fate.diesWithUser === null ? "" : "; where it comes before its user is deleted, it goes with it";
      return said("+", `created: ${next}${becomes(fate, context)}${old}${lost}`);
    }
    case "deleted": {
      const next = part === "before" ? `; the next one is of ${otherHolder ?? "somebody else"}` : "";
      return said("-", `deleted: ${oldKey(fate, change)}${untrackedWords(fate)}${next}`);
    }
    case "replaced":
      return said("~", `${replaced(fate, change, context)}${originWords(pair)}`);
    case "disabled":
    case "enabled":
      return said("~", `${fate.kind === "enabled" ? "enabled again" : "disabled"}${outsideWords(fate)}`);
    case "updated":
      return said("~", updated(fate));
    case "forgotten": {
      const stays = `stays ${statusWords(fate.before, fate)}, and nobody manages it`;
      if (change?.action !== "replace" || part === "before") return said("!", `forgotten by Terraform: ${stays}`);
      return said("!", `forgotten and created again: the old one ${stays}; new key ${becomes(fate, context)}`);
    }
    case "unknown": {
      const actions = wordsOfTerraform(change?.actions.join(", ") ?? "") ?? "an action that cannot be read";
      return said("!", `the plan does what is not known here: ${actions}`);
    }
    case "kept": {
      const current = context.current?.pair === pair ? ", current" : "";
      return said(
        "=",
        `stays ${statusWords(fate.before ?? fate.after, fate)}${current}${outsideWords(fate)}${untrackedWords(fate)}`,
      );
    }
  }
}

function vanished(change: ResourceChange | null, { untracked, diesWithUser }: KeyFate, isGone: boolean): KeyWords {
  // What there was is gone whatever the apply does; what it does is to create one.
  const isCreated = change?.action === "create" || change?.action === "replace";
  const mayGo = isCreated && diesWithUser !== null;
  const next = `${afterVanishing(change)}${mayGo ? "; where it comes before its user is deleted, it goes with it" : ""}`;
  const symbol = isCreated ? "+" : "x";
  if (isGone || untracked === null) return { symbol, words: `vanished outside Terraform: ${next}` };
  return { symbol, words: `not there any more, unless its user was renamed outside Terraform: ${next}` };
}

function lostWords(fate: KeyFate, isRenamed: boolean): string {
  const stays = `stays ${statusWords(fate.before, fate)}, untracked`;
  if (isRenamed) return `lost from view, since its user was renamed: ${stays}`;
  return fate.untracked === "certain"
    ? `dropped from the state, since only the account itself sees it: ${stays}`
    : "dropped from the state: gone, or live and not seen by whoever made the plan";
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

function replaced(fate: KeyFate, change: ResourceChange | null, context: KeyContext): string {
  const isUsed = fate.before !== "Inactive" && !fate.isSecretLost;
  const order = change?.order === "create-first" ? " and deleted last" : " and deleted first";
  const old = `${oldKey(fate, change)}${isUsed ? order : ""}, new key ${becomes(fate, context)}`;
  return `replaced${change ? reasonWords(change) : ""}: ${old}${untrackedWords(fate)}`;
}

/** Terraform hands create_before_destroy on to what a resource refers to. */
function originWords({ after, site, change }: HeldKey["pair"]): string {
  const origin = after?.createBeforeDestroy ?? null;
  if (
    change?.order !== "create-first" ||
    origin === null ||
    withoutKeys(origin.address) === withoutKeys(site.address)
  ) {
    return "";
  }
  return `; created first for the sake of ${origin.address}`;
}

function updated(fate: KeyFate): string {
  if (fate.after === "not known") return "its status is known after the apply only";
  if (fate.before === "not known") return `updated, ${fate.after ?? "as it is"} after the apply`;
  return `updated, stays ${statusWords(fate.after, fate)}${outsideWords(fate)}`;
}

/** What is to be known of a key that goes: whether somebody may still use it. */
function oldKey(fate: KeyFate, change: ResourceChange | null): string {
  if (fate.isSecretLost) return "tainted, so that its secret is lost";
  const left = change?.deposed ? "left behind by an earlier replacement, " : fate.isTainted ? "tainted by hand, " : "";
  if (!fate.isAsked) return `${left}${statusWords(fate.before, fate)}`;
  if (fate.before === "Active") return `${left}still Active${outsideWords(fate)}`;
  if (fate.before === "not known") return `${left}perhaps still Active`;
  if (fate.outside === "disabled") return `${left}disabled outside since the last apply`;
  return `${left}Inactive${fate.outside === null ? " since the last apply" : ""}`;
}

const ORDINALS = ["", "only", "second", "third", "fourth", "fifth"];

function becomes(fate: KeyFate, { liveAfter, created }: KeyContext): string {
  if (fate.nextDiesWithUser !== null)
    return fate.nextDiesWithUser === "certain" ? "goes with its user" : "may go with its user";
  if (fate.after === "not known") return "has a status that is known after the apply only";
  if (fate.after === "Inactive") return "starts Inactive";
  const ordinal = created === 1 && liveAfter !== null ? ORDINALS[liveAfter] : undefined;
  return ordinal ? `becomes the ${ordinal} live one` : "becomes a live one";
}

function reasonWords({ reason, replacePaths }: ResourceChange): string {
  if (replacePaths.length > 0)
    return ` because ${replacePaths.join(" and ")} ${replacePaths.length > 1 ? "change" : "changes"}`;
  if (reason === "replace_by_request") return " because somebody asks for it with -replace";
  return reason === "replace_by_triggers" ? " by its trigger" : "";
}

function outsideWords({ outside }: KeyFate): string {
  return outside === "enabled" || outside === "disabled"
    ? `; it was ${outside} outside Terraform since the last apply`
    : "";
}

function untrackedWords({ untracked }: KeyFate): string {
  if (untracked === null) return "";
  const stays = untracked === "certain" ? "stays" : "may stay";
  return `; the old one ${stays} live and untracked, where Terraform looks under another name of its user`;
}

/** Of what nobody has asked for, whose word it is. */
function statusWords(status: KeyFate["before"], { isAsked }: KeyFate): string {
  if (status === null || status === "not known") return "as it is";
  return isAsked ? status : `${status} as the last apply left it`;
}

import type { AccessKey } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type { HeldKeyOutcome } from "./cluster-review";
import type { HeldKey } from "./holders";
import { existingKey, isUntoldDeletion, outsideChange, type KeyPair } from "./key-pairs";
import type { KeyFate, KeyStatus } from "./plan-review";
import { workingOf } from "./working";

const TAINTED = "replace_because_tainted";

/**
 * What becomes of a key.
 *
 * @param isSeen whether whoever has made the plan sees the keys of the holder; null where nobody knows who that was
 * @param outcome what comes of its user's own change; undefined where nothing does
 */
export function keyFate(held: HeldKey, isSeen: boolean | null, outcome: HeldKeyOutcome | undefined): KeyFate {
  const { pair, part } = held;
  const { after, change, recorded, isAsked, isGone } = pair;
  const existing = existingKey(pair);
  const outside = outsideChange(pair);
  const isDropped = outside === "vanished" && isSeen !== true && !isGone;
  const diesWithUser = outcome?.diesWithUser ?? null;
  const isTainted = change?.reason === TAINTED;
  const before = part === "after" ? null : isDropped ? recorded : existing;
  const nextDiesWithUser = outcome?.nextDiesWithUser ?? null;
  const isNone = part === "before" || diesWithUser === "certain" || nextDiesWithUser === "certain";
  return {
    kind: isDropped ? "lost from view" : kindOf(held, diesWithUser !== null),
    before: statusOf(before),
    after: nextDiesWithUser === "possible" ? "not known" : statusOf(isNone ? null : after),
    outside: outside === null && isAsked && isUntoldDeletion(change) ? "not known" : outside,
    isAsked,
    isTainted,
    isSecretLost: isTainted && pair.before?.record?.hasSecret !== true,
    diesWithUser,
    nextDiesWithUser,
    untracked: isDropped ? (isSeen === false ? "certain" : "possible") : untrackedOf(pair, part, outcome),
  };
}

function kindOf({ pair, part }: HeldKey, diesWithUser: boolean): KeyFate["kind"] {
  const { change, before, after } = pair;
  if (outsideChange(pair) === "vanished" && part !== "after") {
    if (!pair.lost?.owner) return "vanished";
    return diesWithUser ? "dies with its user" : "lost from view";
  }
  if (diesWithUser && change?.action !== "create") return "dies with its user";
  switch (change?.action) {
    case "create":
      return "created";
    case "delete":
      return "deleted";
    case "replace":
      if (part === "after") return "created";
      if (change.order === "forget") return "forgotten";
      return part === "before" ? "deleted" : "replaced";
    case "update":
      return updateOf(before, after);
    case "forget":
      return "forgotten";
    case "unknown":
      return "unknown";
    default:
      return "kept";
  }
}

function updateOf(before: AccessKey | null, after: AccessKey | null): KeyFate["kind"] {
  const was = before === null ? "perhaps" : workingOf(before);
  const will = after === null ? "perhaps" : workingOf(after);
  if (will === "yes" && was === "no") return "enabled";
  return will === "no" && was === "yes" ? "disabled" : "updated";
}

function untrackedOf(
  { before, change, lost }: KeyPair,
  part: HeldKey["part"],
  outcome?: HeldKeyOutcome,
): KeyFate["untracked"] {
  if (part === "after" || outcome?.diesWithUser === "certain") return null;
  const isForgotten = change?.action === "forget" || (change?.action === "replace" && change.order === "forget");
  if (lost?.owner || (isForgotten && before !== null)) return "certain";
  // Somebody whom Terraform does not know may have been renamed with it.
  return lost ? "possible" : (outcome?.isUntracked ?? null);
}

function statusOf(key: AccessKey | null): KeyStatus {
  if (key === null) return null;
  if (isUnknown(key.status)) return "not known";
  return workingOf(key) === "yes" ? "Active" : "Inactive";
}

import { isSameName, isSameStack, keyIn, type History } from "./history";
import type { StateObject } from "./record";
import type { Holder, Key } from "./review";
import type { Statements } from "./statement";

/** What becomes of each key. */
export function judgeFates(holder: Holder, history: History, isConditional: boolean, statements: Statements): void {
  for (const key of holder.keys) judgeFate(holder, key, history, isConditional, statements);
}

function judgeFate(holder: Holder, key: Key, history: History, isConditional: boolean, statements: Statements): void {
  const { record } = history;
  const { fate, id, address, stack } = key;
  const about = `${holder.name} / ${key.name}`;
  const judged = (isTrue: boolean): boolean | null => (isConditional ? null : isTrue);
  const now = keyIn(record.before, id);

  if (id !== null && fate.before !== null) {
    const isTrue = fate.before === "not known" ? null : judged(now?.status === fate.before);
    statements.add("status before", about, isTrue, fate.before, now?.status ?? "not there");
  } else if (id !== null && fate.kind !== "created") {
    statements.add("status before", about, judged(now === null), "not there", now?.status ?? "not there");
  }

  const recorded = record.recorded.find((object) => object.id === id && object.type === "alicloud_ram_access_key");
  // Of keys of whoever runs Terraform the record has nothing.
  if (fate.isAsked && recorded?.userName) {
    const outside = outsideChange(
      recorded,
      now?.status ?? null,
      now !== null && isSameName(now.user.name, recorded.userName),
    );
    const isTrue = outside === "lost" ? fate.outside === null || fate.outside === "vanished" : fate.outside === outside;
    const isSaid = fate.before !== "not known" && fate.outside !== "not known" && fate.kind !== "unknown";
    statements.add(
      "changed outside",
      about,
      isSaid ? judged(isTrue) : null,
      fate.outside ?? "nothing",
      outside ?? "nothing",
    );
  }

  if (!record.endedWell) return;
  // Of a key that goes for good, the one in its place is another story.
  const isGoing =
    fate.kind === "deleted" ||
    (fate.after === null && (fate.kind === "dies with its user" || fate.kind === "lost from view"));
  const there = objectAt(record.state, stack, address, isGoing ? id : null);
  const later = keyIn(record.after, id);
  const problem = fateProblem(key, later !== null, there);
  const isTrue = fate.kind === "unknown" ? null : judged(problem === null);
  statements.add("fate of key", about, isTrue, fateText(key), problem ?? "so");

  const after = there === null || isGoing ? null : keyIn(record.after, there.id);
  if (fate.after === "not known") statements.add("status after", about, null, fate.after, after?.status ?? "not there");
  else if (there !== null || fate.after !== null) {
    const holds = fate.after === (after?.status ?? null);
    // What is in no state any more is at no address: its status may be told, and may be left out.
    const isElsewhere = there === null && later !== null && fate.after === later.status;
    const mayBeGone = fate.diesWithUser === "possible" && later === null;
    statements.add(
      "status after",
      about,
      mayBeGone ? null : judged(holds || isElsewhere),
      fate.after ?? "none",
      after?.status ?? "none",
    );
  }
}

function outsideChange(
  { status }: StateObject,
  now: string | null,
  isWithItsUser: boolean,
): "enabled" | "disabled" | "vanished" | "lost" | null {
  if (now === null) return "vanished";
  if (!isWithItsUser) return "lost";
  if (status === now || status === null) return null;
  return now === "Active" ? "enabled" : "disabled";
}

function objectAt(
  state: readonly StateObject[],
  stack: string,
  address: string,
  id: string | null,
): StateObject | null {
  const all = state.filter((object) => isSameStack(stack, object.stack) && object.address === address);
  return all.find((object) => (id === null ? object.deposed === null : object.id === id)) ?? null;
}

/** What contradicts the fate; null where nothing does. Only of an apply that has ended well. */
function fateProblem({ fate, id }: Key, isThere: boolean, state: StateObject | null): string | null {
  const isOld = state !== null && state.id === id;
  switch (fate.kind) {
    case "created":
      return state === null ? "no key at its address" : isOld ? "the old key" : null;
    case "deleted":
    case "dies with its user":
      return isThere && fate.diesWithUser !== "possible" && fate.untracked === null ? "the key is still there" : null;
    case "replaced":
      if (state === null || isOld) return state === null ? "no key at its address" : "the old key";
      return isThere && fate.untracked === null ? "the old key is still there" : null;
    case "disabled":
    case "enabled":
    case "updated":
    case "kept":
      if (!isThere) return "the key is gone";
      return isOld || fate.untracked !== null ? null : "not the key of its address";
    case "forgotten":
    case "lost from view":
      if (!isThere) return "the key is gone";
      return isOld ? "the key is still in the state" : null;
    case "vanished":
      return isThere ? "the key is there" : null;
    case "unknown":
      return null;
  }
}

function fateText({ fate: { kind, untracked } }: Key): string {
  return untracked === null ? kind : `${kind}, untracked: ${untracked}`;
}

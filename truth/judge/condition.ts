import { firstName, isSameName, isSameStack, keyIn, userNamed, type History } from "./history";
import type { Account, ApplyRecord, StateObject } from "./record";
import type { Holder, Key, Review } from "./review";

/**
 * Why the statements about a holder need not hold: the review says on which condition they do, or that something is not
 * known, and it is not so. Null where they have to hold.
 */
export function brokenCondition(holder: Holder, review: Review, history: History): string | null {
  const { record } = history;
  if (holder.notJudged !== null) return "not judged";
  if (hidesName(holder, record)) return "the name is one that nobody has listed";
  if (isListingStale(holder, record)) return "the listing is older than that";
  if (holder.keys.some((key) => isListedOtherwise(key, review, record))) return "the listing is older than that";
  // Of one that is created, the numbers are those of whoever has the name.
  const name = firstName(holder) ?? holder.users.after;
  const user = userNamed(record.before, name);
  if (dependsOnLastApply(holder, review, record) && !isAsRecorded(holder, record)) return "as the last apply left it";
  const listed = userNamed(record.listing ?? { users: [] }, name);
  const elsewhere = unmanagedIds(record.before, name, record);
  const { count, source } = holder.unmanaged;
  if (count === null || source === "assumed") return elsewhere.length > 0 ? "keys made elsewhere" : null;
  if (holder.unmanaged.keys.some(({ id }) => keyIn(record.before, id) === null))
    return "the listing is older than that";
  if (listed === null || user === null) return null;
  const told = unmanagedIds(record.listing ?? { users: [] }, listed.name, record);
  return sameTexts(told, elsewhere) ? null : "the listing is older than that";
}

/** Whether somebody has come or gone by one of the names since the listing was taken. */
function isListingStale({ users }: Holder, { before, listing }: ApplyRecord): boolean {
  if (listing === null) return false;
  return [users.before, users.after].some(
    (name) => (userNamed(listing, name) === null) !== (userNamed(before, name) === null),
  );
}

/** Whether only the listing was asked for a key, and has it as it was before something happened to it. */
function isListedOtherwise({ id, fate, stack }: Key, { plans }: Review, { listing, before }: ApplyRecord): boolean {
  const isLeftOut = plans.some((plan) => plan.stack === stack && plan.isComplete === false);
  if (listing === null || id === null || (fate.kind !== "forgotten" && !isLeftOut)) return false;
  const listed = keyIn(listing, id);
  const now = keyIn(before, id);
  return listed?.status !== now?.status || listed?.user.id !== now?.user.id;
}

/** Whether somebody has the name that the holder is to get of whom neither a state nor the listing knows. */
function hidesName(holder: Holder, record: ApplyRecord): boolean {
  const taker = firstName(holder) === null ? userNamed(record.before, holder.users.after) : null;
  if (taker === null || isManagedUser(taker.id, record)) return false;
  return userNamed(record.listing ?? { users: [] }, taker.name) === null;
}

export function isManagedUser(id: string, { recorded }: ApplyRecord): boolean {
  return recorded.some((object) => object.type === "alicloud_ram_user" && object.id === id);
}

/** Whether what is said hangs on nobody having changed the account since the last apply. */
export function dependsOnLastApply({ assumes, keys }: Holder, { plans }: Review, record: ApplyRecord): boolean {
  const isUnasked = plans.some(
    ({ stack, isRefreshed }) =>
      isRefreshed === null && record.plans.some((plan) => isSameStack(stack, plan.stack) && !plan.isRefreshed),
  );
  return assumes !== null || isUnasked || keys.some(({ fate }) => !fate.isAsked);
}

/** Whether the account has the user and its keys as the last apply left them. */
export function isAsRecorded({ users, keys }: Holder, { recorded, before }: ApplyRecord): boolean {
  const names = [users.before, users.after];
  const ids = new Set(keys.map(({ id }) => id));
  return recorded.every((object) => {
    const isOurs = names.some((name) => isSameName(name, object.userName)) || ids.has(object.id);
    if (!isOurs) return true;
    if (object.type === "alicloud_ram_user") {
      return before.users.some(({ id, name }) => id === object.id && name === object.userName);
    }
    if (object.type !== "alicloud_ram_access_key") return true;
    const key = keyIn(before, object.id);
    return key !== null && key.status === object.status && isSameName(key.user.name, object.userName);
  });
}

/**
 * What the states have. A deposed key that is not with the user of its name is none of it: Terraform drops it when it
 * refreshes, and no plan says so.
 */
export function managedIds({ recorded, before }: ApplyRecord): ReadonlySet<string> {
  const isDropped = ({ id, deposed, userName }: StateObject): boolean =>
    deposed !== null && !isSameName(keyIn(before, id)?.user.name ?? null, userName);
  return new Set(recorded.filter((object) => !isDropped(object)).map(({ id }) => id));
}

/** Keys of a user in an account, or in a listing of it, that no state has. */
export function unmanagedIds(account: Account, name: string | null, record: ApplyRecord): string[] {
  const managed = managedIds(record);
  const keys = userNamed(account, name)?.keys ?? [];
  return keys.map(({ id }) => id).filter((id) => !managed.has(id));
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text) => other.includes(text));
}

import { brokenCondition, dependsOnLastApply, managedIds, unmanagedIds } from "./condition";
import { firstName, isSameName, keyIn, type History } from "./history";
import type { AccountUser, ApplyRecord } from "./record";
import type { Holder, Key, Review } from "./review";
import type { Statements } from "./statement";

/** Every key that died Active was told to: at every stop, since nothing brings it back. */
export function judgeDeaths(review: Review, history: History, statements: Statements): void {
  for (const { key, user } of history.deaths) {
    if (key.status !== "Active" || keyIn(history.record.before, key.id) === null) continue;
    const [telling, told] = keyOf(review, key.id);
    const holder = telling ?? holderOf(review, user, history);
    if (told) {
      const { kind, before } = told.fate;
      const isDying = ["deleted", "replaced", "dies with its user", "unknown"].includes(kind);
      const isTrue = isDying && (before === "Active" || before === "not known");
      const isConditional = !isTrue && holder !== null && brokenCondition(holder, review, history) !== null;
      statements.add(
        "dies Active",
        holder?.name ?? user.name,
        isConditional ? null : isTrue,
        `${kind}, ${before}`,
        "died Active",
      );
      continue;
    }
    const goesByForce = holder?.change?.force !== false && /^(deleted|replaced)$/.test(holder?.change?.kind ?? "");
    const isElsewhere =
      holder?.unmanaged.keys.some(({ id }) => id === key.id) === true ||
      unmanagedIds(history.record.before, user.name, history.record).includes(key.id);
    // That it takes every key along is said, and that they may be more than are shown.
    const isOpen = goesByForce && !isElsewhere && holder?.numbers.keys.now.atMost === null;
    const isConditional =
      isOpen || (!goesByForce && holder !== null && brokenCondition(holder, review, history) !== null);
    statements.add(
      "dies Active",
      holder?.name ?? user.name,
      isConditional ? null : isElsewhere && goesByForce,
      holder ? "nothing of this key" : "nothing of this user",
      isElsewhere ? "a key made elsewhere died Active" : "died Active",
    );
  }
}

/** What stays in the account and in no state is told: of an apply that has ended well. */
export function judgeOrphans(review: Review, history: History, statements: Statements): void {
  const { record } = history;
  if (!record.endedWell) return;
  const tracked = new Set(record.state.map(({ id }) => id));
  const known = managedIds(record);
  const before = new Set(record.before.users.flatMap(({ keys }) => keys.map(({ id }) => id)));
  for (const user of record.after.users) {
    for (const { id } of user.keys) {
      const wasTracked = known.has(id) || !before.has(id);
      if (tracked.has(id) || !wasTracked) continue;
      const [holder, key] = keyOf(review, id);
      const isTold = (key?.fate.untracked ?? null) !== null;
      const isConditional =
        !isTold &&
        holder !== null &&
        dependsOnLastApply(holder, review, record) &&
        brokenCondition(holder, review, history) !== null;
      statements.add(
        "orphaned",
        holder?.name ?? user.name,
        isConditional ? null : isTold,
        key ? key.fate.kind : "nothing of this key",
        "in no state",
      );
    }
  }
  for (const holder of review.holders) {
    for (const { fate, id, name } of holder.keys) {
      if (fate.untracked !== "certain") continue;
      const isOrphan = id !== null && isUntracked(id, record);
      const isConditional = brokenCondition(holder, review, history) !== null;
      const isTrue = isConditional ? null : isOrphan;
      statements.add(
        "orphaned",
        `${holder.name} / ${name}`,
        isTrue,
        "untracked: certain",
        isOrphan ? "in no state" : "not so",
      );
    }
  }
}

/** Whether a key is in no state, or where Terraform does not find it: under a name that its user has not. */
function isUntracked(id: string, { after, state }: ApplyRecord): boolean {
  const key = keyIn(after, id);
  return key !== null && !state.some((object) => object.id === id && isSameName(object.userName, key.user.name));
}

export function holderOf(review: Review, user: AccountUser, history: History): Holder | null {
  const own = review.holders.find((holder) => history.usersOf(holder, review)?.has(user.id));
  return own ?? review.holders.find((holder) => isSameName(firstName(holder), user.name)) ?? null;
}

function keyOf({ holders }: Review, id: string): [Holder | null, Key | null] {
  for (const holder of holders) {
    // A key that is created may go by the id of the one in whose place it comes.
    const key = holder.keys.find((each) => each.id === id && each.fate.kind !== "created");
    if (key) return [holder, key];
  }
  return [null, null];
}

import { brokenCondition, isManagedUser } from "./condition";
import { isSameName, userNamed, type History } from "./history";
import type { AccountUser } from "./record";
import type { Finding, Holder, Review, ReviewDocument } from "./review";
import type { Statements } from "./statement";
import { concerns, refusedWithoutHolder } from "./verdicts";

const WIDENED = "PLN008";

/** Whom the review does not show has the keys that it had, at every stop. */
export function judgeUntouched(review: Review, history: History, statements: Statements): void {
  const { record } = history;
  const shown = new Set(review.holders.flatMap((holder) => [...(history.usersOf(holder, review) ?? [])]));
  // Where nobody has asked since, a user goes by the name that the state has.
  const namesOf = ({ id, name }: AccountUser): (string | null)[] => [
    name,
    ...record.recorded.flatMap((object) => (object.id === id ? object.userName : [])),
  ];
  const isNamed = (user: AccountUser): boolean =>
    namesOf(user).some((name) =>
      review.holders.some(({ users }) => isSameName(users.before, name) || isSameName(users.after, name)),
    );
  for (const user of record.before.users) {
    if (shown.has(user.id) || isNamed(user)) continue;
    const keysText = (keys: AccountUser["keys"]): string => keys.map(({ id, status }) => `${id} ${status}`).join();
    const first = keysText(user.keys);
    const isSteady = history.instants.every(
      ({ users }) => keysText(users.find(({ id }) => id === user.id)?.keys ?? []) === first,
    );
    statements.add("untouched", user.name, isSteady, "not shown", isSteady ? "untouched" : "its keys have changed");
  }
  const isConcerned = (call: Parameters<typeof concerns>[0]): boolean =>
    review.holders.some(
      (holder) =>
        concerns(call, holder, history.usersOf(holder, review) ?? new Set(), history) ||
        (isSameName(call.user, holder.users.after) && holder.refusals.some(({ kind }) => kind === "quota")),
    );
  for (const { kind, user } of refusedWithoutHolder(isConcerned, history)) {
    statements.add(`refusal ${kind}`, user, false, "not shown", "refused");
  }
}

/** Whoever may do more after an apply that has ended well was told to. */
export function judgeWidths(
  { findings }: ReviewDocument,
  review: Review,
  history: History,
  statements: Statements,
): void {
  const { record } = history;
  if (!record.endedWell) return;
  const isRefreshed = record.plans.every((plan) => plan.isRefreshed);
  for (const user of record.before.users) {
    const later = record.after.users.find(({ id }) => id === user.id);
    if (!later) continue;
    const told = findings.filter(({ rule, subject }) => rule === WIDENED && isAbout(subject, [user.name, later.name]));
    // Whoever has a name now that another user had may do more than that one could.
    const namesake = userNamed(record.before, later.name) ?? user;
    const isWider = later.width > user.width || (told.length > 0 && later.width > namesake.width);
    // What somebody attached outside hides what the apply adds, and the review cannot see it.
    const isHidden = !isRefreshed || hasForeignPolicies(user, history);
    if (!isWider && told.length === 0) continue;
    const isTold = told.some(({ verdict }) => verdict === "violation") || told.length > 0;
    const isFalse = isWider ? !isTold : told.some(({ verdict }) => verdict === "violation");
    const says = told.map(({ verdict }) => verdict).join() || "nothing";
    statements.add("wider", user.name, isHidden ? null : !isFalse, says, `${user.width} → ${later.width}`);
  }
}

function isAbout(subject: string | null, names: readonly string[]): boolean {
  return names.some((name) => subject?.endsWith(`:${name}`));
}

function hasForeignPolicies({ name, policies }: AccountUser, { record }: History): boolean {
  const known = record.recorded.filter(({ type, userName }) => {
    return type === "alicloud_ram_user_policy_attachment" && isSameName(userName, name);
  });
  return known.length !== policies.length || known.some(({ policy }) => !policies.includes(policy ?? ""));
}

/** What the review says of the user itself: of an apply that has ended well. */
export function judgeUserChange(
  { change, users, name }: Holder,
  history: History,
  isConditional: boolean,
  statements: Statements,
): void {
  const { record } = history;
  if (!record.endedWell || change === null) return;
  const first = userNamed(record.before, users.before);
  const isThere = (id: string | undefined): boolean => record.after.users.some((user) => user.id === id);
  const last = userNamed(record.after, users.after);
  const facts: Readonly<Record<typeof change.kind, () => boolean>> = {
    created: () => last !== null,
    deleted: () => !isThere(first?.id),
    replaced: () => last !== null && last.id !== first?.id && !isThere(first?.id),
    renamed: () => last !== null && last.id === first?.id,
    forgotten: () => isThere(first?.id),
    moved: () => isThere(first?.id),
    adopted: () => last !== null && isManagedUser(last.id, { ...record, recorded: record.state }),
  };
  const isTrue = facts[change.kind]();
  statements.add("change of user", name, isConditional ? null : isTrue, change.kind, isTrue ? "so" : "not so");
}

/**
 * The exit code is that of the findings, and it is not 0 where a key dies Active or RAM refuses a call. A key that is
 * tainted is no loss that ends a review with 1.
 */
export function judgeExitCode(
  exitCode: number,
  { findings, unjudged }: ReviewDocument,
  review: Review,
  history: History | null,
  statements: Statements,
): void {
  const isBlocking = ({ level, acknowledged }: Finding): boolean => level === "error" && acknowledged === null;
  const told = unjudged.length > 0 ? [1, 2] : findings.some(isBlocking) ? [1] : [0];
  const was = `${findings.filter(isBlocking).length} errors, ${unjudged.length} stacks not judged`;
  statements.add("exit code", "the review", told.includes(exitCode), String(exitCode), was);
  if (history === null || exitCode !== 0) return;
  const tainted = new Set(history.record.recorded.filter(({ isTainted }) => isTainted).map(({ id }) => id));
  const isCertain = review.holders.every(
    (holder) => holder.verdict !== "not known" && brokenCondition(holder, review, history) === null,
  );
  const dead = history.deaths.filter(({ key }) => key.status === "Active" && !tainted.has(key.id));
  const refused = history.record.calls.filter(({ refusal }) => refusal?.code === "LimitExceeded.User.AccessKey");
  const isTrue = dead.length === 0 && refused.length === 0;
  const happened = `${dead.length} keys died Active, ${refused.length} creations met the quota`;
  statements.add("exit code", "the apply", isTrue ? true : isCertain ? false : null, "0", happened);
}

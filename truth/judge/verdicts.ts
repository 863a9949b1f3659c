import { isManagedUser } from "./condition";
import { firstName, isSameName, lastName, userNamed, type History } from "./history";
import type { RecordedCall } from "./record";
import type { Holder, RefusalKind } from "./review";
import type { Statements } from "./statement";

const CODES: Readonly<Record<string, RefusalKind>> = {
  "LimitExceeded.User.AccessKey": "quota",
  "EntityAlreadyExists.User": "name taken",
  "DeleteConflict.User.AccessKey": "user keeps keys",
  "EntityNotExist.User": "no such user",
};
const KINDS = Object.values(CODES);

/** What a refusal is, of a key or its user; null for any other, and for what Terraform takes for done already. */
function kindOf({ refusal, action }: RecordedCall): RefusalKind | null {
  const kind = CODES[refusal?.code ?? ""] ?? null;
  return kind === "no such user" && action !== "CreateAccessKey" ? null : kind;
}

/** Whether the apply is refused what the review says it is or is not. */
export function judgeVerdicts(
  holder: Holder,
  ids: ReadonlySet<string>,
  history: History,
  isConditional: boolean,
  others: readonly Holder[],
  statements: Statements,
): void {
  const { verdict, refusals, name } = holder;
  const { record } = history;
  const calls = record.calls.filter((call) => concerns(call, holder, ids, history));
  const met = new Set(calls.flatMap((call) => kindOf(call) ?? []));
  const isHidden = calls.some((call) => isHiddenTaker(call, history));
  const judged = (isTrue: boolean | null): boolean | null => (isConditional || isHidden ? null : isTrue);
  const was = met.size > 0 ? `refused: ${[...met].join(", ")}` : record.endedWell ? "ended well" : "refused otherwise";

  if (verdict === "cannot fail") statements.add("verdict cannot fail", name, judged(met.size === 0), verdict, was);
  if (verdict === "will fail" && !history.isInjected) {
    const wasOther = record.calls.some(({ refusal }) => refusal !== null);
    const isTrue = record.endedWell ? false : met.size > 0 ? true : wasOther ? null : false;
    statements.add("verdict will fail", name, judged(isTrue), verdict, was);
  }
  for (const kind of KINDS) {
    const told = refusals.find((refusal) => refusal.kind === kind);
    if (!met.has(kind) && told?.verdict !== "will fail") continue;
    // Of two who may be one and the same it is enough to say it once.
    const isToldElsewhere = others.some((other) => isNamesake(other, holder) && other.verdict !== "cannot fail");
    const isSilent = told === undefined && verdict !== "not known" && !(verdict !== "cannot fail" && isToldElsewhere);
    const isTrue = met.has(kind) ? !isSilent && told?.verdict !== "cannot fail" : !record.endedWell;
    statements.add(`refusal ${kind}`, name, judged(isTrue), told?.verdict ?? `nothing of it (${verdict})`, was);
  }
}

/** Kinds of refusals that were met and that concern no holder which the review shows. */
export function refusedWithoutHolder(
  concerned: (call: RecordedCall) => boolean,
  { record }: History,
): { kind: RefusalKind; user: string }[] {
  return record.calls.flatMap((call) => {
    const kind = kindOf(call);
    // Of a user who has no key a review of keys says nothing.
    return kind === "quota" && !concerned(call) ? [{ kind, user: call.user ?? "" }] : [];
  });
}

function isNamesake(other: Holder, holder: Holder): boolean {
  if (other === holder) return false;
  return [other.users.before, other.users.after].some(
    (name) => isSameName(name, holder.users.before) || isSameName(name, holder.users.after),
  );
}

export function concerns(call: RecordedCall, holder: Holder, ids: ReadonlySet<string>, history: History): boolean {
  if (call.refusal === null) return false;
  const id = history.userOf(call);
  if (id === null && call.action !== "CreateUser") return isSameName(call.user, lastName(holder));
  if (call.action !== "CreateUser") return id !== null && ids.has(id);
  const isMade = firstName(holder) === null || holder.change?.kind === "replaced";
  return isMade && isSameName(call.user, holder.users.after);
}

/** Whether a name is taken by somebody of whom neither a state nor the listing knows. */
function isHiddenTaker(call: RecordedCall, { record }: History): boolean {
  if (kindOf(call) !== "name taken") return false;
  const name = call.newName ?? call.user;
  const taker = userNamed(record.before, name);
  return (
    taker !== null && !isManagedUser(taker.id, record) && userNamed(record.listing ?? { users: [] }, name) === null
  );
}

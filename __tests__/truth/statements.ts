import { judge } from "../../truth/judge/judge";
import type { Account, AccountKey, ApplyRecord, RecordedCall, StateObject } from "../../truth/judge/record";
import type { Course, Fate, Holder, Key, Range, ReviewDocument } from "../../truth/judge/review";
import type { Statement } from "../../truth/judge/statement";

export const OLD: AccountKey = { id: "key-old", status: "Active" };
export const NEW: AccountKey = { id: "key-new", status: "Active" };

/** The account with the one user ada. */
export function ada(...keys: AccountKey[]): Account {
  return { users: [{ id: "1", name: "ada", keys, width: 1, policies: [] }] };
}

export function stateOf(key: AccountKey, userName = "ada"): StateObject {
  return {
    stack: "one",
    address: "alicloud_ram_access_key.k",
    type: "alicloud_ram_access_key",
    id: key.id,
    userName,
    status: key.status,
    policy: null,
    isTainted: false,
    deposed: null,
  };
}

export const ADA_IN_STATE: StateObject = {
  ...stateOf({ id: "1", status: "Active" }),
  address: "alicloud_ram_user.u",
  type: "alicloud_ram_user",
  status: null,
};

export function call(action: string, after: Account, more: Partial<RecordedCall> = {}): RecordedCall {
  return { action, user: "ada", newName: null, key: null, refusal: null, after, ...more };
}

export function refused(action: string, code: string, after: Account, isInjected = false): RecordedCall {
  return call(action, after, { refusal: { code, isInjected } });
}

/** The key of ada is replaced, delete-first, and all goes well. */
export const REPLACED: ApplyRecord = {
  before: ada(OLD),
  recorded: [ADA_IN_STATE, stateOf(OLD)],
  plans: [{ stack: "one", isRefreshed: true }],
  calls: [call("DeleteAccessKey", ada(), { key: OLD.id }), call("CreateAccessKey", ada(NEW))],
  after: ada(NEW),
  state: [ADA_IN_STATE, stateOf(NEW)],
  endedWell: true,
  listing: null,
};

export function exactly(count: number): Range {
  return { atLeast: count, atMost: count };
}

export function course(now: number, lowest: number, highest: number, after: number | null): Course {
  return {
    now: exactly(now),
    lowest: exactly(lowest),
    highest: exactly(highest),
    after: after === null ? null : exactly(after),
  };
}

export function key(fate: Partial<Fate> = {}, more: Partial<Key> = {}): Key {
  return {
    symbol: "~",
    name: "k",
    words: "replaced by its trigger: still Active and deleted first, new key becomes the only live one",
    id: OLD.id,
    stack: "one",
    address: "alicloud_ram_access_key.k",
    fate: {
      kind: "replaced",
      before: "Active",
      after: "Active",
      outside: null,
      isAsked: true,
      isTainted: false,
      diesWithUser: null,
      nextDiesWithUser: null,
      untracked: null,
      ...fate,
    },
    ...more,
  };
}

/** What is true of `REPLACED`. */
export function holder(more: Partial<Holder> = {}): Holder {
  return {
    name: "ada",
    kind: "RAM user",
    users: { before: "ada", after: "ada" },
    change: null,
    keys: [key()],
    unmanaged: { count: 0, source: "assumed", keys: [] },
    quota: 2,
    verdict: "cannot fail",
    refusals: [],
    isOrderCertain: true,
    numbers: { keys: course(1, 0, 1, 1), live: course(1, 0, 1, 1) },
    assumes: null,
    text: "keys: 1 now → 0 → 1 after; live: 1 → 0 → 1",
    failure: null,
    notJudged: null,
    ...more,
  };
}

export function review(holders: readonly Holder[], more: Partial<ReviewDocument> = {}): ReviewDocument {
  return {
    review: { plans: [{ stack: "one", isComplete: true, isRefreshed: true }], holders, untouched: 0 },
    findings: [LOSS],
    unjudged: [],
    notKnown: [],
    ...more,
  };
}

export const LOSS: ReviewDocument["findings"][number] = {
  rule: "PLN002",
  level: "error",
  verdict: "violation",
  address: "alicloud_ram_access_key.k",
  subject: "user:ada",
  message: "is replaced while it is Active",
  acknowledged: null,
};

/** The kinds of the statements of a review that come out like this. */
export function kindsOf(
  outcome: Statement["outcome"],
  document: ReviewDocument,
  record: ApplyRecord = REPLACED,
  exitCode = 1,
): string[] {
  const kinds = judge(document, exitCode, record).filter((statement) => statement.outcome === outcome);
  return [...new Set(kinds.map(({ kind }) => kind))];
}

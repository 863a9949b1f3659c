import { judge } from "../../truth/judge/judge";
import type { ApplyRecord } from "../../truth/judge/record";
import type { Holder, ReviewDocument } from "../../truth/judge/review";
import { STATEMENT_KINDS, type StatementKind } from "../../truth/judge/statement";
import {
  ADA_IN_STATE,
  ada,
  call,
  course,
  exactly,
  holder,
  key,
  kindsOf,
  LOSS,
  NEW,
  OLD,
  refused,
  REPLACED,
  review,
  stateOf,
} from "./statements";

const FULL = [OLD, { id: "key-other", status: "Inactive" as const }];
const IN_STATE = [ADA_IN_STATE, ...FULL.map((each, index) => ({ ...stateOf(each), address: `k[${index}]` }))];

/** Creating a third key is refused, and nothing else happens. */
const OVER_QUOTA: ApplyRecord = {
  ...REPLACED,
  before: ada(...FULL),
  recorded: IN_STATE,
  calls: [refused("CreateAccessKey", "LimitExceeded.User.AccessKey", ada(...FULL))],
  after: ada(...FULL),
  state: IN_STATE,
  endedWell: false,
};
const FULL_COURSES = { keys: course(2, 2, 2, null), live: course(1, 1, 1, null) };
const QUOTA_TOLD = holder({
  keys: [],
  numbers: FULL_COURSES,
  verdict: "will fail",
  refusals: [{ kind: "quota", verdict: "will fail" }],
});

/** The user is deleted by force, and its key, which nobody deletes, with it. */
const BY_FORCE: ApplyRecord = {
  ...REPLACED,
  calls: [call("DeleteAccessKey", ada()), call("DeleteUser", { users: [] })],
  after: { users: [] },
  state: [],
};
const FORCE_TOLD = holder({
  users: { before: "ada", after: null },
  change: { kind: "deleted", symbol: "-", words: "deleted by force, with every key that it has", force: true },
  keys: [key({ kind: "dies with its user", after: null })],
  numbers: { keys: course(1, 0, 1, 0), live: course(1, 0, 1, 0) },
});

/** The key is out of the state afterwards, and still there. */
const ORPHANED: ApplyRecord = { ...REPLACED, calls: [], after: ada(OLD), state: [ADA_IN_STATE] };
const ORPHAN_TOLD = holder({
  keys: [key({ kind: "forgotten", after: null, untracked: "certain" })],
  numbers: { keys: course(1, 1, 1, 1), live: course(1, 1, 1, 1) },
});

/** What ada may do gets more. */
const wide = { users: [{ id: "1", name: "ada", keys: [], width: 3, policies: [] }] };
const WIDENED: ApplyRecord = {
  ...REPLACED,
  before: ada(),
  recorded: [ADA_IN_STATE],
  calls: [call("AttachPolicyToUser", wide)],
  after: wide,
  state: [ADA_IN_STATE],
};
const WIDTH_TOLD: ReviewDocument = review([], { findings: [{ ...LOSS, rule: "PLN008" }] });

const { numbers } = holder();

/** What is false of `REPLACED`. */
const LIES: [kind: StatementKind, lie: Partial<Holder>][] = [
  ["keys now", { numbers: { ...numbers, keys: { ...numbers.keys, now: exactly(2) } } }],
  ["keys lowest", { numbers: { ...numbers, keys: { ...numbers.keys, lowest: exactly(1) } } }],
  ["keys highest", { numbers: { ...numbers, keys: { ...numbers.keys, highest: exactly(2) } } }],
  ["keys after", { numbers: { ...numbers, keys: { ...numbers.keys, after: exactly(0) } } }],
  ["keys after", { numbers: { ...numbers, keys: { ...numbers.keys, after: null } } }],
  ["live now", { numbers: { ...numbers, live: { ...numbers.live, now: exactly(0) } } }],
  ["live lowest", { numbers: { ...numbers, live: { ...numbers.live, lowest: exactly(1) } } }],
  ["live highest", { numbers: { ...numbers, live: { ...numbers.live, highest: exactly(0) } } }],
  ["live after", { numbers: { ...numbers, live: { ...numbers.live, after: { atLeast: 2, atMost: null } } } }],
  ["verdict will fail", { verdict: "will fail" }],
  ["refusal quota", { verdict: "may fail", refusals: [{ kind: "quota", verdict: "will fail" }] }],
  ["fate of key", { keys: [key({ kind: "kept" })] }],
  ["fate of key", { keys: [key({ kind: "disabled" })] }],
  ["dies Active", { keys: [key({ kind: "kept" })] }],
  ["dies Active", { keys: [] }],
  ["status before", { keys: [key({ before: "Inactive" })] }],
  ["status before", { keys: [key({ before: null })] }],
  ["status after", { keys: [key({ after: "Inactive" })] }],
  ["changed outside", { keys: [key({ outside: "enabled" })] }],
  ["orphaned", { keys: [key({ untracked: "certain" })] }],
  ["change of user", { change: { kind: "deleted", symbol: "-", words: "deleted", force: false } }],
];

/** What a review leaves out, or says of the wrong ones. */
const SILENCES: [kind: StatementKind, document: ReviewDocument, record: ApplyRecord][] = [
  ["verdict cannot fail", review([holder({ keys: [], numbers: FULL_COURSES })]), OVER_QUOTA],
  ["refusal quota", review([holder({ keys: [], numbers: FULL_COURSES, verdict: "may fail" })]), OVER_QUOTA],
  ["refusal quota", review([]), OVER_QUOTA],
  ["fate of key", review([{ ...FORCE_TOLD, keys: [key({ kind: "kept" })] }]), BY_FORCE],
  ["dies Active", review([{ ...FORCE_TOLD, keys: [key({ kind: "kept" })] }]), BY_FORCE],
  ["dies Active", review([{ ...FORCE_TOLD, keys: [] }]), BY_FORCE],
  ["orphaned", review([{ ...ORPHAN_TOLD, keys: [key({ kind: "kept" })] }]), ORPHANED],
  ["untouched", review([]), REPLACED],
  ["wider", review([]), WIDENED],
  ["wider", review([holder()], { findings: [{ ...LOSS, rule: "PLN008" }] }), REPLACED],
];

const REFUSALS = [
  ["EntityAlreadyExists.User", "UpdateUser", "name taken"],
  ["DeleteConflict.User.AccessKey", "DeleteUser", "user keeps keys"],
  ["EntityNotExist.User", "CreateAccessKey", "no such user"],
] as const;

describe("a judge of reviews", () => {
  it.each<[string, ReviewDocument, ApplyRecord]>([
    ["a replacement", review([holder()]), REPLACED],
    ["a full quota", review([QUOTA_TOLD]), OVER_QUOTA],
    ["a user deleted by force", review([FORCE_TOLD]), BY_FORCE],
    ["a key that is forgotten", review([ORPHAN_TOLD]), ORPHANED],
    ["a policy that is attached", WIDTH_TOLD, WIDENED],
  ])("finds nothing false in what is true: %s", (_, document, record) => {
    expect(kindsOf("false", document, record)).toEqual([]);
    expect(kindsOf("not known", document, record)).toEqual([]);
    expect(kindsOf("true", document, record).length).toBeGreaterThan(1);
  });

  it.each(LIES)("catches a false statement: %s", (kind, lie) => {
    expect(kindsOf("false", review([holder(lie)]))).toContain(kind);
  });

  it.each(SILENCES)("catches what is not said: %s", (kind, document, record) => {
    expect(kindsOf("false", document, record)).toContain(kind);
  });

  it.each(REFUSALS)("catches a refusal, %s of %s, that is not told", (code, action, kind) => {
    const record = { ...OVER_QUOTA, calls: [refused(action, code, ada(...FULL))] };
    const full = { keys: [], numbers: FULL_COURSES };
    expect(kindsOf("false", review([holder(full)]), record)).toEqual(["verdict cannot fail", `refusal ${kind}`]);
    const told = holder({ ...full, verdict: "may fail", refusals: [{ kind, verdict: "may fail" }] });
    expect(kindsOf("false", review([told]), record)).toEqual([]);
  });

  it("compares the exit code with the findings, and with what happened", () => {
    expect(kindsOf("false", review([holder()]), REPLACED, 0)).toEqual(["exit code"]);
    expect(kindsOf("false", review([holder()], { findings: [] }), REPLACED, 1)).toEqual(["exit code"]);
    expect(kindsOf("false", review([holder()], { findings: [] }), REPLACED, 0)).toEqual(["exit code"]);
    expect(kindsOf("false", review([ORPHAN_TOLD], { findings: [] }), ORPHANED, 0)).toEqual([]);
  });

  describe("of an apply that is cut short", () => {
    const CUT: ApplyRecord = {
      ...REPLACED,
      calls: [call("DeleteAccessKey", ada()), refused("CreateAccessKey", "NoPermission", ada(), true)],
      after: ada(),
      state: [ADA_IN_STATE],
      endedWell: false,
    };

    it("says nothing of the end", () => {
      const document = review([holder({ verdict: "will fail", keys: [key({ after: "Inactive" })] })]);
      expect(judge(document, 1, CUT).map(({ kind }) => kind)).not.toContain("keys after");
      expect(kindsOf("false", document, CUT)).toEqual([]);
    });

    it("holds to what is said of every stop", () => {
      const lie = holder({
        numbers: { keys: course(1, 1, 1, 1), live: { ...course(1, 1, 1, 1), highest: exactly(0) } },
        keys: [key({ kind: "kept" })],
      });
      expect(kindsOf("false", review([lie]), CUT)).toEqual([
        "keys lowest",
        "live lowest",
        "live highest",
        "dies Active",
      ]);
    });

    it("does not ask for what only an end that is well can have", () => {
      const claims = holder({ numbers: { keys: course(1, 0, 2, 2), live: course(1, 0, 2, 2) } });
      expect(kindsOf("false", review([claims]), CUT)).toEqual([]);
    });
  });

  describe("of what holds on a condition", () => {
    const elsewhere = { id: "key-elsewhere", status: "Active" as const };
    const withElsewhere: ApplyRecord = {
      ...REPLACED,
      before: ada(OLD, elsewhere),
      calls: [call("DeleteAccessKey", ada(elsewhere)), call("CreateAccessKey", ada(elsewhere, NEW))],
      after: ada(elsewhere, NEW),
    };

    it("does not judge the numbers where keys made elsewhere were assumed not to be there", () => {
      expect(kindsOf("false", review([holder()]), withElsewhere)).toEqual([]);
      expect(kindsOf("not known", review([holder()]), withElsewhere)).toContain("keys now");
    });

    it("judges them where a listing has said it", () => {
      const listed = holder({ unmanaged: { count: 0, source: "listing", keys: [] } });
      const record = { ...withElsewhere, listing: withElsewhere.before };
      expect(kindsOf("false", review([listed]), record)).toContain("keys now");
      // The listing is from before somebody made the key.
      expect(kindsOf("false", review([listed]), { ...record, listing: ada(OLD) })).toEqual([]);
    });

    it.each<[string, Partial<Holder>, boolean]>([
      ["its assumption", { assumes: "that the keys are as the last apply left them" }, true],
      ["a key that nobody has asked for", { keys: [key({ isAsked: false })] }, true],
      ["a plan of which nobody knows whether it has asked", {}, false],
    ])("does not judge what hangs on %s where it is not so", (_, more, isRefreshed) => {
      const enabled: ApplyRecord = {
        ...REPLACED,
        recorded: [ADA_IN_STATE, stateOf({ ...OLD, status: "Inactive" })],
        plans: [{ stack: "one", isRefreshed }],
      };
      const says = holder({ numbers: { keys: course(1, 0, 1, 1), live: course(0, 0, 1, 1) }, ...more });
      const unasked = review([says]);
      const plans = [{ stack: "one", isComplete: true, isRefreshed: isRefreshed || null }];
      const document = { ...unasked, review: { ...unasked.review, holders: [says], untouched: 0, plans } };
      expect(kindsOf("false", document, enabled)).toEqual([]);
      expect(kindsOf("not known", document, enabled)).toContain("live now");
      // Where it is so, it has to be true.
      expect(kindsOf("false", document, { ...REPLACED, plans: enabled.plans })).toContain("live now");
    });

    it("says nothing of a holder that is not judged", () => {
      const unjudged = holder({
        notJudged: "its user is not known",
        numbers: { ...numbers, keys: course(7, 7, 7, 7) },
      });
      expect(kindsOf("false", review([unjudged]))).toEqual([]);
    });
  });

  it("has been shown a false statement of every kind", () => {
    const shown = new Set([...LIES, ...SILENCES].map(([kind]) => kind));
    for (const [, , kind] of REFUSALS) shown.add(`refusal ${kind}`);
    // These two have tests of their own.
    shown.add("exit code").add("sentence");
    expect(STATEMENT_KINDS.filter((kind) => !shown.has(kind))).toEqual([]);
  });
});

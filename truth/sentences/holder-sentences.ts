import type { Course, Holder, HolderChange, Range, RefusalKind, Verdict } from "../judge/review";
import type { Phrase, Phrases, Sentence } from "./grammar";

type Says = Phrase<Holder>;

const always = (): boolean => true;
const NUMBER = "\\d+";
const RANGE = "at least \\d+|\\d+ to \\d+|\\d+";

/** "At least" may be said once, in front. */
function isRange(said: string, range: Range | null): boolean {
  if (range === null) return false;
  const { atLeast, atMost } = range;
  if (atMost === null) return said === `at least ${atLeast}` || said === String(atLeast);
  return said === (atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`);
}

function rangeOf(what: "keys" | "live", when: keyof Course): Says[] {
  return [{ text: RANGE, holds: ({ numbers }, said) => isRange(said, numbers[what][when]) }];
}

/** Of the keys on the way the least, or the most where that is more than at both ends. */
function isOnTheWay({ numbers: { keys } }: Holder, said: string): boolean {
  const count = Number(said);
  const ends = [keys.now, keys.after ?? keys.now].map(({ atLeast, atMost }) => atMost ?? atLeast);
  if (count > Math.max(...ends)) return count === keys.highest.atMost;
  return count === keys.lowest.atLeast;
}

function hasRefusal(kind: string, ...verdicts: readonly Verdict[]): (holder: Holder) => boolean {
  return ({ refusals }) =>
    refusals.some((refusal) => refusal.kind === kind && (verdicts.length === 0 || verdicts.includes(refusal.verdict)));
}

function refused(text: string, kind: RefusalKind): Says {
  return { text: `[^;]*${text}(?:; [^;]* does not)?`, holds: hasRefusal(kind) };
}

const reason: readonly Says[] = [
  {
    text: `[^;]*meets the full quota of ${NUMBER}(?:; [^;]* does not)?`,
    holds: (holder, said) => hasRefusal("quota")(holder) && said.includes(`quota of ${holder.quota}`),
  },
  refused("meets a user of that name", "name taken"),
  refused("is refused, since the user has AccessKeys", "user keeps keys"),
  refused("finds no user of that name", "no such user"),
  {
    text: "another user who may be the same one comes, goes or gets another name",
    holds: hasRefusal("name taken", "not known"),
  },
  {
    text: "whether there is a user of that name is not known",
    holds: hasRefusal("no such user", "not known"),
  },
  {
    text: `other keys may be of the same user; the quota is ${NUMBER}`,
    holds: (holder, said) => hasRefusal("quota", "not known")(holder) && said.endsWith(` ${holder.quota}`),
  },
  {
    text: `how many keys there are beside these is not known; the quota is ${NUMBER}`,
    holds: ({ unmanaged, quota }, said) => unmanaged.count === null && said.endsWith(` ${quota}`),
  },
];

export const HOLDER_PHRASES: Phrases<Holder> = {
  keysNow: rangeOf("keys", "now"),
  keysAfter: rangeOf("keys", "after"),
  liveNow: rangeOf("live", "now"),
  liveAfter: rangeOf("live", "after"),
  liveLowest: [{ text: NUMBER, holds: ({ numbers }, said) => Number(said) === numbers.live.lowest.atLeast }],
  onTheWay: [{ text: NUMBER, holds: isOnTheWay }],
  number: [{ text: NUMBER, holds: always }],
  other: [{ text: ".+?", holds: always }],
  reasons: [
    {
      text: `(?:${reason.map(({ text }) => text).join("|")})(?:; (?:${reason.map(({ text }) => text).join("|")}))*`,
      holds: (holder, said) => reason.some(({ text, holds }) => new RegExp(text).test(said) && holds(holder, said)),
    },
  ],
  proven: [
    { text: "", holds: ({ isOrderCertain, verdict }) => isOrderCertain || verdict !== "may fail" },
    {
      text: " \\(possible as far as the JSON of the plan tells\\)",
      holds: ({ isOrderCertain }) => !isOrderCertain,
    },
  ],
  force: [
    { text: "deleted", holds: ({ change }) => change?.force === false },
    { text: "deleted by force", holds: ({ change }) => change?.force === true },
    { text: "deleted, perhaps by force", holds: ({ change }) => change?.force === null },
  ],
  again: [
    { text: "", holds: ({ change }) => change?.kind === "deleted" },
    { text: "; created again", holds: ({ change }) => change?.kind === "replaced" },
  ],
};

/** What is said of the numbers of a holder. */
export const NUMBER_SENTENCES: readonly Sentence<Holder>[] = [
  {
    text: "keys: {keysNow} now → {onTheWay} → {keysAfter} after; live: {liveNow} → {liveLowest} → {liveAfter}",
    holds: always,
  },
  {
    text: "keys: {keysNow} now; live: {liveNow} now, {liveLowest} at the least where it stops",
    holds: ({ numbers }) => numbers.keys.after === null,
  },
  {
    text:
      "keys: {keysNow} now, and room is needed for {number}; " +
      "live: {liveNow} now, {liveLowest} at the least where it stops",
    holds: (holder) => holder.numbers.keys.after === null && hasRefusal("quota", "will fail")(holder),
  },
];

export const FAILURE_SENTENCES: readonly Sentence<Holder>[] = [
  { text: "may fail: {reasons}{proven}", holds: ({ verdict }) => verdict === "may fail" || verdict === "not known" },
  { text: "will fail in every order: {reasons}", holds: ({ verdict }) => verdict === "will fail" },
];

const KEEPS = "user keeps keys";
const of =
  (...kinds: readonly HolderChange["kind"][]) =>
  ({ change }: Holder): boolean =>
    change !== null && kinds.includes(change.kind);
const gone = of("deleted", "replaced");

/** What is said of the user itself. */
export const CHANGE_SENTENCES: readonly Sentence<Holder>[] = [
  { text: "created", holds: of("created") },
  { text: "forgotten by Terraform: stays as it is", holds: of("forgotten") },
  { text: "moved from {other}", holds: of("moved") },
  { text: "adopted, with {other}", holds: of("adopted") },
  { text: "renamed from {other} to {other}", holds: of("renamed") },
  { text: "{force}{again}", holds: gone },
  { text: "{force}, with every key that it has{again}", holds: gone },
  { text: "{force}, with {number} AccessKey made elsewhere{again}", holds: gone },
  { text: "{force}, with {number} AccessKeys made elsewhere{again}", holds: gone },
  {
    text: "{force}: the listing has no AccessKey made elsewhere{again}",
    holds: (holder) => gone(holder) && holder.unmanaged.count === 0 && holder.unmanaged.source !== "assumed",
  },
  {
    text: "{force}, but the apply stops half-way: it keeps {other}{again}",
    holds: (holder) => gone(holder) && hasRefusal(KEEPS, "will fail")(holder),
  },
  {
    text: "{force}, or, if not by force, the apply stops half-way: it keeps {other}{again}",
    holds: (holder) => gone(holder) && hasRefusal(KEEPS, "may fail")(holder),
  },
  {
    text: "{force}, or the apply stops half-way: it keeps {other}{again}",
    holds: (holder) => gone(holder) && hasRefusal(KEEPS, "may fail")(holder),
  },
  {
    text: "{force}, or the apply stops half-way if it has keys made elsewhere{again}",
    holds: (holder) => gone(holder) && hasRefusal(KEEPS, "not known")(holder),
  },
  {
    text: "{force}, or the apply stops half-way where that comes before its keys are deleted{again}",
    holds: (holder) => gone(holder) && hasRefusal(KEEPS)(holder),
  },
];

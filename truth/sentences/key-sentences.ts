import type { Fate, Holder, Key } from "../judge/review";
import type { Phrase, Phrases, Sentence } from "./grammar";

export interface KeyFacts {
  readonly key: Key;
  readonly fate: Fate & { readonly isSecretLost?: boolean };
  readonly holder: Holder;
}

type Says = Phrase<KeyFacts>;

const always = (): boolean => true;
const ORDINALS = ["", "only", "second", "third", "fourth", "fifth"];

/** Whether so many live keys may be there after the apply. */
function mayBeLive({ holder }: KeyFacts, count: number): boolean {
  const { after } = holder.numbers.live;
  return after === null || (after.atLeast <= count && (after.atMost === null || count <= after.atMost));
}

const status: readonly Says[] = [
  { text: "Active", holds: ({ fate }) => statusOf(fate) === "Active" },
  { text: "Inactive", holds: ({ fate }) => statusOf(fate) === "Inactive" },
  { text: "as it is", holds: ({ fate }) => statusOf(fate) === "not known" || statusOf(fate) === null },
  {
    text: "(?:Active|Inactive) as the last apply left it",
    holds: ({ fate }, said) => !fate.isAsked && said.startsWith(`${statusOf(fate)} `),
  },
];

function statusOf({ before, after }: Fate): Fate["before"] {
  return before ?? after;
}

const outside: readonly Says[] = [
  { text: "", holds: always },
  {
    text: "; it was (?:enabled|disabled|vanished) outside Terraform since the last apply",
    holds: ({ fate }, said) => said.startsWith(`; it was ${fate.outside} outside`),
  },
];

const untracked: readonly Says[] = [
  { text: "", holds: ({ fate }) => fate.untracked === null },
  ...(["certain", "possible"] as const).map((certainty) => ({
    text:
      `; the old one ${certainty === "certain" ? "stays" : "may stay"} live and untracked, ` +
      "where Terraform looks under another name of its user",
    holds: ({ fate }: KeyFacts) => fate.untracked === certainty,
  })),
];

const old: readonly Says[] = [
  { text: "tainted, so that its secret is lost", holds: ({ fate }) => fate.isTainted },
  { text: "still Active", holds: ({ fate }) => fate.before === "Active" && fate.isAsked },
  { text: "perhaps still Active", holds: ({ fate }) => fate.before === "not known" },
  { text: "Inactive", holds: ({ fate }) => fate.before === "Inactive" && fate.outside !== "disabled" },
  { text: "Inactive since the last apply", holds: ({ fate }) => fate.before === "Inactive" && fate.outside === null },
  {
    text: "disabled outside since the last apply",
    holds: ({ fate }) => fate.before === "Inactive" && fate.outside === "disabled",
  },
  ...status,
];

const left: readonly Says[] = [
  { text: "", holds: always },
  { text: "left behind by an earlier replacement, ", holds: always },
  { text: "tainted by hand, ", holds: ({ fate }) => fate.isTainted },
];

const becomes: readonly Says[] = [
  { text: "goes with its user", holds: ({ fate }) => fate.nextDiesWithUser === "certain" },
  { text: "may go with its user", holds: ({ fate }) => fate.nextDiesWithUser === "possible" },
  { text: "starts Inactive", holds: ({ fate }) => fate.after === "Inactive" },
  { text: "has a status that is known after the apply only", holds: ({ fate }) => fate.after === "not known" },
  { text: "becomes a live one", holds: ({ fate }) => fate.after === "Active" },
  {
    text: "becomes the (?:only|second|third|fourth|fifth) live one",
    holds: (facts, said) =>
      facts.fate.after === "Active" && mayBeLive(facts, ORDINALS.indexOf(said.split(" ")[2] ?? "")),
  },
];

const next: readonly Says[] = [
  { text: "created again, with another id and secret", holds: ({ fate }) => fate.after !== null },
  {
    text: "created again, with another id and secret; where it comes before its user is deleted, it goes with it",
    holds: ({ fate }) => fate.diesWithUser !== null,
  },
  { text: "this plan has not seen it, and the next one creates it again", holds: always },
  { text: "nothing is left to do", holds: ({ fate }) => fate.after === null },
];

/** What is said of more than one sentence, by its name in them. */
export const KEY_PHRASES: Phrases<KeyFacts> = {
  status,
  outside,
  untracked,
  old,
  left,
  becomes,
  next,
  moved: [
    { text: "", holds: always },
    { text: "moved from [^;]+; ", holds: always },
  ],
  current: [
    { text: "", holds: always },
    { text: ", current", holds: ({ fate, holder }) => fate.before === "Active" && holder.keys.length > 1 },
  ],
  order: [
    { text: "", holds: always },
    { text: " and deleted (?:first|last)", holds: ({ fate }) => fate.before !== "Inactive" },
  ],
  reason: [
    { text: "", holds: always },
    { text: " because [^:]+ changes?", holds: always },
    { text: " because somebody asks for it with -replace| by its trigger", holds: ({ fate }) => !fate.isTainted },
  ],
  goes: [
    { text: "goes", holds: ({ fate }) => fate.diesWithUser !== "possible" },
    { text: "may go", holds: ({ fate }) => fate.diesWithUser !== "certain" },
  ],
  origin: [
    { text: "", holds: always },
    // What it is named after is another block.
    {
      text: "; created first for the sake of .+?",
      holds: ({ key }, said) => !said.endsWith(` of ${key.address.replace(/\[[^\]]*\]$/, "")}`),
    },
  ],
  lost: [
    { text: "", holds: ({ fate }) => (fate.diesWithUser ?? null) === null },
    {
      text: "; where it comes before its user is deleted, it goes with it",
      holds: ({ fate }) => (fate.diesWithUser ?? null) !== null,
    },
  ],
  other: [{ text: ".+?", holds: always }],
};

const of =
  (...kinds: readonly Fate["kind"][]) =>
  ({ fate }: KeyFacts): boolean =>
    kinds.includes(fate.kind);

/** Everything that is said of a key. */
export const KEY_SENTENCES: readonly Sentence<KeyFacts>[] = [
  { text: "{moved}created: {becomes}{lost}", holds: of("created") },
  { text: "{moved}created: new key {becomes}; the old one is of {other}{lost}", holds: of("created") },
  {
    text: "{moved}created, and goes with its user where that is deleted after it",
    holds: ({ fate }) => fate.kind === "created" && fate.diesWithUser === "certain",
  },
  {
    text: "{moved}created, and goes with its user where that is deleted after it; the old one is of {other}",
    holds: ({ fate }) => fate.kind === "created" && fate.diesWithUser === "certain",
  },
  { text: "{moved}deleted: {left}{old}{outside}{untracked}", holds: of("deleted") },
  { text: "{moved}deleted: {left}{old}{outside}{untracked}; the next one is of {other}", holds: of("deleted") },
  {
    text: "{moved}replaced{reason}: {left}{old}{outside}{order}, new key {becomes}{untracked}{origin}",
    holds: of("replaced"),
  },
  { text: "{moved}{goes} with its user: {left}{old}{outside}", holds: of("dies with its user") },
  { text: "{moved}disabled{outside}", holds: of("disabled") },
  { text: "{moved}enabled again{outside}", holds: of("enabled") },
  { text: "{moved}updated, stays {status}{outside}", holds: of("updated") },
  { text: "{moved}updated, Active after the apply", holds: ({ fate }) => fate.after === "Active" },
  { text: "{moved}updated, Inactive after the apply", holds: ({ fate }) => fate.after === "Inactive" },
  { text: "{moved}its status is known after the apply only", holds: ({ fate }) => fate.after === "not known" },
  { text: "{moved}stays {status}{current}{outside}{untracked}", holds: of("kept") },
  { text: "{moved}forgotten by Terraform: stays {status}, and nobody manages it", holds: of("forgotten") },
  {
    text: "{moved}forgotten and created again: the old one stays {status}, and nobody manages it; new key {becomes}",
    holds: of("forgotten", "replaced"),
  },
  {
    text: "{moved}vanished outside Terraform: {next}",
    holds: ({ fate }) => fate.outside === "vanished" && fate.untracked === null,
  },
  {
    text: "{moved}not there any more, unless its user was renamed outside Terraform: {next}",
    holds: ({ fate }) => fate.outside === "vanished" && fate.untracked === "possible",
  },
  {
    text: "{moved}lost from view, since its user was renamed: stays {status}, untracked; {next}",
    holds: of("lost from view"),
  },
  {
    text: "{moved}lost from view, since its user was renamed: stays {status}, untracked; the next one is of {other}",
    holds: of("lost from view"),
  },
  {
    text: "{moved}lost from view, since its user was renamed, and {goes} with its user: {left}{old}; {next}",
    holds: of("dies with its user"),
  },
  {
    text: "{moved}lost from view, since its user was renamed, and {goes} with its user: {left}{old}; the next one is of {other}",
    holds: of("dies with its user"),
  },
  {
    text: "{moved}dropped from the state, since only the account itself sees it: stays {status}, untracked; {next}",
    holds: of("lost from view"),
  },
  {
    text: "{moved}dropped from the state: gone, or live and not seen by whoever made the plan; {next}",
    holds: of("lost from view"),
  },
  { text: "{moved}the plan does what is not known here: {other}", holds: of("unknown") },
];

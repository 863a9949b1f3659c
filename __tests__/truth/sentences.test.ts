import { checkSentences } from "../../truth/sentences/check";
import type { Fate, Holder } from "../../truth/judge/review";
import { course, holder, key, review } from "./statements";

function objections(more: Partial<Holder>): string[] {
  const { review: said } = review([holder(more)]);
  return said ? checkSentences(said).flatMap(({ outcome, was }) => (outcome === "false" ? [was] : [])) : [];
}

function ofKey(words: string, fate: Partial<Fate>): string[] {
  return objections({ keys: [key(fate, { words })] });
}

describe("the sentences of a review", () => {
  it.each<[string, Partial<Fate>]>([
    ["created: becomes the only live one", { kind: "created", before: null }],
    ["created: starts Inactive", { kind: "created", before: null, after: "Inactive" }],
    ["deleted: Inactive since the last apply", { kind: "deleted", before: "Inactive", after: null }],
    ["moved from alicloud_ram_access_key.x; stays Active", { kind: "kept" }],
    [
      "stays Inactive; it was disabled outside Terraform since the last apply",
      { kind: "kept", before: "Inactive", after: "Inactive", outside: "disabled" },
    ],
    ["forgotten by Terraform: stays Active, and nobody manages it", { kind: "forgotten", untracked: "certain" }],
  ])("may be: %s", (words, fate) => {
    expect(ofKey(words, fate)).toEqual([]);
  });

  it.each<[string, Partial<Fate>]>([
    ["deleted: still Active", { kind: "kept" }],
    ["deleted: Inactive since the last apply", { kind: "deleted", before: "Active" }],
    ["deleted: Inactive since the last apply", { kind: "deleted", before: "not known" }],
    ["created: starts Inactive", { kind: "created", after: "Active" }],
    ["created: becomes the second live one", { kind: "created" }],
    ["stays Active", { kind: "kept", untracked: "certain" }],
    ["stays Active", { kind: "disabled", after: "Inactive" }],
    ["stays Inactive; it was disabled outside Terraform since the last apply", { kind: "kept", before: "Inactive" }],
  ])("may not be: %s, of %j", (words, fate) => {
    expect(ofKey(words, fate)).toHaveLength(1);
  });

  it("has no sentence that nobody knows", () => {
    expect(ofKey("explodes", { kind: "kept" })).toEqual(["no sentence is like that"]);
  });

  it("has the numbers of the facts", () => {
    expect(objections({ text: "keys: 2 now → 0 → 1 after; live: 1 → 0 → 1" })).toEqual(['"2" is not so']);
    expect(objections({ text: "keys: 1 now → 0 → 1 after; live: 1 → 1 → 1" })).toEqual(['"1" is not so']);
    const open = { keys: { ...course(1, 0, 1, 1), now: { atLeast: 1, atMost: null } }, live: course(1, 0, 1, 1) };
    expect(objections({ numbers: open })).toEqual([]);
    expect(objections({ numbers: open, text: "keys: at least 1 now → 0 → 1 after; live: 1 → 0 → 1" })).toEqual([]);
  });

  it("says of a failure what the verdict and the refusals are", () => {
    const failure = "may fail: create k meets the full quota of 2";
    const refusals = [{ kind: "quota", verdict: "may fail" } as const];
    expect(objections({ failure, verdict: "may fail", refusals })).toEqual([]);
    expect(objections({ failure })).toHaveLength(1);
    expect(objections({ failure: failure.replace("2", "3"), verdict: "may fail", refusals })).toHaveLength(1);
    expect(objections({ failure: `will ${failure.slice(4)}`, verdict: "may fail", refusals })).toHaveLength(1);
  });

  it("says of the user what its change is", () => {
    const change = {
      kind: "deleted",
      symbol: "-",
      words: "deleted by force, with every key that it has",
      force: true,
    } as const;
    expect(objections({ change })).toEqual([]);
    expect(objections({ change: { ...change, force: false } })).toHaveLength(1);
    expect(objections({ change: { ...change, kind: "replaced" } })).toHaveLength(1);
    const halfway = { ...change, force: false, words: "deleted, but the apply stops half-way: it keeps k" };
    expect(objections({ change: halfway })).toHaveLength(1);
    const refusals = [{ kind: "user keeps keys", verdict: "will fail" } as const];
    expect(objections({ change: halfway, verdict: "will fail", refusals })).toEqual([]);
  });
});

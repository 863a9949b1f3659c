import { reviewOf } from "../../lib/plan/review";
import { FORMATS, type Format } from "../../lib/report/formats";
import { renderHuman } from "../../lib/report/human";
import { reviewReport, type ReviewReport } from "../../lib/report/review/review-report";
import { planOf, type PlanParts } from "../plan/plans";
import { contextOf } from "./context";
import { thirdKey } from "./findings";
import { HOSTILE } from "./hostile";

const formats = Object.keys(FORMATS) as Format[];
const untouched = (text: string): string => text;

function reviewed(parts: PlanParts): ReviewReport {
  return reviewReport(reviewOf(planOf(parts)), untouched, untouched);
}

/** A rotation of two slots, whose older key was disabled by the last apply. */
const ROTATION = reviewed({
  users: [{ at: "bi", name: "hologres-bi", do: "no-op" }],
  keys: [
    { at: "green", user: "hologres-bi", do: "delete,create", before: "Inactive" },
    { at: "blue", user: "hologres-bi", do: "no-op" },
  ],
});
const consumer = { service: "hologres", name: "bi-production", owner: "bi-team@example.com", runbook: null };
const plans = [{ stack: "app", isComplete: true, isRefreshed: null }];
const SAMPLE: ReviewReport = {
  plans,
  holders: ROTATION.holders.map((holder) => ({ ...holder, affected: [{ ...consumer, keys: ["green"] }] })),
  untouched: 3,
};
const notKnown = ["Nobody has said what time it is."];

/** Every text of a review is one text. */
function reviewOfText(text: string): ReviewReport {
  const place = { stack: text, address: text, path: text, source: { file: text, line: 3 } };
  const [holder] = ROTATION.holders;
  if (!holder) throw new Error("there is no holder");
  return {
    plans: [{ stack: text, isComplete: false, isRefreshed: null }],
    holders: [
      {
        ...holder,
        ...place,
        name: text,
        subject: `user:${text}`,
        change: { kind: "renamed", symbol: "~", words: text, force: null },
        keys: holder.keys.slice(0, 1).map((key) => ({ ...key, ...place, name: text, words: text, id: text })),
        unmanaged: { count: 1, source: "listing", keys: [{ id: text, status: "Active" }] },
        affected: [{ service: text, name: text, owner: text, runbook: text, keys: [text] }],
        readers: [place, { ...place, path: null, source: null }],
        text,
        failure: text,
      },
      { ...holder, notJudged: text },
    ],
    untouched: 1,
  };
}

const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff](?<!\n)/u;
const FOREIGN_COMMAND = /^\s*::(?!(?:error|warning|notice) )/m;

describe("the review for people", () => {
  it("says by identity what the apply does, before the findings", () => {
    expect(renderHuman([thirdKey({ related: [] })], { review: SAMPLE, notKnown })).toBe(`\
hologres-bi                                                     RAM user
  = blue    stays Active, current
  ~ green   replaced: Inactive since the last apply, new key becomes the second live one
  affects: bi-production (hologres, bi-team@example.com)
  keys: 2 now → 1 → 2 after; live: 1 → 1 → 2                     quota 2

1 AccessKey changed, of 1 holder; 3 others with keys stay as they are

error KEY002  analytics-credentials/hologres-bi/third   main.ts:31
  RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2
  fix: remove a key, or give the second workload a user of its own   (ramparts explain KEY002)

1 error

not known: Nobody has said what time it is.
`);
  });

  it("keeps to the width of a terminal", () => {
    const lines = renderHuman([], { review: SAMPLE, columns: 60 }).split("\n");
    expect(lines.slice(0, 7)).toEqual([
      "hologres-bi                                         RAM user",
      "  = blue    stays Active, current",
      "  ~ green   replaced: Inactive since the last apply, new key",
      "            becomes the second live one",
      "  affects: bi-production (hologres, bi-team@example.com)",
      "  keys: 2 now → 1 → 2 after; live: 1 → 1 → 2         quota 2",
      "",
    ]);
  });

  it("puts the words below a name that is too long for a column", () => {
    const name = "k".repeat(50);
    const holders = SAMPLE.holders.map((holder) => ({
      ...holder,
      keys: holder.keys.map((key, index) => (index === 0 ? { ...key, name } : key)),
    }));
    const [, first, second, third] = renderHuman([], { review: { ...SAMPLE, holders } }).split("\n");
    expect([first, second]).toEqual([`  = ${name}`, "            stays Active, current"]);
    expect(third).toMatch(/^ {2}~ green {3}replaced/);
  });

  it("colours the symbols, and an apply that may fail, on a terminal only", () => {
    const review = reviewed({
      users: [{ at: "u", name: "etl", do: "no-op" }],
      keys: [
        { at: "a", do: "delete" },
        { at: "b", do: "no-op" },
        { at: "c", do: "create" },
      ],
    });
    const coloured = renderHuman([], { review, colors: true });
    expect(coloured).toContain("\u001b[31m-\u001b[39m a");
    expect(coloured).toContain("\u001b[32m+\u001b[39m c");
    expect(coloured).toContain("\u001b[31m  may fail: create c meets the full quota of 2");
    expect(renderHuman([], { review })).not.toContain("\u001b");
  });

  it("reads forty users with the same change once", () => {
    const holders = Array.from({ length: 40 }, (_, index) =>
      SAMPLE.holders.map((holder) => ({ ...holder, name: `user-${index}` })),
    ).flat();
    const text = renderHuman([], { review: { ...SAMPLE, holders } });
    expect(text).toContain("user-8, user-9 and 30 more");
    expect(text).toContain("RAM users");
    expect(text.match(/affects/g)).toHaveLength(1);
    expect(text).toContain("40 AccessKeys changed, of 40 holders");
  });

  it.each<[string, PlanParts["keys"], string]>([
    ["and is created again", [{ at: "a", do: "create", recorded: "gone" }], "1 AccessKey created, of 1 holder"],
    ["for good", [{ at: "a", do: "", recorded: "gone" }], "1 AccessKey gone outside of Terraform, of 1 holder"],
    ["of Terraform's sight", [{ at: "a", do: "forget" }], "1 AccessKey out of Terraform's hands, of 1 holder"],
  ])("sums up a key that is gone %s", (_, keys = [], headline) => {
    const review = reviewed({ users: [{ at: "u", name: "etl", do: "no-op" }], keys });
    expect(renderHuman([], { review })).toContain(`\n${headline}\n`);
  });

  it("says whose numbers are not judged, and that nothing is touched", () => {
    const holders = SAMPLE.holders.map((holder) => ({ ...holder, notJudged: "nobody has seen them" }));
    const text = renderHuman([], { review: { ...SAMPLE, holders } });
    expect(text).toContain("  numbers not judged: nobody has seen them\n");
    expect(text).not.toContain("quota");
    const empty = { plans, holders: [], untouched: 1 };
    expect(renderHuman([], { review: empty })).toBe(
      "no AccessKey is touched; 1 holder with keys stays as it is\n\nno findings\n",
    );
  });
});

describe("a review in every format", () => {
  it.each(formats)("%s says what happens to whose keys", (format) => {
    const report = FORMATS[format]([], contextOf({ command: "review", review: SAMPLE }));
    expect(report).toMatch(/AccessKey changed, of 1 holder|"symbol": "~"/);
  });

  it.each(formats)("%s says what is not known, what was not read, and what a baseline hides", (format) => {
    const notRead = [{ stack: "users", what: "more.tfvars", why: "it is read on request only" }];
    const baseline = { file: "baseline.json", old: 3 };
    const report = FORMATS[format]([], contextOf({ review: SAMPLE, notKnown, notRead, baseline }));
    for (const word of ["what time it is", "more.tfvars", "on request", "baseline.json"]) {
      expect(report).toContain(word);
    }
  });

  it.each(formats)("%s says first which stacks were not judged, and never that all is well", (format) => {
    const unjudged = [
      { stack: "broken", kind: "failed" as const, words: "terraform plan failed", lines: ["Error: no such thing"] },
      { stack: "late", kind: "waiting" as const, words: "it waits for broken", lines: [] },
    ];
    const report = FORMATS[format]([], contextOf({ command: "review", unjudged, review: SAMPLE }));
    for (const word of ["broken", "terraform plan failed", "no such thing", "late", "it waits for"]) {
      expect(report).toContain(word);
    }
    expect(report).not.toMatch(/no findings\n/);
    if (format === "sarif") expect(report).toContain('"executionSuccessful": false');
    else expect(report.indexOf("terraform plan failed")).toBeLessThan(report.search(/hologres-bi|of 1 holder/));
  });

  it.each(formats.flatMap((format) => HOSTILE.map(([attack, text]) => [format, attack, text] as const)))(
    "%s makes %s harmless",
    (format, _, text) => {
      const unjudged = [{ stack: text, kind: "failed" as const, words: text, lines: [text] }];
      const baseline = { file: text, old: 1 };
      const notRead = [{ stack: text, what: text, why: text }];
      const context = contextOf({ review: reviewOfText(text), notKnown: [text], unjudged, baseline, notRead });
      const report = FORMATS[format]([], context);
      expect(report).not.toMatch(HARMFUL);
      expect(report).not.toMatch(/##\w*\[/);
      expect(report).not.toMatch(FOREIGN_COMMAND);
      expect(report).toContain("word");
      if (format === "markdown") expect(report).not.toMatch(/<img|\]\(https|@word/);
    },
  );

  it("is a comment of its own in Markdown, of no more than GitHub takes", () => {
    const holders = Array.from({ length: 2_000 }, (_, index) =>
      SAMPLE.holders.map((holder) => ({ ...holder, quota: index })),
    ).flat();
    const findings = Array.from({ length: 2_000 }, (_, index) =>
      thirdKey({ path: `a/${index}`, message: `m${index}` }),
    );
    const report = FORMATS.markdown(findings, contextOf({ command: "review", review: { ...SAMPLE, holders } }));
    expect(report).toMatch(/^<!-- ramparts:review -->\n## ramparts review: 2000 errors\n/);
    expect(report.length).toBeLessThanOrEqual(65_536);
    expect(report).toMatch(/\d+ holders of keys left out, which did not fit/);
    expect(report).toMatch(/`ramparts review` shows all of them/);
  });

  it("is a member of the JSON, as plain data", () => {
    const report = JSON.parse(FORMATS.json([], contextOf({ review: SAMPLE }))) as { review: unknown };
    expect(report.review).toEqual(SAMPLE);
  });
});

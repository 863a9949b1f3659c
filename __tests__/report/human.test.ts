import fc from "fast-check";
import { renderDetails, renderHuman } from "../../lib/report/human";
import { codePoint } from "../code-point";
import { thirdKey } from "./findings";
import { textOf } from "./text-of";

describe("the report for people", () => {
  it("shows a finding with its places and its fix", () => {
    expect(textOf(renderHuman([thirdKey()]))).toBe(`\
error KEY002  analytics-credentials/hologres-bi/third   main.ts:31
  RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2
    1  analytics-credentials/hologres-bi/dashboards     main.ts:22
    2  analytics-credentials/hologres-bi/etl            main.ts:26
    3  analytics-credentials/hologres-bi/third          main.ts:31
  fix: remove a key, or give the second workload a user of its own   (ramparts explain KEY002)

1 error
`);
  });

  it("shows the same without a head, where another program prints that", () => {
    expect(renderDetails(thirdKey({ related: [] }))).toBe(`\
RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2
  at: main.ts:31
  fix: remove a key, or give the second workload a user of its own   (ramparts explain KEY002)`);
    expect(renderDetails(thirdKey()).split("\n")[3]).toMatch(/^ {4}2 {2}analytics.* main.ts:26$/);
  });

  it("shows the address and stack of what no construct made", () => {
    const [head] = textOf(renderHuman([thirdKey({ path: null, source: null, related: [] })])).split("\n");
    expect(head).toBe("error KEY002  alicloud_ram_access_key.hologres-bi_third (stack analytics-credentials)");
  });

  it("shows infos, or counts them", () => {
    const infos = [thirdKey({ level: "info" }), thirdKey({ level: "info", message: "other" })];
    expect(textOf(renderHuman(infos))).toMatch(/^info KEY002 .*\n {2}other$/ms);
    expect(textOf(renderHuman(infos, { infos: "count" }))).toBe("2 infos\n");
  });

  it("ends with what was acknowledged, by whom and until when", () => {
    const acknowledged = { reason: "old tool", until: "2026-12-31", owner: "bi@example.com" };
    expect(textOf(renderHuman([thirdKey({ acknowledged, source: null })]))).toBe(`\
acknowledged KEY002  analytics-credentials/hologres-bi/third   until 2026-12-31 by bi@example.com:
  old tool

1 acknowledged
`);
  });

  it("shows a decision that covers many findings once", () => {
    const acknowledged = { reason: "old tool", until: "2026-12-31" };
    const covered = ["a", "b", "c"].map((path) => thirdKey({ acknowledged, path }));
    expect(textOf(renderHuman(covered))).toBe(`\
acknowledged KEY002  a and 2 more   until 2026-12-31: old tool

3 acknowledged
`);
  });

  it("says that there is nothing to say", () => {
    expect(textOf(renderHuman([]))).toBe("no findings\n");
  });

  it("says first that the glass was broken, and why", () => {
    expect(textOf(renderHuman([], { breakGlass: "leak of 12 June" }))).toMatch(/^break glass: leak of 12 June\n/);
  });

  it("has colours only when asked", () => {
    expect(textOf(renderHuman([thirdKey()]))).not.toContain("\u001b");
    expect(textOf(renderHuman([thirdKey()], { colors: true }))).toContain("\u001b[31merror KEY002");
  });

  it("groups findings by identity, the most severe first, and says once for each rule what to do", () => {
    const clear = { rule: "SEC001", message: "The secret is in clear", fix: "encrypt it", related: [] };
    const report = textOf(
      renderHuman([
        thirdKey({ ...clear, subject: "user:etl", path: "app/etl/a", source: { file: "main.ts", line: 7 } }),
        thirdKey({ ...clear, subject: "user:etl", path: "app/etl/b", source: null }),
        thirdKey({ level: "info", rule: "KEY008", message: "No restriction", fix: "restrict it", related: [] }),
        thirdKey({ level: "warning", rule: "GRD005", subject: null, message: "HCL", fix: "no --hcl", related: [] }),
        thirdKey({ ...clear }),
      ]),
    );
    expect(report).toBe(`\
RAM user etl
error SEC001  app/etl/a   main.ts:7
  The secret is in clear
    also  app/etl/b

RAM user hologres-bi
error SEC001  analytics-credentials/hologres-bi/third   main.ts:31
  The secret is in clear
info KEY008  analytics-credentials/hologres-bi/third   main.ts:31
  No restriction

stack analytics-credentials
warning GRD005  analytics-credentials/hologres-bi/third   main.ts:31
  HCL

what to do   (ramparts explain SEC001)
  SEC001  encrypt it
  GRD005  no --hcl
  KEY008  restrict it

3 errors, 1 warning, 1 info
`);
  });

  it("says what is the same of forty users once", () => {
    const report = textOf(
      renderHuman(
        Array.from({ length: 40 }, (_, index) =>
          ["KEY011", "SEC001"].map((rule) =>
            thirdKey({ rule, related: [], subject: `user:u${index}`, path: `s/u${index}` }),
          ),
        ).flat(),
      ),
    );
    expect(report.split("\n").length).toBeLessThan(30);
    expect(report).toMatch(/^RAM users u0, u1, .*u9 and 30 more$/m);
    expect(report).toContain("and 34 more");
  });

  it("shows ten findings on one screen", () => {
    const rules = ["KEY001", "KEY002", "KEY005", "SEC001", "SEC002"];
    const findings = rules.flatMap((rule) =>
      ["etl", "bi"].map((user) =>
        thirdKey({ rule, fix: `${rule} `.repeat(15), subject: `user:${user}`, message: user, related: [] }),
      ),
    );
    expect(textOf(renderHuman(findings)).trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });

  it("says first what weakens the guard", () => {
    const weaker = thirdKey({ rule: "GRD004", level: "warning", message: "A rule was lowered", related: [] });
    expect(textOf(renderHuman([thirdKey(), weaker]))).toMatch(/^this change weakens the guard\nwarning GRD004 /);
  });

  it("orders by what an emergency has left of the levels", () => {
    const lowered = thirdKey({ rule: "SEC001", level: "warning", subject: "user:etl" });
    expect(textOf(renderHuman([lowered, thirdKey()]))).toMatch(/^RAM user hologres-bi\n/);
  });

  it.each([60, 100, 150])("breaks texts at %d columns", (columns) => {
    const long = "word ".repeat(60).trim();
    const acknowledged = { reason: long, until: "2026-12-31" };
    const related = thirdKey().related;
    for (const findings of [
      [thirdKey({ message: long, fix: long, related })],
      [thirdKey({ message: long, fix: long }), thirdKey({ acknowledged, path: "a" }), thirdKey({ fix: "b" })],
    ]) {
      const widths = textOf(renderHuman(findings, { columns, breakGlass: long }))
        .split("\n")
        .map((line) => line.length);
      expect(Math.max(...widths.slice(0, 3))).toBeGreaterThan(columns - 8);
      expect(Math.max(...widths)).toBeLessThanOrEqual(Math.max(columns, 70));
    }
  });

  it("starts no line like a workflow command, wherever a text is broken", () => {
    const message = "::error::a ".repeat(60) + "##vso[task.complete]";
    const report = textOf(renderHuman([thirdKey({ message, subject: "::x" }), thirdKey({ message: "::add-mask::x" })]));
    expect(report).not.toMatch(/^\s*::/m);
    expect(report).not.toContain("##vso[");
  });

  it("contains no control character, whatever the names are", () => {
    const text = fc.string({ unit: codePoint });
    const findings = fc.record({
      message: text,
      fix: text,
      path: fc.option(text),
      address: text,
      stack: text,
      unknown: fc.option(text),
      level: fc.constantFrom("error" as const, "warning" as const, "info" as const),
      acknowledged: fc.option(fc.record({ reason: text, until: text, owner: text })),
      source: fc.option(fc.record({ file: text, line: fc.nat() })),
    });
    fc.assert(
      fc.property(fc.array(findings), text, (all, breakGlass) => {
        const report = textOf(
          renderHuman(
            all.map((parts) => thirdKey(parts)),
            { breakGlass },
          ),
        );
        expect(report).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029](?<!\n)/u);
      }),
    );
  });
});

import fc from "fast-check";
import { renderDetails, renderHuman } from "../../lib/report/human";
import { thirdKey } from "./findings";

describe("the report for people", () => {
  it("shows a finding with its places and its fix", () => {
    expect(renderHuman([thirdKey()])).toBe(`\
error KEY002  analytics-credentials/hologres-bi/third   main.ts:31
  RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2
    1  analytics-credentials/hologres-bi/dashboards     main.ts:22
    2  analytics-credentials/hologres-bi/etl            main.ts:26
    3  analytics-credentials/hologres-bi/third          main.ts:31
  fix: remove a key, or give the second workload a user of its own

1 error
`);
  });

  it("shows the same without a head, where another program prints that", () => {
    expect(renderDetails(thirdKey({ related: [] }))).toBe(`\
RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2
  at: main.ts:31
  fix: remove a key, or give the second workload a user of its own`);
    expect(renderDetails(thirdKey()).split("\n")[3]).toMatch(/^ {4}2 {2}analytics.* main.ts:26$/);
  });

  it("shows the address and stack of what no construct made", () => {
    const [head] = renderHuman([thirdKey({ path: null, source: null, related: [] })]).split("\n");
    expect(head).toBe("error KEY002  alicloud_ram_access_key.hologres-bi_third (stack analytics-credentials)");
  });

  it("gives infos a line each, or counts them", () => {
    const infos = [thirdKey({ level: "info" }), thirdKey({ level: "info", message: "other" })];
    expect(renderHuman(infos).split("\n")).toHaveLength(5);
    expect(renderHuman(infos, { infos: "count" })).toBe("2 infos\n");
  });

  it("ends with what was acknowledged, by whom and until when", () => {
    const acknowledged = { reason: "old tool", until: "2026-12-31", owner: "bi@example.com" };
    expect(renderHuman([thirdKey({ acknowledged, source: null })])).toBe(`\
acknowledged KEY002  analytics-credentials/hologres-bi/third   until 2026-12-31 by bi@example.com: old tool

1 acknowledged
`);
  });

  it("shows a decision that covers many findings once", () => {
    const acknowledged = { reason: "old tool", until: "2026-12-31" };
    const covered = ["a", "b", "c"].map((path) => thirdKey({ acknowledged, path }));
    expect(renderHuman(covered)).toBe(`\
acknowledged KEY002  a and 2 more   until 2026-12-31: old tool

3 acknowledged
`);
  });

  it("says that there is nothing to say", () => {
    expect(renderHuman([])).toBe("no findings\n");
  });

  it("says first that the glass was broken, and why", () => {
    expect(renderHuman([], { breakGlass: "leak of 12 June" })).toMatch(/^break glass: leak of 12 June\n/);
  });

  it("has colours only when asked", () => {
    expect(renderHuman([thirdKey()])).not.toContain("\u001b");
    expect(renderHuman([thirdKey()], { colors: true })).toContain("\u001b[31merror KEY002");
  });

  it("contains no control character, whatever the names are", () => {
    const text = fc.string({ unit: "binary" });
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
        const report = renderHuman(
          all.map((parts) => thirdKey(parts)),
          { breakGlass },
        );
        expect(report).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029](?<!\n)/u);
      }),
    );
  });
});

import fc from "fast-check";
import { renderJunit } from "../../lib/report/junit";
import { contextOf } from "./context";
import { thirdKey } from "./findings";
import { hostileFindings } from "./hostile";

/** Tags in order, with what a parser would refuse left in: nothing but our elements may be among them. */
function tagsOf(xml: string): string[] {
  return [...xml.matchAll(/<([^<>]*)>/g)].map(([, tag]) => (tag ?? "").replace(/\s.*$/s, ""));
}

const ELEMENTS = ["testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"];

describe("the report for test runners", () => {
  it("has a suite for each stack and a case for each finding", () => {
    const acknowledged = { reason: "old <tool>", until: "2026-12-31" };
    const findings = [
      thirdKey({ related: [] }),
      thirdKey({ level: "warning", rule: "KEY005", related: [], source: null }),
      thirdKey({ rule: "SEC001", acknowledged }),
    ];
    const files = new Map([["clean", "cdktf.out/stacks/clean/cdk.tf.json"]]);
    expect(renderJunit(findings, contextOf({ files }))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ramparts">
  <testsuite name="clean" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="clean" name="no findings"/>
  </testsuite>
  <testsuite name="analytics-credentials" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="user:hologres-bi" name="KEY002 analytics-credentials/hologres-bi/third"><failure message="RAM user &#34;hologres-bi&#34; would hold 3 AccessKeys; RAM allows 2" type="error">RAM user &#34;hologres-bi&#34; would hold 3 AccessKeys; RAM allows 2
  at: main.ts:31
  fix: remove a key, or give the second workload a user of its own   (ramparts explain KEY002)</failure></testcase>
    <testcase classname="user:hologres-bi" name="KEY005 analytics-credentials/hologres-bi/third"><system-out>warning: RAM user &#34;hologres-bi&#34; would hold 3 AccessKeys; RAM allows 2
  fix: remove a key, or give the second workload a user of its own   (ramparts explain KEY005)</system-out></testcase>
    <testcase classname="user:hologres-bi" name="SEC001 analytics-credentials/hologres-bi/third"><skipped message="acknowledged until 2026-12-31: old &#60;tool&#62;"/></testcase>
  </testsuite>
</testsuites>
`);
  });

  it.each([
    ["error", 1],
    ["warning", 2],
    ["info", 3],
  ] as const)("fails cases from the level %s on", (failOn, failures) => {
    const findings = (["error", "warning", "info"] as const).map((level) => thirdKey({ level, path: level }));
    expect(renderJunit(findings, contextOf({ failOn }))).toContain(`tests="3" failures="${failures}"`);
  });

  it("shows an emergency as a skipped case", () => {
    expect(renderJunit([], contextOf({ breakGlass: "leak" }))).toContain('<skipped message="leak"/>');
  });

  it("has no element but its own, whatever the names are", () => {
    fc.assert(
      fc.property(hostileFindings, (findings) => {
        const xml = renderJunit(findings, contextOf({ breakGlass: "x" }));
        const tags = tagsOf(xml.replace(/^<\?xml .*\n/, ""));
        expect(tags.filter((tag) => !ELEMENTS.includes(tag.replace(/^\/|\/$/g, "")))).toEqual([]);
        expect(tags.filter((tag) => tag === "testcase")).toHaveLength(findings.length + 1);
        expect(xml.replace(/<[^<>]*>/g, "").replace(/&#\d+;/g, "")).not.toMatch(/[<>&]/);
      }),
    );
  });
});

import { renderGithub } from "../../lib/report/github";
import { contextOf } from "./context";
import { thirdKey } from "./findings";

const linesOf = (text: string): string[] => text.trimEnd().split("\n");
const many = (level: "error" | "warning" | "info", count: number) =>
  Array.from({ length: count }, (_, index) => thirdKey({ level, path: `a/${level}${index}`, related: [] }));

describe("annotations of GitHub", () => {
  it("point at the line, and say what to do", () => {
    expect(linesOf(renderGithub([thirdKey()], contextOf()))).toEqual([
      "::error file=main.ts,line=31,title=KEY002 RAM user with more AccessKeys than the quota::" +
        "analytics-credentials/hologres-bi/third%0A" +
        'RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2%0A' +
        "fix: remove a key, or give the second workload a user of its own",
      "::notice title=ramparts::1 error",
    ]);
  });

  it("point at the configuration where no line is known, else at no file", () => {
    const finding = thirdKey({ source: null, level: "info" });
    const files = new Map([["analytics-credentials", "cdktf.out/cdk.tf.json"]]);
    expect(renderGithub([finding], contextOf({ files }))).toMatch(
      /^::notice file=cdktf.out\/cdk.tf.json,line=1,title=/,
    );
    expect(renderGithub([finding], contextOf())).toMatch(/^::notice title=KEY002 /);
  });

  it("escape what ends a property, a line or a message", () => {
    const [line] = linesOf(
      renderGithub([thirdKey({ message: "50%0A\n::x", source: { file: "a,b:c%.ts", line: 1 } })], contextOf()),
    );
    expect(line).toContain("file=a%2Cb%3Ac%25.ts,line=1,");
    expect(line).toContain("%0A50%250A\\u{a}::x%0A");
  });

  it("are as many of each level as GitHub shows, and the last says how many are missing", () => {
    const lines = linesOf(
      renderGithub([...many("error", 12), ...many("warning", 10), ...many("info", 11)], contextOf()),
    );
    const count = (command: string) => lines.filter((line) => line.startsWith(`::${command} `)).length;
    expect([count("error"), count("warning"), count("notice")]).toEqual([10, 10, 10]);
    expect(lines.at(-1)).toBe(
      "::notice title=ramparts::12 errors, 10 warnings, 11 infos%0A4 of them not shown: GitHub shows 10 of each level",
    );
  });

  it("keep one warning for the reason of an emergency", () => {
    const lines = linesOf(renderGithub(many("warning", 10), contextOf({ breakGlass: "leak" })));
    expect(lines[0]).toBe("::warning title=ramparts%3A break glass::leak");
    expect(lines.filter((line) => line.startsWith("::warning "))).toHaveLength(10);
    expect(lines.at(-1)).toContain("1 of them not shown");
  });

  it("do not annotate what was acknowledged, but list it", () => {
    const acknowledged = { reason: "old tool", until: "2026-12-31" };
    const decisions = Array.from({ length: 12 }, (_, index) => ({ ...acknowledged, reason: `reason ${index}` }));
    const findings = decisions.flatMap((each) => [thirdKey({ acknowledged: each }), thirdKey({ acknowledged: each })]);
    const lines = linesOf(renderGithub(findings, contextOf()));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      "24 acknowledged%0Aacknowledged KEY002 analytics-credentials/hologres-bi/third and 1 more until 2026-12-31: reason 0%0A",
    );
    expect(lines[0]).toMatch(/reason 9%0Aand 2 more acknowledgements$/);
  });
});

import fc from "fast-check";
import type { Log, Result } from "sarif";
import { renderSarif } from "../../lib/report/sarif";
import { CATALOGUE } from "../../lib/rules/catalogue";
import type { Finding } from "../../lib/rules/finding";
import { fingerprint } from "../../lib/rules/fingerprint";
import { contextOf } from "./context";
import { thirdKey } from "./findings";
import { hostileFindings } from "./hostile";
import { problemsOf } from "./sarif-schema";

function resultsOf(findings: readonly Finding[], files: ReadonlyMap<string, string> = new Map()): Result[] {
  const log = JSON.parse(renderSarif(findings, contextOf({ files }))) as Log;
  return log.runs[0]?.results ?? [];
}

const ACCEPTED = { reason: "old tool", until: "2026-12-31", owner: "bi@example.com" };

describe("the report for code scanning", () => {
  it.each([
    ["nothing", []],
    ["a violation", [thirdKey()]],
    ["an acknowledged finding", [thirdKey({ acknowledged: ACCEPTED })]],
    ["what has neither line nor path nor subject", [thirdKey({ source: null, path: null, subject: null })]],
    ["a rule that the catalogue does not have", [thirdKey({ rule: "OWN001" })]],
  ])("is valid SARIF for %s", (_, findings) => {
    expect(problemsOf(renderSarif(findings, contextOf()))).toEqual([]);
    const files = new Map([["analytics-credentials", "cdktf.out/stacks/a b/cdk.tf.json"]]);
    expect(problemsOf(renderSarif(findings, contextOf({ files, breakGlass: "leak" })))).toEqual([]);
  });

  it("is valid SARIF whatever the names are", () => {
    fc.assert(
      fc.property(hostileFindings, (findings) => expect(problemsOf(renderSarif(findings, contextOf()))).toEqual([])),
      {
        numRuns: 50,
      },
    );
  });

  it("describes every rule", () => {
    const log = JSON.parse(renderSarif([], contextOf())) as Log;
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    expect(rules[1]).toMatchObject({
      defaultConfiguration: { level: "error" },
      help: { text: expect.stringContaining("To fix: remove a key, or") as string },
      properties: { fixed: true },
    });
    expect(rules.find(({ id }) => id === "KEY008")?.defaultConfiguration?.level).toBe("note");
  });

  it("points at the TypeScript line, and names the construct and the resource", () => {
    const [result] = resultsOf([thirdKey()], new Map([["analytics-credentials", "cdk.tf.json"]]));
    expect(result).toMatchObject({ ruleId: "KEY002", ruleIndex: 1, level: "error" });
    expect(result?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: "main.ts" }, region: { startLine: 31 } },
        logicalLocations: [
          { fullyQualifiedName: "analytics-credentials/hologres-bi/third", kind: "construct" },
          { fullyQualifiedName: "alicloud_ram_access_key.hologres-bi_third", kind: "resource" },
        ],
      },
    ]);
    expect(result?.relatedLocations?.map(({ physicalLocation }) => physicalLocation?.region?.startLine)).toEqual([
      22, 26, 31,
    ]);
  });

  it.each([
    ["a b/cdk.tf.json", "a%20b/cdk.tf.json"],
    ["/srv/cdk.tf.json", "file:///srv/cdk.tf.json"],
    ["javascript:alert(1)", "javascript%3Aalert(1)"],
    ["数据/main#1.tf.json", "%E6%95%B0%E6%8D%AE/main%231.tf.json"],
    ["a//b", "a/b"],
  ])("points at the configuration %s where no line is known", (file, uri) => {
    const [result] = resultsOf([thirdKey({ source: null })], new Map([["analytics-credentials", file]]));
    const region = { startLine: 1 };
    expect(result?.locations?.[0]?.physicalLocation).toEqual({ artifactLocation: { uri }, region });
  });

  it.each([
    ["plan of june.json", "plan%20of%20june.json"],
    ["", "stack"],
  ])(
    "points at what was given as %j where no file is known: GitHub takes nothing that points nowhere",
    (stack, uri) => {
      const [result] = resultsOf([thirdKey({ source: null, stack })]);
      const region = { startLine: 1 };
      expect(result?.locations?.[0]?.physicalLocation).toEqual({ artifactLocation: { uri }, region });
    },
  );

  it("suppresses what was acknowledged, and says why", () => {
    const inFile = thirdKey({ acknowledged: { ...ACCEPTED, external: true } });
    const [result, open, external] = resultsOf([thirdKey({ acknowledged: ACCEPTED }), thirdKey(), inFile]);
    expect(result?.suppressions).toEqual([
      { kind: "inSource", status: "accepted", justification: "until 2026-12-31 by bi@example.com: old tool" },
    ]);
    expect(open).not.toHaveProperty("suppressions");
    expect(external?.suppressions).toMatchObject([{ kind: "external" }]);
  });

  it("tells findings apart by what stays the same about them", () => {
    const finding = thirdKey();
    const hashes = resultsOf([finding, finding, thirdKey({ rule: "KEY005" })]).map(
      ({ partialFingerprints }) => partialFingerprints?.["primaryLocationLineHash"],
    );
    expect(hashes.slice(0, 2)).toEqual([`${fingerprint(finding)}:1`, `${fingerprint(finding)}:2`]);
    expect(new Set(hashes).size).toBe(3);
  });

  it("forges neither link nor mention, and leaves addresses as they are", () => {
    const [result] = resultsOf([thirdKey({ message: "[click](https://x) @octocat #12 a@b.com" })]);
    expect(result?.message.text).toMatch(/^\[click\] \(https:\/\/x\) @ octocat # 12 a@b\.com\. To fix/);
  });

  it("says why the glass was broken", () => {
    const log = JSON.parse(renderSarif([], contextOf({ breakGlass: "leak" }))) as Log;
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe("break glass: leak");
  });
});

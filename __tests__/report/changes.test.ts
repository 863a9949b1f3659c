import fc from "fast-check";
import { describeChanges, type Change } from "../../lib/manifest/changes";
import { CHANGES_FORMATS } from "../../lib/report/changes/formats";
import { renderChangesGithub } from "../../lib/report/changes/github";
import { renderChangesHuman } from "../../lib/report/changes/human";
import { renderChangesJson } from "../../lib/report/changes/json";
import { renderChangesMarkdown } from "../../lib/report/changes/markdown";
import { renderChangesJunit } from "../../lib/report/changes/junit";
import { renderChangesSarif } from "../../lib/report/changes/sarif";
import { anyManifest } from "../manifest/manifests";
import { problemsOf } from "./sarif-schema";

const CHANGES: readonly Change[] = [
  {
    identity: "hologres-bi",
    kind: "accessKey",
    weight: "high",
    words: "AccessKey `etl` added, no network restriction",
  },
  { identity: "old", kind: "identity", weight: "medium", words: "RAM user removed" },
];

describe("the report of changes", () => {
  it("has a line each for people, and marks what gives more access", () => {
    expect(renderChangesHuman(CHANGES)).toBe(`\
! hologres-bi: AccessKey \`etl\` added, no network restriction
  old: RAM user removed

2 changes of credentials, 1 of them (!) gives more access or protects less
`);
    expect(renderChangesHuman([])).toBe("no change of credentials\n");
    expect(renderChangesHuman(CHANGES.slice(1))).toContain("\n\n1 change of credentials\n");
  });

  it("has colours only when asked", () => {
    expect(renderChangesHuman(CHANGES)).not.toContain("\u001b");
    expect(renderChangesHuman(CHANGES, { colors: true })).toContain("\u001b[33m! hologres-bi");
  });

  it("is a list in Markdown", () => {
    expect(renderChangesMarkdown(CHANGES)).toBe(`\
<!-- ramparts manifest -->
### Credentials

2 changes of credentials, 1 of them (!) gives more access or protects less

- **!** \`hologres-bi\`: AccessKey \`etl\` added, no network restriction
- \`old\`: RAM user removed
`);
  });

  it("fits a comment, and counts what does not", () => {
    const many = Array.from({ length: 3000 }, () => CHANGES[0]).filter((change) => change !== undefined);
    const text = renderChangesMarkdown(many);
    expect(text.length).toBeLessThan(65_536);
    const shown = text.split("\n").filter((line) => line.startsWith("- ")).length;
    expect(text).toMatch(new RegExp(`… and ${3000 - shown} more\n$`));
  });

  it("is JSON with the version of the program", () => {
    expect(JSON.parse(renderChangesJson(CHANGES, { version: "1.2.3" }))).toEqual({
      tool: "ramparts",
      version: "1.2.3",
      changes: CHANGES,
    });
  });

  it("is a warning on GitHub for what gives more access, and a notice for the rest", () => {
    expect(renderChangesGithub(CHANGES)).toBe(`\
::warning title=ramparts manifest::hologres-bi: AccessKey \`etl\` added, no network restriction
::notice title=ramparts manifest::old: RAM user removed
::notice title=ramparts manifest::2 changes of credentials, 1 of them (!) gives more access or protects less
`);
  });

  it("says on GitHub how many are not shown", () => {
    const many = Array.from({ length: 12 }, () => CHANGES).flat();
    const lines = renderChangesGithub(many).trimEnd().split("\n");
    expect(lines).toHaveLength(10 + 9 + 1);
    expect(lines.at(-1)).toContain("5 of them not shown");
  });

  it("is a failing test for each in JUnit, and a passing one without any", () => {
    expect(renderChangesJunit(CHANGES)).toContain('tests="2" failures="2"');
    expect(renderChangesJunit(CHANGES)).toContain('<failure message="RAM user removed" type="medium">');
    expect(renderChangesJunit([])).toContain('tests="1" failures="0"');
  });

  it("is valid SARIF at the manifest, whatever the names are", () => {
    const context = { version: "1.2.3", file: "infra/credentials.yaml" };
    expect(renderChangesSarif(CHANGES, context)).toContain('"uri": "infra/credentials.yaml"');
    fc.assert(
      fc.property(anyManifest, anyManifest, (before, after) => {
        expect(problemsOf(renderChangesSarif(describeChanges(before, after), context))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("is harmless in every format, whatever the names are", () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, (before, after) => {
        const changes = describeChanges(before, after);
        const markdown = renderChangesMarkdown(changes);
        const json = renderChangesJson(changes, { version: "0" });
        const context = { version: "0", file: "credentials.yaml", colors: false };
        for (const text of Object.values(CHANGES_FORMATS).map((render) => render(changes, context))) {
          expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}](?<!\n)/u);
        }
        expect((JSON.parse(json) as { changes: unknown }).changes).toEqual(changes);
        for (const line of markdown.split("\n").slice(4)) {
          expect(line.replace(/`[^`]+`/g, "")).toMatch(/^(?:- (?:\*\*!\*\* )?[A-Za-z0-9 ,:().]*)?$/);
        }
      }),
    );
  });
});

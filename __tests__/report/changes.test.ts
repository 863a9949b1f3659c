import fc from "fast-check";
import { describeChanges, type Change } from "../../lib/manifest/changes";
import { renderChangesHuman } from "../../lib/report/changes/human";
import { renderChangesJson } from "../../lib/report/changes/json";
import { renderChangesMarkdown } from "../../lib/report/changes/markdown";
import { anyManifest } from "../manifest/manifests";

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

  it("is harmless in every format, whatever the names are", () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, (before, after) => {
        const changes = describeChanges(before, after);
        const markdown = renderChangesMarkdown(changes);
        const json = renderChangesJson(changes, { version: "0" });
        for (const text of [renderChangesHuman(changes), markdown, json]) {
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

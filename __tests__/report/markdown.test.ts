import fc from "fast-check";
import { renderMarkdown } from "../../lib/report/markdown";
import { markdownText } from "../../lib/report/markdown-text";
import { codePoint } from "../code-point";
import { contextOf } from "./context";
import { thirdKey } from "./findings";
import { findingOf, HOSTILE, hostileFindings } from "./hostile";
import { textOf } from "./text-of";

const LIMIT = 65_536;

/** What is left of a report when nothing of a configuration is in it: its markup, and nothing else. */
function markupOf(markdown: string): string[] {
  return markdown.match(/<[^>]*>|^#+ |^- |^> |\*\*|^\| |^_/gm) ?? [];
}

describe("a text inside Markdown", () => {
  it.each([
    ["@octocat", "&#64;&#8203;octocat"],
    ["#123", "&#35;&#8203;123"],
    ["GH-12", "GH-&#8203;12"],
    ["https://x.example", "https&#58;&#8203;//x.example"],
    ["www.x.example", "www&#8203;.x.example"],
    ["a@b.example", "a&#64;&#8203;b.example"],
    ["<b>&amp;", "&#60;b&#62;&#38;&#8203;amp;"],
    ["a|b`c`*d*_e_", "a&#124;b&#96;c&#96;&#42;d&#42;&#95;e&#95;"],
    ["[x](y)\\", "&#91;x&#93;&#40;y&#41;&#92;"],
    ["a\nb", "a&#92;u&#123;a&#125;b"],
    ["数据 - 团队, 1.", "数据 - 团队, 1."],
  ])("writes %j so that it shows as itself", (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it("leaves no character that means something", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint, maxLength: 50 }), fc.constantFrom(...HOSTILE), (text, [, hostile]) => {
        const markdown = markdownText(text + hostile + text);
        expect(markdown.replace(/&#\d+;/g, "")).not.toMatch(/[!"#$%&'()*+:<=>?@[\\\]^_`{|}~\n]/);
        expect(markdown).not.toMatch(/www\./i);
        expect(markdown).not.toMatch(/&#(?:64|35);[\p{L}\p{N}]/u);
      }),
    );
  });

  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc…"],
    ["😀😀😀😀", 3, "😀😀😀…"],
  ])("cuts %s at %d characters", (text, longest, expected) => {
    expect(markdownText(text, longest)).toBe(expected);
  });
});

describe("the comment on a pull request", () => {
  it("has a marker, a table of rules, and the findings of each identity folded", () => {
    const clear = thirdKey({
      rule: "SEC001",
      message: "In clear",
      fix: "hide it",
      related: [],
      subject: "user:etl",
      path: "a",
    });
    expect(textOf(renderMarkdown([thirdKey({ source: null }), clear], contextOf()))).toBe(`\
<!-- ramparts:check -->
## ramparts check: 2 errors

| level | rule | finding | count | what to do |
| --- | --- | --- | --: | --- |
| error | KEY002 | RAM user with more AccessKeys than the quota | 1 | remove a key, or give the second workload a user of its own |
| error | SEC001 | AccessKey secret in clear in the state | 1 | encrypt the secret to its recipient with SecretCustody.pgp, or accept it in writing with SecretCustody.state |

<details><summary>RAM user <b>hologres-bi</b>: 1 error</summary>

- **error KEY002** <code>analytics-credentials/hologres-bi/third</code><br>RAM user &#34;hologres-bi&#34; would hold 3 AccessKeys; RAM allows 2<br>with <code>analytics-credentials/hologres-bi/dashboards</code> main.ts&#58;22, <code>analytics-credentials/hologres-bi/etl</code> main.ts&#58;26, <code>analytics-credentials/hologres-bi/third</code> main.ts&#58;31

</details>

<details><summary>RAM user <b>etl</b>: 1 error</summary>

- **error SEC001** <code>a</code> main.ts&#58;31<br>In clear<br>fix: hide it

</details>
`);
  });

  it("says first why the glass was broken, then what weakens the guard", () => {
    const weaker = thirdKey({ rule: "GRD004", level: "warning", message: "Lowered", related: [] });
    const markdown = textOf(renderMarkdown([thirdKey(), weaker], contextOf({ breakGlass: "leak" })));
    const places = ["break glass: leak", "### This change weakens the guard", "| KEY002 |"].map((text) =>
      markdown.indexOf(text),
    );
    expect(places).not.toContain(-1);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
    expect(markdown).not.toContain("| GRD004 |");
  });

  it("says that there is nothing to say", () => {
    expect(textOf(renderMarkdown([], contextOf()))).toBe("<!-- ramparts:check -->\n## ramparts check: no findings\n");
  });

  it.each([
    ["many identities", (index: number) => thirdKey({ subject: `user:u${index}`, message: `m${index}` })],
    ["one identity with many findings", (index: number) => thirdKey({ message: `m${index}` })],
    [
      "many acknowledgements",
      (index: number) => thirdKey({ acknowledged: { reason: `r${index}`, until: "2026-12-31" } }),
    ],
    ["what weakens the guard", (index: number) => thirdKey({ rule: "GRD004", message: `m${index}` })],
    ["long hostile names", (index: number) => findingOf(`${index}${"<@".repeat(5000)}`)],
  ])("fits a comment with %s, and says how many are left out", (_, make) => {
    const markdown = textOf(
      renderMarkdown(
        Array.from({ length: 2000 }, (__, index) => make(index)),
        contextOf(),
      ),
    );
    expect(markdown.length).toBeLessThanOrEqual(LIMIT);
    expect(markdown.length).toBeGreaterThan(LIMIT * 0.8);
    const leftOut = Number(/_(\d+) findings left out/.exec(markdown)?.[1]);
    expect(leftOut + (markdown.match(/^- /gm)?.length ?? 0)).toBe(2000);
    expect(markdown.match(/<details>/g)?.length ?? 0).toBe(markdown.match(/<\/details>/g)?.length ?? 0);
  });

  it("counts every place of what it leaves out", () => {
    const long = (index: number) => `${index}${"<".repeat(900)}`;
    const findings = Array.from({ length: 2000 }, (_, index) =>
      thirdKey({ message: long(index % 40), path: `p${index}` }),
    );
    const markdown = textOf(renderMarkdown(findings, contextOf()));
    const shown = markdown.match(/^- /gm)?.length ?? 0;
    expect(Number(/_(\d+) findings left out/.exec(markdown)?.[1])).toBe(2000 - shown * 50);
  });

  it("has the same markup, whatever the names are", () => {
    fc.assert(
      fc.property(hostileFindings, (findings) => {
        const tame = findings.map((finding) => ({ ...finding }));
        const markdown = textOf(renderMarkdown(tame, contextOf({ breakGlass: "x" })));
        const own = ["<!-- ramparts:check -->", "<br>", "<b>", "</b>", "<code>", "</code>", "<details>", "</details>"];
        const known = [...own, "<summary>", "</summary>", "## ", "### ", "- ", "> ", "**", "| "];
        expect(markupOf(markdown).filter((markup) => !known.includes(markup))).toEqual([]);
        const count = (markup: string) => markupOf(markdown).filter((each) => each === markup).length;
        expect(count("<code>")).toBe(count("</code>"));
        expect(count("<b>")).toBe(count("</b>"));
        expect(count("## ")).toBe(1);
        expect(count("> ")).toBe(1);
      }),
    );
  });
});

import fc from "fast-check";
import { FORMATS, type Format } from "../../lib/report/formats";
import { codePoint } from "../code-point";
import { contextOf } from "./context";
import { thirdKey } from "./findings";
import { findingOf, HOSTILE, hostileFindings } from "./hostile";
import { textOf } from "./text-of";

const formats = Object.keys(FORMATS) as Format[];
const cases = formats.flatMap((format) => HOSTILE.map(([attack, text]) => [format, attack, text] as const));
const accepted = (text: string) => ({ reason: text, until: "2026-12-31", owner: text, link: text });

/** What no reader of any format may be given as it is. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff](?<!\n)/u;
/** Commands to the build servers that show standard output. */
const BUILD_COMMANDS = /##\w*\[/;
/** Workflow commands that are not ours. */
const FOREIGN_COMMAND = /^\s*::(?!(?:error|warning|notice) )/m;

describe("every format", () => {
  it.each(cases)("%s makes %s harmless, and loses no word of it", (format, _, text) => {
    const findings = [findingOf(text), findingOf(text, { acknowledged: accepted(text), rule: "SEC001" })];
    const report = textOf(FORMATS[format](findings, contextOf({ breakGlass: text, files: new Map([[text, text]]) })));
    expect(report).not.toMatch(HARMFUL);
    expect(report).not.toMatch(BUILD_COMMANDS);
    expect(report).not.toMatch(FOREIGN_COMMAND);
    expect(report).toContain("word");
  });

  it.each(formats)("%s is harmless whatever the names are", (format) => {
    fc.assert(
      fc.property(hostileFindings, fc.string({ unit: codePoint }), (findings, breakGlass) => {
        const report = textOf(FORMATS[format](findings, contextOf({ breakGlass })));
        expect(report).not.toMatch(HARMFUL);
        expect(report).not.toMatch(BUILD_COMMANDS);
        expect(report).not.toMatch(FOREIGN_COMMAND);
      }),
    );
  });

  it.each(formats)("%s says that the glass was broken, and why", (format) => {
    const report = textOf(FORMATS[format]([thirdKey()], contextOf({ breakGlass: "leak of June" })));
    expect(report).toContain("leak of June");
  });

  it.each(formats)("%s lists what was acknowledged, by whom and until when", (format) => {
    const acknowledged = { reason: "old tool", until: "2026-12-31", owner: "Bianca" };
    const report = textOf(FORMATS[format]([thirdKey({ acknowledged })], contextOf()));
    for (const word of ["KEY002", "old tool", "2026-12-31", "Bianca"]) expect(report).toContain(word);
  });

  it.each(formats)("%s ends with a line end, also without findings", (format) => {
    expect(textOf(FORMATS[format]([], contextOf()))).toMatch(/[^\n]\n$/);
  });

  it.each(formats)("%s renders tens of thousands of findings, in short pieces that end where lines end", (format) => {
    const findings = Array.from({ length: 20_000 }, (_, index) =>
      thirdKey({ path: `a/${index}`, subject: `user:u${index}` }),
    );
    const pieces = [...FORMATS[format](findings, contextOf())];
    expect(pieces.every((piece) => piece.endsWith("\n") && piece.length < 200_000)).toBe(true);
    expect(pieces.at(-1)).toMatch(/[^\n]\n$/);
  });
});

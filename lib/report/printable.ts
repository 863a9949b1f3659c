/**
 * What a terminal acts on or nobody sees: controls, formatting and bidirectional marks, lone surrogates, characters
 * that are not assigned, line separators, and spaces that only look like one.
 */
const HARMFUL = /[\p{C}\p{Zl}\p{Zp}]|(?![ \u3000])\p{Zs}/gu;
/** The same without the end of a line, of which a long JSON text has millions. */
const HARMFUL_IN_JSON = /[^\n\P{C}]|[\p{Zl}\p{Zp}]|(?![ \u3000])\p{Zs}/gu;

/** A command to the build server that shows the output, wherever it stands in a line: `##[error]`, `##vso[…]`. */
const BUILD_COMMAND = /#(?=#\w*\[)/g;

/** A text of somebody else's configuration as a report may show it: what is harmful is spelled by its code. */
export function printable(text: string): string {
  return text
    .replace(HARMFUL, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(BUILD_COMMAND, "\\u{23}");
}

/** A whole text of printable lines, none of which starts like a workflow command, `::error::`. */
export function printableLines(text: string): string {
  return text.replace(/(?<=^|\n)([^\S\n]*):(?=:)/g, "$1\\u{3a}");
}

/** The same for JSON text, in which a code point is spelled so that a reader gets back what was there. */
export function printableJson(json: string): string {
  return json
    .replace(HARMFUL_IN_JSON, (character) => codeUnits(character).map(escapeOf).join(""))
    .replace(BUILD_COMMAND, escapeOf(0x23));
}

function codeUnits(character: string): number[] {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
}

function escapeOf(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, "0")}`;
}

/**
 * What a terminal acts on or nobody sees: controls, formatting and bidirectional marks, lone surrogates, characters
 * that are not assigned, line separators, and spaces that only look like one.
 */
const HARMFUL = /[\p{C}\p{Zl}\p{Zp}]|(?![ \u3000])\p{Zs}/gu;
/** Where something harmful may be, told at a fraction of the cost: nearly all of a report is printable ASCII. */
const UNUSUAL = /[^ -~]+/g;
/** The same without the end of a line. */
const UNUSUAL_IN_JSON = /[^\n -~]+/g;

/** A command to the build server that shows the output, wherever it stands in a line: `##[error]`, `##vso[…]`. */
const BUILD_COMMAND = /#(?=#\w*\[)/g;

/** A text of somebody else's configuration as a report may show it: what is harmful is spelled by its code. */
export function printable(text: string): string {
  return text
    .replace(UNUSUAL, (characters) => characters.replace(HARMFUL, codePointOf))
    .replace(BUILD_COMMAND, "\\u{23}");
}

/** A whole text of printable lines, none of which starts like a workflow command, `::error::`. */
export function printableLines(text: string): string {
  return text.replace(/(?<=^|\n)([^\S\n]*):(?=:)/g, "$1\\u{3a}");
}

/** The same for JSON text, in which a code point is spelled so that a reader gets back what was there. */
export function printableJson(json: string): string {
  return json
    .replace(UNUSUAL_IN_JSON, (characters) => characters.replace(HARMFUL, codeUnitsOf))
    .replace(BUILD_COMMAND, escapeOf(0x23));
}

function codePointOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function codeUnitsOf(character: string): string {
  return Array.from({ length: character.length }, (_, index) => escapeOf(character.charCodeAt(index))).join("");
}

function escapeOf(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, "0")}`;
}

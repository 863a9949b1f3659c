/**
 * What a terminal acts on or nobody sees: controls, formatting and bidirectional marks, lone surrogates, characters
 * that are not assigned, line separators, and spaces that only look like one.
 */
const HARMFUL = /[\p{C}\p{Zl}\p{Zp}]|(?![ \u3000])\p{Zs}/gu;

/** A text of somebody else's configuration as a report may show it: what is harmful is spelled by its code. */
export function printable(text: string): string {
  return text.replace(HARMFUL, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for JSON text, in which a code point is spelled so that a reader gets back what was there. */
export function printableJson(json: string): string {
  return json.replace(HARMFUL, (character) =>
    character === "\n" ? character : [...character].flatMap(codeUnits).map(escapeOf).join(""),
  );
}

function codeUnits(character: string): number[] {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
}

function escapeOf(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, "0")}`;
}

/** Lines of a text in quotes go on in the next line where they are longer. */
const WIDTH = 80;
/** Bytes of a key that stands before its colon in one line. */
const LONGEST_KEY = 128;

/** What stands as it is; all else is escaped. */
const PRINTABLE = /[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const ESCAPES = new Map([
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\x1b", "\\e"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

/** Whether a name stands before its colon in one line. */
export function isSimpleKey(name: string): boolean {
  return Buffer.byteLength(name) <= LONGEST_KEY && !/[\n\r\u0085\u2028\u2029]/.test(name) && !isUnusual(name);
}

/** Whether Terraform writes a text in a way that nobody would expect, and that is not followed here. */
export function isUnusual(text: string): boolean {
  return text.startsWith("\ufeff") || (text.includes("\n") && /[\u2028\u2029]/.test(text));
}

/** A text in quotes, folded where it is long; a key, which has no column, is never folded. */
export function quotedYaml(text: string, indent: number, column: number | null): string {
  const pieces = ['"'];
  let at = (column ?? 0) + 1;
  let isAfterSpace = false;
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    const isFirstSpace = character === " " && !isAfterSpace;
    isAfterSpace = character === " ";
    const isInside = index > 0 && index < characters.length - 1;
    if (isFirstSpace && column !== null && at > WIDTH && isInside) {
      const isFollowedBySpace = characters[index + 1] === " ";
      pieces.push(`\n${" ".repeat(indent)}${isFollowedBySpace ? "\\" : ""}`);
      at = indent + (isFollowedBySpace ? 1 : 0);
      continue;
    }
    const written = escaped(character);
    pieces.push(written);
    at += written.length;
  }
  return `${pieces.join("")}"`;
}

function escaped(character: string): string {
  const short = ESCAPES.get(character);
  if (short !== undefined) return short;
  if (character.length === 1 && PRINTABLE.test(character)) return character;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

/** A text of several lines as a block; null where Terraform writes it in quotes. */
export function yamlBlock(text: string, indent: number): string | null {
  if (!text.includes("\n") || / (?:\n|$)/.test(text)) return null;
  for (const character of text) {
    if (character !== "\n" && (character.length > 1 || !PRINTABLE.test(character))) return null;
  }
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const keep = text.endsWith("\n\n") || text === "\n" ? "+" : text.endsWith("\n") ? "" : "-";
  const lines = text.replace(/[^\n]+/g, (line) => " ".repeat(indent) + line);
  return `|${hint}${keep}\n${lines.endsWith("\n") ? lines.slice(0, -1) : lines}`;
}

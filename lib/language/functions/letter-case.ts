import { isAscii } from "../ascii";
/**
 * The cases of letters as Go has them: each character has one counterpart at most, whatever stands beside it. "ß" has
 * none, where JavaScript writes "SS".
 *
 * Source: https://pkg.go.dev/unicode, all characters compared with Terraform's `upper`, `lower` and `title`
 */
export function upperCase(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapCharacters(text, upperCaseOf);
}

export function lowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapCharacters(text, lowerCaseOf);
}

/** The first letter of each word in the case of titles; the others stay as they are. */
export function titleCase(text: string): string {
  let isInWord = false;
  return mapCharacters(text, (each) => {
    const mapped = isInWord ? each : titleCaseOf(each);
    isInWord = !isSeparator(each);
    return mapped;
  });
}

/** JavaScript keeps the dot of "İ" as a second character. */
function lowerCaseOf(character: string): string {
  return String.fromCodePoint(character.toLowerCase().codePointAt(0) ?? 0);
}

function upperCaseOf(character: string): string {
  return one(character.toUpperCase()) ?? TITLES.get(character) ?? character;
}

function titleCaseOf(character: string): string {
  if (GEORGIAN.test(character)) return character;
  return TITLES.get(character) ?? upperCaseOf(character);
}

/** What stands between words: of ASCII all but letters, digits and "_", beyond it spaces alone. */
function isSeparator(character: string): boolean {
  return isAscii(character) ? !/\w/.test(character) : /[\u0085\p{Z}]/u.test(character);
}

/** Letters with a case of their own for titles: the Croatian digraphs, and Greek with an iota below. */
const TITLES = lettersForTitles();
/** Its capital letters are for whole words only. */
const GEORGIAN = /[\u10d0-\u10ff]/;

function lettersForTitles(): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  const letters = [0x01c5, 0x01c8, 0x01cb, 0x01f2, 0x1fbc, 0x1fcc, 0x1ffc];
  for (let point = 0x1f88; point <= 0x1faf; point += 1) if ((point & 8) !== 0) letters.push(point);
  for (const point of letters) {
    const title = String.fromCodePoint(point);
    titles.set(title, title);
    titles.set(title.toLowerCase(), title);
    titles.set(title.toUpperCase(), title);
  }
  return titles;
}

function mapCharacters(text: string, map: (character: string) => string): string {
  return Array.from(text, map).join("");
}

/** The text where it is one character. */
function one(characters: string): string | null {
  return String.fromCodePoint(characters.codePointAt(0) ?? 0) === characters ? characters : null;
}

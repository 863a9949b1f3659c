import { failure, Unknown } from "../value";

/** A part of a pattern between two slashes: a name, all directories below, or what names have to look like. */
export type PatternPart =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "everything" }
  | { readonly kind: "alike"; readonly matches: (name: string) => boolean };

/** Any characters, or what one character has to be. */
type Token = "any" | ((character: number) => boolean);

/** Nobody writes a longer pattern, nor a longer part of one, with all that its braces come to. */
const LONGEST_PATTERN = 4096;
const LONGEST_PART = 512;
const TOO_LONG = new Unknown("its pattern is longer than any that is looked at");
const SPECIAL = /[*?[{\\]/;
const MALFORMED = failure("its pattern is malformed");

/**
 * The parts of a pattern of `fileset`: `*` and `?`, `**` as a part of its own, `[a-z]`, `[^a-z]`, `{a,b}` within a
 * part, and a backslash before what is meant as it is.
 *
 * Source: https://github.com/bmatcuk/doublestar/tree/v1.1.5, measured with Terraform's console
 */
export function patternParts(pattern: string): readonly PatternPart[] | Unknown {
  if (pattern.length > LONGEST_PATTERN) return TOO_LONG;
  const parts: PatternPart[] = [];
  for (const part of pattern.split("/")) {
    const read = patternPart(part);
    if (read instanceof Unknown) return read;
    parts.push(read);
  }
  return parts;
}

function patternPart(part: string): PatternPart | Unknown {
  if (part === "**") return { kind: "everything" };
  if (!SPECIAL.test(part)) return { kind: "name", name: part };
  const combinations = combinationsOf(part);
  if (combinations instanceof Unknown) return combinations;
  const all = combinations.map(tokensOf);
  if (!all.every((tokens) => tokens !== null)) return MALFORMED;
  return {
    kind: "alike",
    matches: (name) => {
      const characters = Array.from(name, (character) => character.codePointAt(0) ?? 0);
      return all.some((tokens) => doMatch(tokens, characters));
    },
  };
}

/** What braces come to: each of their options in their place. */
function combinationsOf(part: string): readonly string[] | Unknown {
  const pending = [part];
  const combinations: string[] = [];
  let length = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    length += next.length;
    if (length > LONGEST_PART) return TOO_LONG;
    const start = findBrace(next);
    if (start === -1) {
      combinations.push(next);
      continue;
    }
    const end = findUnescaped(next, "}", start + 1);
    if (end === -1) return MALFORMED;
    for (const option of splitUnescaped(next.slice(start + 1, end))) {
      pending.push(next.slice(0, start) + option + next.slice(end + 1));
    }
  }
  return combinations;
}

/** The first brace that is not one of the characters between brackets. */
function findBrace(part: string): number {
  const brace = findUnescaped(part, "{");
  const bracket = findUnescaped(part, "[");
  if (bracket === -1 || brace < bracket) return brace;
  const end = findUnescaped(part, "]", bracket + 1);
  const next = end === -1 ? -1 : findBrace(part.slice(end + 1));
  return next === -1 ? -1 : end + 1 + next;
}

function findUnescaped(part: string, character: string, from = 0): number {
  for (let at = from; at < part.length; at += 1) {
    if (part[at] === "\\") at += 1;
    else if (part[at] === character) return at;
  }
  return -1;
}

function splitUnescaped(options: string): readonly string[] {
  const split: string[] = [];
  let start = 0;
  for (let end = findUnescaped(options, ","); end !== -1; end = findUnescaped(options, ",", start)) {
    split.push(options.slice(start, end));
    start = end + 1;
  }
  return [...split, options.slice(start)];
}

/** A part without braces; null where it is malformed. */
function tokensOf(part: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const characters = Array.from(part);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    if (character === "*") tokens.push("any");
    else if (character === "?") tokens.push(() => true);
    else if (character === "[") {
      const end = characters.findIndex((each, index) => index > at && each === "]" && characters[index - 1] !== "\\");
      const token = end === -1 ? null : oneOfCharacters(characters.slice(at + 1, end));
      if (token === null) return null;
      tokens.push(token);
      at = end;
    } else {
      if (character === "\\") at += 1;
      const wanted = characters[at]?.codePointAt(0);
      if (wanted === undefined) return null;
      tokens.push((given) => given === wanted);
    }
  }
  return tokens;
}

/** What stands between brackets: characters and ranges of them; null where it is malformed. */
function oneOfCharacters(characters: readonly string[]): Token | null {
  if (characters.length === 0) return null;
  const isNegated = characters[0] === "^";
  const ranges: (readonly [number, number])[] = [];
  let at = isNegated ? 1 : 0;
  const next = (): number | null => {
    if (characters[at] === "-") return null;
    if (characters[at] === "\\") at += 1;
    const character = characters[at]?.codePointAt(0) ?? null;
    at += 1;
    return character;
  };
  while (at < characters.length) {
    const low = next();
    const isRange = characters[at] === "-";
    if (isRange) at += 1;
    const high = isRange ? next() : low;
    if (low === null || high === null) return null;
    ranges.push([low, high]);
  }
  return (given) => ranges.some(([low, high]) => low <= given && given <= high) !== isNegated;
}

/** Where a character does not fit, only the last `*` before it can take more. */
function doMatch(tokens: readonly Token[], characters: readonly number[]): boolean {
  let [token, at, lastAny, taken] = [0, 0, -1, 0];
  while (at < characters.length) {
    const wanted = tokens[token];
    if (wanted === "any") {
      [lastAny, taken] = [token, at];
      token += 1;
    } else if (wanted?.(characters[at] ?? 0)) {
      token += 1;
      at += 1;
    } else if (lastAny !== -1) {
      taken += 1;
      [token, at] = [lastAny + 1, taken];
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === "any");
}

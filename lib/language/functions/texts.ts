import type { Decimal } from "../decimal";
import { BOOL, listOf, NUMBER, STRING, type Type } from "../type";
import { failure, LIMITS, list, text, Unknown, type Value } from "../value";
import type { Definition, Functions } from "./definition";
import { graphemesOf } from "./graphemes";
import { lowerCase, titleCase, upperCase } from "./letter-case";
import {
  contains,
  endsWith,
  mapCharacters,
  splitKnown,
  startsWith,
  withoutPrefix,
  withoutSuffix,
  type Text,
} from "./partly-known";
import { replaceMatches } from "./patterns";
import { unknownText } from "./unknown-text";
import { machineInteger } from "./whole-numbers";

/** Functions of texts. */
export const TEXT_FUNCTIONS: Functions = {
  chomp: ofTexts(1, STRING, (given: string) => text(trimEnd(given, (each) => each === "\n" || each === "\r"))),
  endswith: ofPartlyKnown(2, BOOL, endsWith),
  indent: {
    parameters: [{ type: NUMBER }, { type: STRING }],
    returns: STRING,
    result: "contains",
    call: indent,
  },
  lower: ofPartlyKnown(1, STRING, (given: Text) => inCase(given, lowerCase)),
  replace: {
    parameters: [{ type: STRING, takesUnknown: true }, { type: STRING }, { type: STRING }],
    returns: STRING,
    result: "contains",
    call: replace,
  },
  split: {
    parameters: [{ type: STRING }, { type: STRING, takesUnknown: true }],
    returns: listOf(STRING),
    result: "contains",
    call: split,
  },
  startswith: ofPartlyKnown(2, BOOL, startsWith),
  strcontains: ofPartlyKnown(2, BOOL, contains),
  strrev: ofTexts(1, STRING, (given: string) => text([...graphemesOf(given)].reverse().join(""))),
  substr: {
    parameters: [{ type: STRING }, { type: NUMBER }, { type: NUMBER }],
    returns: STRING,
    result: "contains",
    call: substr,
  },
  title: ofTexts(1, STRING, (given: string) => text(titleCase(given))),
  trim: ofTexts(2, STRING, trim),
  trimprefix: ofPartlyKnown(2, STRING, withoutPrefix),
  trimspace: ofTexts(1, STRING, (given: string) => text(trimBoth(given, (each) => SPACE.test(each)))),
  trimsuffix: ofPartlyKnown(2, STRING, withoutSuffix),
  upper: ofPartlyKnown(1, STRING, (given: Text) => inCase(given, upperCase)),
};

/** A function of texts only, which does nothing with a text that is not known. */
function ofTexts(count: number, returns: Type, call: Definition["call"]): Definition {
  return { parameters: Array.from({ length: count }, () => ({ type: STRING })), returns, result: "contains", call };
}

/** The same for one that does. What is no text itself only depends on the texts. */
function ofPartlyKnown(count: number, returns: Type, call: Definition["call"]): Definition {
  return {
    parameters: Array.from({ length: count }, () => ({ type: STRING, takesUnknown: true })),
    returns,
    result: returns.kind === "bool" ? "derived" : "contains",
    call,
  };
}

function inCase(given: Text, map: (known: string) => string): Value {
  return given instanceof Unknown ? mapCharacters(given, map) : text(map(given));
}

function indent(spaces: Decimal, given: string): Value {
  const count = machineInteger(spaces);
  if (count === null || count < 0) return failure("indent() takes a whole number of spaces");
  if (count > LIMITS.text) return unknownText(TOO_LONG);
  return joined(given.split("\n"), `\n${" ".repeat(Number(count))}`);
}

/** What stands between two slashes is a regular expression. */
function replace(given: Text, wanted: string, replacement: string): Value {
  if (given instanceof Unknown) {
    if (!isOneCharacter(wanted)) return unknownText(given.because);
    return mapCharacters(given, (known) => joined(known.split(wanted), replacement));
  }
  if (wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
    return replaceMatches(given, wanted.slice(1, -1), replacement);
  }
  return joined(wanted === "" ? ["", ...given, ""] : given.split(wanted), replacement);
}

const TOO_LONG = "it is longer than any value that is looked at";

/** Pieces with a text between each two of them, unless that grows beyond all that is looked at. */
function joined(pieces: readonly string[], between: string): Value {
  const length = pieces.reduce((sum, piece) => sum + piece.length, (pieces.length - 1) * between.length);
  return length > LIMITS.text ? unknownText(TOO_LONG) : text(pieces.join(between));
}

function split(separator: string, given: Text): Value {
  if (given instanceof Unknown) {
    if (isOneCharacter(separator)) return splitKnown(separator, given);
    return new Unknown(given.because, { type: listOf(STRING), isSet: true });
  }
  const pieces = separator === "" ? [...given] : given.split(separator);
  return list(pieces.map(text), STRING);
}

/** Whether wherever it stands in a known part of a text, it stands there in the whole text. */
function isOneCharacter(wanted: string): boolean {
  return /^[ -~]$/.test(wanted);
}

/** Counts from the end where the offset is negative; a negative length takes all the rest. */
function substr(given: string, offset: Decimal, length: Decimal): Value {
  const [from, count] = [machineInteger(offset), machineInteger(length)];
  if (from === null || count === null) return failure("substr() takes whole numbers");
  if (count === 0n && from >= 0n) return "";
  const graphemes = graphemesOf(given);
  const start = Math.max(0, Number(from < 0n ? from + BigInt(graphemes.length) : from));
  // Terraform takes all the rest where the length is 0 and the offset negative.
  return text(graphemes.slice(start, count > 0n ? start + Number(count) : undefined).join(""));
}

function trim(given: string, characters: string): Value {
  const set = new Set(characters);
  return text(trimBoth(given, (each) => set.has(each)));
}

/** The white space of Unicode. That of JavaScript knows U+FEFF besides, and leaves U+0085 out. */
const SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

function trimBoth(given: string, isTrimmed: (character: string) => boolean): string {
  let start = 0;
  for (const character of given) {
    if (!isTrimmed(character)) break;
    start += character.length;
  }
  return trimEnd(given.slice(start), isTrimmed);
}

function trimEnd(given: string, isTrimmed: (character: string) => boolean): string {
  let end = given.length;
  while (end > 0) {
    const character = lastCharacter(given, end);
    if (!isTrimmed(character)) break;
    end -= character.length;
  }
  return given.slice(0, end);
}

/** The character that ends before an index, which may be two units of JavaScript's. */
function lastCharacter(given: string, end: number): string {
  const point = given.codePointAt(end - 2);
  return point !== undefined && point > 0xffff ? String.fromCodePoint(point) : given.charAt(end - 1);
}

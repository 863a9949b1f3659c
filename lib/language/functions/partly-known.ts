import { whateverFollows, whateverPrecedes } from "../composition";
import { partsOf, prefixOf, suffixOf, textOf } from "../parts";
import { BOOL, listOf, STRING } from "../type";
import { LIMITS, Unknown, type Value } from "../value";
import { unknownText } from "./unknown-text";

/** A text, or one that is not known or only in parts. */
export type Text = string | Unknown;

/** Whether a text starts with another one, as far as what both certainly start with decides it. */
export function startsWith(given: Text, prefix: Text): boolean | Unknown {
  const [start, wanted] = [prefixOf(given), prefixOf(prefix)];
  if (start.startsWith(wanted)) return typeof prefix === "string" ? true : undecided(given, prefix);
  return typeof given !== "string" && wanted.startsWith(start) ? undecided(given, prefix) : false;
}

export function endsWith(given: Text, suffix: Text): boolean | Unknown {
  const [end, wanted] = [suffixOf(given), suffixOf(suffix)];
  if (end.endsWith(wanted)) return typeof suffix === "string" ? true : undecided(given, suffix);
  return typeof given !== "string" && wanted.endsWith(end) ? undecided(given, suffix) : false;
}

export function contains(given: Text, wanted: Text): boolean | Unknown {
  if (typeof wanted === "string" && certainIn(given).some((known) => known.includes(wanted))) return true;
  const isMissing = typeof given === "string" && certainIn(wanted).some((known) => !given.includes(known));
  return isMissing ? false : undecided(given, wanted);
}

export function withoutPrefix(given: Text, prefix: Text): Value {
  const starts = startsWith(given, prefix);
  if (starts === false) return given;
  const [first, ...others] = partsOf(given) ?? [];
  if (starts !== true || typeof prefix !== "string" || typeof first !== "string") return withoutParts(given, prefix);
  return textOf([first.slice(prefix.length), ...others]);
}

export function withoutSuffix(given: Text, suffix: Text): Value {
  const ends = endsWith(given, suffix);
  if (ends === false) return given;
  const parts = partsOf(given) ?? [];
  const last = parts.at(-1);
  if (ends !== true || typeof suffix !== "string" || typeof last !== "string") return withoutParts(given, suffix);
  return textOf([...parts.slice(0, -1), last.slice(0, last.length - suffix.length)]);
}

/** A text of which each character becomes something by itself, whatever stands beside it. */
export function mapCharacters(given: Unknown, map: (known: string) => Value): Value {
  return textOf(
    certainParts(given).map((known) => ({
      value: known === null ? unknownText(given.because) : map(known),
      as: "text",
    })),
  );
}

/** The elements that lie between two known separators of one character, or between one and an end of the text. */
export function splitKnown(separator: string, given: Unknown): Value {
  const parts = certainParts(given);
  const pieces = parts.map((known) => known?.split(separator) ?? []);
  const elements = pieces.flatMap((each, index) =>
    each.slice(index === 0 ? 0 : 1, index === parts.length - 1 ? undefined : -1),
  );
  const separators = pieces.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
  const certain = { type: listOf(STRING), isSet: true, atLeast: separators + 1 };
  return new Unknown(given.because, elements.length > LIMITS.elements ? certain : { ...certain, elements });
}

/** What certainly stands in a text, piece by piece. */
function certainIn(text: Text): readonly string[] {
  return typeof text === "string" ? [text] : certainParts(text).filter((known) => known !== null);
}

/** The parts of a text, null where one is not known; so are characters that may change with what stands beside them. */
function certainParts(text: Unknown): readonly (string | null)[] {
  const parts = partsOf(text) ?? [];
  return parts.flatMap((part, index) => {
    if (typeof part !== "string") return [null];
    const end = index === 0 ? part : whateverPrecedes(part);
    const known = index === parts.length - 1 ? end : whateverFollows(end);
    return [...(end === part ? [] : [null]), known, ...(known === end ? [] : [null])];
  });
}

function undecided(...texts: readonly Text[]): Unknown {
  return new Unknown(reasonOf(texts), { type: BOOL, isSet: true });
}

function withoutParts(...texts: readonly Text[]): Unknown {
  return unknownText(reasonOf(texts));
}

function reasonOf(texts: readonly Text[]): string {
  return texts.find((text) => text instanceof Unknown)?.because ?? "it is computed by an expression";
}

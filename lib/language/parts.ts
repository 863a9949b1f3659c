import { alternativesOf, forEachAlternative } from "./alternatives";
import { whateverFollows, whateverPrecedes } from "./composition";
import { convert } from "./convert";
import { writeJson } from "./json-text";
import { marksWithin } from "./marks-within";
import { isHole, TextBuilder } from "./text-builder";
import { STRING } from "./type";
import { failure, Unknown, unmarked, type Hole, type Part, type Value } from "./value";
import { writeYaml } from "./yaml-text";

/**
 * The text that parts come to when they are put together, as a template does it: a failure where one of them has no
 * text. Where a part is one of several, so is the text; where some are not known, what is known stays known. A text in
 * parts means the composed form of what they come to one after the other.
 */
export function textOf(parts: readonly Part[]): Value {
  // A structure keeps its alternatives inside, and whoever decodes it gets them back there.
  const isOpen = (part: Part): part is Hole =>
    isHole(part) && part.as === "text" && alternativesOf(part.value).length > 1;
  const open = parts.flatMap((part, index) => (isOpen(part) ? [{ index, value: part.value }] : []));
  const ofEach = forEachAlternative(
    open.map(({ value }) => value),
    (chosen) => {
      const filled = [...parts];
      for (const [at, value] of chosen.entries()) filled[open[at]?.index ?? 0] = { value, as: "text" };
      return joined(filled);
    },
  );
  return ofEach ?? joined(parts);
}

function joined(parts: readonly Part[]): Value {
  const text = new TextBuilder();
  for (const part of parts) {
    if (isHole(part)) text.mark(marksWithin(part.value));
    const wrong = isHole(part) ? fill(part, text) : text.add(part);
    if (wrong) return wrong;
  }
  return text.build();
}

/** Adds what a hole comes to as far as that is known; or says why it comes to nothing. */
function fill(hole: Hole, text: TextBuilder): Unknown | null {
  if (hole.as === "json") writeJson(hole.value, text);
  else if (hole.as === "yaml") writeYaml(hole.value, text);
  else return fillWithText(hole, text);
  return null;
}

function fillWithText(hole: Hole, text: TextBuilder): Unknown | null {
  const converted = unmarked(convert(hole.value, STRING));
  if (converted === null) return failure("a part of a text is null");
  if (typeof converted === "string") text.add(converted);
  else if (converted instanceof Unknown && converted.certain.isFailure) return converted;
  else if (converted instanceof Unknown && converted.certain.parts)
    for (const part of converted.certain.parts) text.add(part);
  // The value as it was: that it is a number, say, is lost once it is a text.
  else text.add(hole);
  return null;
}

/** The parts of a text, known or not; null of what is no text. */
export function partsOf(value: Value): readonly Part[] | null {
  const inner = unmarked(value);
  if (typeof inner === "string") return [inner];
  if (!(inner instanceof Unknown) || inner.certain.type?.kind !== "string") return null;
  return inner.certain.parts ?? [{ value, as: "text" }];
}

/** Characters that a text certainly starts with. */
export function prefixOf(value: Value): string {
  const inner = unmarked(convert(value, STRING));
  if (typeof inner === "string") return inner;
  if (!(inner instanceof Unknown)) return "";
  if (inner.certain.oneOf) return inner.certain.oneOf.map(prefixOf).reduce(commonStart);
  const [first] = inner.certain.parts ?? [];
  if (first === undefined) return "";
  if (typeof first === "string") return whateverFollows(first);
  return first.as === "text" ? whateverFollows(prefixOf(first.value)) : "";
}

/** Characters that a text certainly ends with. */
export function suffixOf(value: Value): string {
  const inner = unmarked(convert(value, STRING));
  if (typeof inner === "string") return inner;
  if (!(inner instanceof Unknown)) return "";
  if (inner.certain.oneOf) return inner.certain.oneOf.map(suffixOf).reduce(commonEnd);
  const last = inner.certain.parts?.at(-1);
  if (last === undefined) return "";
  if (typeof last === "string") return whateverPrecedes(last);
  return last.as === "text" ? whateverPrecedes(suffixOf(last.value)) : "";
}

/**
 * How many characters a text has at least. Only those of ASCII are counted, since others may form one character with
 * what stands beside them.
 */
export function minimumLength(value: Value): number {
  const inner = unmarked(convert(value, STRING));
  if (typeof inner === "string") return inner.replace(/[^\n -~]+/g, "").length;
  if (!(inner instanceof Unknown)) return 0;
  if (inner.certain.oneOf) return inner.certain.oneOf.map(minimumLength).reduce((one, other) => Math.min(one, other));
  const { parts = [] } = inner.certain;
  return parts.reduce<number>((sum, part) => sum + (isHole(part) ? lengthOfHole(part) : minimumLength(part)), 0);
}

function lengthOfHole({ value, as }: Hole): number {
  return as === "text" ? minimumLength(value) : 0;
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

function commonEnd(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return one.slice(one.length - length);
}

import * as fc from "fast-check";
import { decimal } from "../../lib/language/convert";
import { setOfValues } from "../../lib/language/sets";
import { textOf } from "../../lib/language/parts";
import { STRING } from "../../lib/language/type";
import {
  list,
  map,
  Mapping,
  object,
  Sequence,
  tuple,
  Unknown,
  unmarked,
  type Known,
  type Part,
  type Value,
} from "../../lib/language/value";

/** What unknown values turn out to be. */
export type Truth = ReadonlyMap<Value, Value>;

/** A value of which some parts are not known, and what they turn out to be. */
export interface WithHoles {
  readonly value: Value;
  readonly truth: Truth;
}

export const anyText = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.stringMatching(/^[a-z0-9 ":,\\\n\t#'&*!|>%@`{}[\]<-]*$/, { size: "small" }),
    fc.constantFrom("true", "null", "~", "1e3", "0x1f", "2001-01-01", "a\nb\n", " a", "a ", "\u2028", "\u0001", "<&>"),
  )
  .map((text) => text.normalize("NFC"));

export const anyScalar: fc.Arbitrary<Known> = fc.oneof(
  anyText,
  fc.boolean(),
  fc.constant(null),
  fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((number) => decimal(String(number))),
);

const known = fc.letrec<{ value: Known }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, anyScalar, ...collections(tie("value"))),
})).value;

function collections(element: fc.Arbitrary<Value>): fc.Arbitrary<Known>[] {
  const members = fc.array(fc.tuple(anyText, element), { maxLength: 4 });
  const texts = fc.array(anyText, { maxLength: 4 });
  const all: fc.Arbitrary<Value>[] = [
    fc.array(element, { maxLength: 4 }).map((elements) => tuple(elements)),
    members.map((each) => object(each.map(([name, value]) => [name, value]))),
    texts.map((each) => list(each, STRING)),
    texts.map((each) => setOfValues(each, STRING)),
    texts.map((each) => map(each.map((name) => [name, true]))),
  ];
  return all as fc.Arbitrary<Known>[];
}

/** Values of all kinds, in which some parts are not known. */
export const valueWithHoles: fc.Arbitrary<WithHoles> = fc
  .tuple(known, fc.infiniteStream(fc.integer({ min: 0, max: 4 })))
  .map(([value, dice]) => {
    const truth = new Map<Value, Value>();
    return { value: withHoles(value, () => dice.next().value === 0, truth), truth };
  });

function withHoles(value: Value, isHole: () => boolean, truth: Map<Value, Value>): Value {
  const inner = unmarked(value);
  if (isHole()) {
    const hole = new Unknown("it is computed");
    truth.set(hole, value);
    return hole;
  }
  if (inner instanceof Sequence && inner.kind === "tuple") {
    return tuple(inner.elements.map((each) => withHoles(each, isHole, truth)));
  }
  if (!(inner instanceof Mapping) || inner.kind !== "object") return value;
  return object([...inner.members.keys()].map((name) => [name, withHoles(inner.members.get(name)!, isHole, truth)]));
}

/** The value with what its unknown parts turn out to be. */
export function filled(value: Value, truth: Truth): Value {
  const inner = unmarked(value);
  const found = truth.get(inner);
  if (found !== undefined) return found;
  if (inner instanceof Sequence && inner.kind === "tuple") {
    return tuple(inner.elements.map((each) => filled(each, truth)));
  }
  if (inner instanceof Mapping && inner.kind === "object") {
    return object([...inner.members.keys()].map((name) => [name, filled(inner.members.get(name)!, truth)]));
  }
  if (!(inner instanceof Unknown) || !inner.certain.parts) return value;
  return textOf(inner.certain.parts.map((part) => filledPart(part, truth)));
}

function filledPart(part: Part, truth: Truth): Part {
  return typeof part === "string" ? part : { ...part, value: filled(part.value, truth) };
}

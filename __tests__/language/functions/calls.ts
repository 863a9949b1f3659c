import * as fc from "fast-check";
import { convert, isFailure } from "../../../lib/language/convert";
import { ANY, listOf, mapOf, setOf, type Type } from "../../../lib/language/type";
import { object, tuple, type Value } from "../../../lib/language/value";
import { FUNCTIONS, list, map, set, value } from "./values";

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>("", "a", "b", "ä", "10", "true", "false", "1", "A", "zz", "😀", "｡"),
  fc.constantFrom(0, 1, 2, -1, 3, 10, 0.5).map((number) => value(number)),
  fc.constantFrom<Value>(true, false, null),
);

/** Values of all kinds, a few elements wide. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value; collection: Value }>((tie) => {
  const text = fc.constantFrom<Value>("", "a", "b", "c", "B", "ä");
  const number = fc.integer({ min: -1, max: 4 }).map((each) => value(each));
  const elements = fc.oneof(
    fc.array(text, { maxLength: 4 }),
    fc.array(number, { maxLength: 4 }),
    fc.array(fc.boolean(), { maxLength: 3 }),
    fc.array(scalar, { maxLength: 4 }),
    fc.array(tie("value"), { maxLength: 3 }),
  );
  const members = fc.oneof(
    fc.dictionary(fc.constantFrom("a", "b", "c", "10"), text, { maxKeys: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "10"), tie("value"), { maxKeys: 3 }),
  );
  const typed = (collection: Value, type: (element: Type) => Type): Value => {
    const converted = convert(collection, type(ANY));
    return isFailure(converted) ? collection : converted;
  };
  return {
    value: fc.oneof({ depthSize: "small" }, scalar, tie("collection")),
    collection: fc.oneof(
      elements.map((each) => tuple(each)),
      elements.map((each) => typed(tuple(each), listOf)),
      elements.map((each) => typed(tuple(each), setOf)),
      members.map((each) => object(Object.entries(each))),
      members.map((each) => typed(object(Object.entries(each)), mapOf)),
    ),
  };
}).collection;

export const anyArgument: fc.Arbitrary<Value> = fc.oneof({ weight: 2, arbitrary: anyValue }, scalar);

const text = fc.constantFrom<Value>("", "a", "b", "c", "B", "ä", "10");
const count = fc.constantFrom(...[0, 1, 2, 3].map(value));
const number = fc.oneof(count, fc.constantFrom(...[-1, -2.5, 7, 100].map(value)));
const some = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 2 }).map((each) => tuple(each)),
);

/** A call of one of the functions, most often with what it takes. */
export function anyCall(names: readonly string[]): fc.Arbitrary<readonly [string, readonly Value[]]> {
  return fc.constantFrom(...names).chain((name) => {
    const { parameters = [], rest } = FUNCTIONS[name] ?? {};
    const all = parameters.map(({ type }) => argumentOf(type.kind));
    const more = rest ? fc.array(argumentOf(rest.type.kind), { maxLength: 3 }) : fc.constant([]);
    const any = fc.tuple(fc.tuple(...all), more).map(([first, others]) => [...first, ...others]);
    const fitting = FITTING[name];
    return (fitting ? fc.oneof({ weight: 4, arbitrary: fitting }, any) : any).map((given) => [name, given] as const);
  });
}

function argumentOf(kind: string): fc.Arbitrary<Value> {
  if (kind === "number") return fc.oneof({ weight: 4, arbitrary: count }, scalar);
  return kind === "string" ? scalar : anyArgument;
}

/** A sequence of one kind of elements, of any of the kinds. */
function sequence(element: fc.Arbitrary<Value>, kinds = ["list", "set", "tuple"], maxLength = 4): fc.Arbitrary<Value> {
  return fc
    .tuple(fc.array(element, { maxLength }), fc.constantFrom(...kinds))
    .map(([elements, kind]) =>
      kind === "list" ? list(...elements) : kind === "set" ? set(...elements) : tuple(elements),
    );
}

const texts = sequence(text);
const numbers = sequence(number);
const alike = fc.oneof(texts, numbers, sequence(fc.boolean()), sequence(texts, ["list", "set"], 3));
const ordered = fc.oneof(
  sequence(text, ["list", "tuple"]),
  sequence(number, ["list", "tuple"]),
  sequence(some, ["tuple"]),
);
const members = fc.dictionary(fc.constantFrom("a", "b", "c", "10"), text, { maxKeys: 3 });
const mapping = fc.oneof(
  members.map((each) => map(each)),
  members.map((each) => object(Object.entries(each))),
  fc.dictionary(fc.constantFrom("a", "b", "c", "10"), some, { maxKeys: 3 }).map((each) => object(Object.entries(each))),
);
const several = (each: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> =>
  fc.array(each, { minLength: 1, maxLength: 3 });

const FITTING: Readonly<Record<string, fc.Arbitrary<readonly Value[]>>> = {
  alltrue: fc.tuple(sequence(fc.constantFrom(true, false, "true", null))),
  anytrue: fc.tuple(sequence(fc.constantFrom(true, false, "true", null))),
  chunklist: fc.tuple(alike, count),
  coalesce: fc.oneof(
    several(text),
    several(number),
    several(texts),
    several(fc.oneof(text, number, fc.constant(null))),
  ),
  coalescelist: several(ordered),
  compact: fc.tuple(texts),
  concat: several(ordered),
  contains: fc.tuple(fc.oneof(texts, sequence(some, ["tuple"])), some),
  distinct: fc.tuple(alike),
  element: fc.tuple(ordered, count),
  flatten: fc.tuple(sequence(fc.oneof(some, ordered, sequence(ordered, ["tuple"])), ["tuple"])),
  index: fc.tuple(ordered, fc.oneof(text, number)),
  keys: fc.tuple(mapping),
  length: fc.tuple(fc.oneof(mapping, alike, text)),
  log: fc.tuple(number, number),
  lookup: fc.oneof(fc.tuple(mapping, text), fc.tuple(mapping, text, some)),
  matchkeys: fc
    .array(fc.tuple(some, text), { maxLength: 4 })
    .chain((pairs) =>
      sequence(text).map((each) => [tuple(pairs.map(([, key]) => key)), tuple(pairs.map(([, key]) => key)), each]),
    ),
  max: several(number),
  merge: several(fc.oneof(mapping, fc.constant(null))),
  min: several(number),
  one: fc.tuple(sequence(some, ["tuple"], 2)),
  parseint: fc.tuple(
    fc.constantFrom("10", "-11", "fF", "zZ", "+7"),
    fc.constantFrom(...[2, 10, 16, 36, 37, 62].map(value)),
  ),
  pow: fc.tuple(number, number),
  range: several(number),
  reverse: fc.tuple(fc.oneof(ordered, texts)),
  setintersection: fc.oneof(several(texts), several(numbers), several(alike)),
  setproduct: fc.array(fc.oneof(texts, numbers), { minLength: 2, maxLength: 3 }),
  setsubtract: fc.oneof(fc.tuple(texts, texts), fc.tuple(numbers, numbers), fc.tuple(texts, numbers)),
  setunion: fc.oneof(several(texts), several(numbers), several(alike)),
  slice: fc.tuple(ordered, count, count),
  sort: fc.tuple(texts),
  sum: fc.tuple(numbers),
  tomap: fc.tuple(mapping),
  transpose: fc.tuple(fc.dictionary(text.map(String), texts, { maxKeys: 3 }).map((each) => map(each))),
  values: fc.tuple(mapping),
  zipmap: fc
    .array(fc.tuple(text, some), { maxLength: 4 })
    .map((pairs) => [tuple(pairs.map(([key]) => key)), tuple(pairs.map(([, each]) => each))]),
};

import { oneOf } from "../alternatives";
import { isWhollyKnown } from "../equality";
import { union } from "../marks";
import { marksWithin } from "../marks-within";
import { reasonIn } from "../sets";
import { ANY, isSameType, listOf, mapOf, STRING, type Type } from "../type";
import { typeOf } from "../type-of";
import { compareTexts, failure, list, map, type Mapping, marksOf, memberNames, object, Sequence } from "../value";
import { tuple, Unknown, unmarked, withMarks, type Value } from "../value";
import type { Functions } from "./definition";
import { elementsOf, keepingMarks, membersOf, opened, openSequence, openValue, PARTS } from "./known-parts";
import { PARTS_OR_NULL, partType } from "./known-parts";

/** Functions of maps and objects. Members that are certain stay known where others are not. */
export const MAP_FUNCTIONS: Functions = {
  keys: { parameters: [PARTS], returns: ANY, result: "contains", call: keys },
  merge: { parameters: [], rest: PARTS_OR_NULL, returns: ANY, result: "contains", call: merge },
  transpose: {
    parameters: [{ type: mapOf(listOf(STRING)) }],
    returns: mapOf(listOf(STRING)),
    result: "contains",
    call: transpose,
  },
  values: { parameters: [PARTS], returns: ANY, result: "contains", call: values },
  zipmap: {
    parameters: [{ type: listOf(STRING), takesUnknown: true }, PARTS],
    returns: ANY,
    result: "contains",
    call: zipMap,
  },
};

function keys(given: Value): Value {
  return keepingMarks(given, (inner) => inNameOrder("keys()", inner, STRING, (name) => name));
}

function values(given: Value): Value {
  return keepingMarks(given, (inner) => inNameOrder("values()", inner, partType(inner), (_, member) => member));
}

function inNameOrder(name: string, given: Value, type: Type, take: (name: Value, member: Value) => Value): Value {
  const members = membersOf(given);
  if (members === null) return failure(`${name} takes a map or an object`);
  const inOrder = [...members.known].sort(([one], [other]) => compareTexts(one, other));
  const known = inOrder.map(([each, member]) => take(each, member));
  const { kind } = typeOf(opened(given));
  if (members.because === null) return kind === "map" ? list(known, type) : tuple(known);
  const { each, ...bounds } = members;
  const any = each === undefined ? {} : { each: take(new Unknown(members.because, { type: STRING }), each) };
  return openSequence(kind === "map" ? listOf(type) : null, { ...bounds, known, ...any });
}

/** The members of all, the later ones over the earlier. What a later one that is not known may replace is open. */
function merge(...given: readonly Value[]): Value {
  const set = given.filter((each) => unmarked(each) !== null);
  const all = set.map(membersOf);
  if (!all.every((each) => each !== null)) return failure("merge() takes maps and objects");
  const types = set.map((each) => typeOf(opened(each)));
  const [first] = types;
  const isMap = first?.kind === "map" && set.length === given.length && types.every((type) => isSameType(type, first));
  const members = new Map<string, Value>();
  let because: string | null = null;
  for (const { known, because: open } of [...all].reverse()) {
    for (const [name, member] of known) {
      if (members.has(name)) continue;
      members.set(name, because === null ? member : oneOf([member, new Unknown(because)], because));
    }
    because ??= open;
  }
  const marks = union(...set.map(marksOf));
  if (because !== null) {
    const certain = { isSet: true, members, atLeast: members.size, ...(isMap && { type: first }) };
    return withMarks(new Unknown(because, certain), marks);
  }
  return withMarks(isMap ? map(members, first.element) : object(members), marks);
}

function transpose(given: Mapping): Value {
  if (!isWhollyKnown(given)) {
    return new Unknown(reasonIn(given), { type: mapOf(listOf(STRING)), isSet: true });
  }
  const turned = new Map<string, string[]>();
  for (const name of memberNames(given.members)) {
    const texts = given.members.get(name) ?? null;
    if (!(texts instanceof Sequence)) return failure("transpose() takes lists of texts");
    for (const each of texts.elements) {
      if (typeof each !== "string") return failure("transpose() takes lists of texts");
      const names = turned.get(each);
      if (names) names.push(name);
      else turned.set(each, [name]);
    }
  }
  return map(
    [...turned].map(([name, names]) => [name, list(names, STRING)]),
    listOf(STRING),
  );
}

function zipMap(names: Value, given: Value): Value {
  return keepingMarks(given, (inner) => {
    const [keys, values] = [elementsOf(names), elementsOf(inner)];
    const { kind } = typeOf(opened(inner));
    if (keys === null || values === null || kind === "set") return failure("zipmap() takes two lists");
    if (keys.atLeast > values.atMost || values.atLeast > keys.atMost) {
      return failure("zipmap() takes as many keys as values");
    }
    if (keys.known.some((key) => unmarked(key) === null)) return failure("zipmap() takes no null as a key");
    const element = partType(inner);
    const valueAt = (index: number): Value =>
      values.because === null ? (values.known[index] ?? null) : openValue(values.because, element);
    const open = keys.known.findLastIndex((key) => typeof key !== "string");
    if (keys.because === null && open === -1 && kind !== "open") {
      const members = keys.known.map((key, index) => [key as string, valueAt(index)] as const);
      return kind === "tuple" ? object(members) : map(members, element);
    }
    const because = keys.because ?? reasonIn(keys.known[open] ?? inner);
    const members = new Map<string, Value>();
    for (const [index, key] of keys.known.entries()) {
      const mayBeReplaced = keys.because !== null || index < open;
      if (typeof key === "string") members.set(key, mayBeReplaced ? openValue(because, element) : valueAt(index));
    }
    const certain = { isSet: true, members, ...(kind === "list" && { type: mapOf(element) }) };
    return withMarks(new Unknown(because, certain), marksWithin(inner));
  });
}

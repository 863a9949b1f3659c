import { member, objectsIn, type JsonObject } from "../json/json";
import { alternativesOf, oneOf } from "../language/alternatives";
import { convert, isFailure, orDefault } from "../language/convert";
import { Decimal } from "../language/decimal";
import { isWhollyKnown, keyOf } from "../language/equality";
import { reasonIn } from "../language/sets";
import { STRING } from "../language/type";
import {
  compareTexts,
  Marked,
  marksOf,
  object,
  Sequence,
  text,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  type Value,
} from "../language/value";

/** A member of a statement, in the order in which the provider writes them. */
export type Member = readonly [name: string, value: Value];

const SEVERAL = "there are several conditions of one operator and key, and their order is the provider's";

/** Whether one text is written as a list, too: the resources do so, and the data source does not. */
export type Form = "of a resource" | "of a data source";

const ONE_OR_ALL: Readonly<Record<Form, (list: Value) => Value>> = {
  "of a resource": (list) => (unmarked(list) === null ? tuple([]) : list),
  "of a data source": textOrAll,
};

/**
 * The members that the provider writes for a `statement` block; an unknown object where it may have others, with those
 * that it has in any case.
 */
export function statementOf(body: JsonObject, form: Form): readonly Member[] | Unknown {
  const oneOrAll = ONE_OR_ALL[form];
  const resources = listIn(member(body, "resource"));
  const hasResources = lengthOf(resources);
  const generated = member(body, "dynamic");
  const members: Member[] = [
    ["Effect", orDefault(textIn(member(body, "effect")), "Allow")],
    ["Action", oneOrAll(listIn(member(body, "action")))],
  ];
  if (hasResources === true) members.push(["Resource", oneOrAll(resources)]);
  const open = [hasResources === null ? reasonIn(resources) : null];
  for (const [name, block, read] of [
    ["Principal", "principal", principalsOf],
    ["Condition", "condition", (blocks) => conditionsOf(blocks, oneOrAll)],
  ] satisfies [string, string, (blocks: readonly JsonObject[]) => Value][]) {
    const given = member(body, block);
    if (isOpen(given)) open.push(reasonIn(given));
    else if (member(generated, block) !== undefined) open.push("a dynamic block generates a part of it");
    else if (objectsIn(given).length > 0) members.push([name, read(objectsIn(given))]);
  }
  const because = open.find((reason) => reason !== null);
  return because === undefined ? members : new Unknown(because, { isSet: true, members: new Map(members) });
}

/** What stands in an evaluated body in the place of blocks that are not known. */
export function isOpen(plain: unknown): plain is Unknown | Marked {
  return plain instanceof Unknown || plain instanceof Marked;
}

/** A text of an evaluated body; null where it is not set. */
export function textIn(plain: unknown): Value {
  if (isOpen(plain)) return inTextOf(plain);
  if (typeof plain === "string") return text(plain);
  if (typeof plain === "number") return convert(new Decimal(plain), STRING);
  if (typeof plain === "boolean") return String(plain);
  return (plain ?? null) === null ? null : new Unknown("it is not text", { isSet: true });
}

/** What the schema of the provider wants to be a text. */
function inTextOf(value: Value): Value {
  const converted = convert(value, STRING);
  return isFailure(converted) ? withMarks(new Unknown("it is not text", { isSet: true }), marksOf(value)) : converted;
}

/** A list of texts of an evaluated body: a tuple, or what is known of it; null where it is not set. */
function listIn(plain: unknown): Value {
  if (Array.isArray(plain)) return tuple(plain.map((each: unknown) => elementOf(textIn(each))));
  if (isOpen(plain)) return inTexts(plain);
  return (plain ?? null) === null ? null : new Unknown("it is not a list", { isSet: true });
}

function inTexts(value: Value): Value {
  const inner = unmarked(value);
  if (inner instanceof Sequence) {
    return withMarks(tuple(inner.elements.map((each) => elementOf(inTextOf(each)))), marksOf(value));
  }
  if (!(inner instanceof Unknown)) return inner === null ? null : new Unknown("it is not a list", { isSet: true });
  const { oneOf: alternatives, elements, each, isSet, atLeast, atMost } = inner.certain;
  const { because } = inner;
  if (alternatives) return withMarks(oneOf(alternatives.map(inTexts), because), marksOf(value));
  const open = new Unknown(because, {
    ...(isSet && { isSet }),
    ...(elements && { elements: elements.map((one) => elementOf(inTextOf(one))) }),
    ...(each !== undefined && { each: elementOf(inTextOf(each)) }),
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  });
  return withMarks(open, marksOf(value));
}

/** What the provider makes of null among texts depends on its version. */
function elementOf(value: Value): Value {
  return unmarked(value) === null ? new Unknown("one of its elements is null") : value;
}

/** Whether a list has elements; null where that is not known. */
function lengthOf(list: Value): boolean | null {
  const answers = alternativesOf(list).map((each) => {
    const inner = unmarked(each);
    if (inner instanceof Sequence) return inner.elements.length > 0;
    if (!(inner instanceof Unknown)) return false;
    const { atLeast = 0, atMost, elements = [] } = inner.certain;
    return atLeast > 0 || elements.length > 0 ? true : atMost === 0 ? false : null;
  });
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null;
}

/** One text is written as itself, and several as a list. */
function textOrAll(list: Value): Value {
  const inner = unmarked(list);
  if (inner === null) return tuple([]);
  if (inner instanceof Sequence) {
    const [only = null] = inner.elements;
    return inner.elements.length === 1 ? withMarks(only, marksOf(list)) : list;
  }
  if (!(inner instanceof Unknown)) return list;
  const { oneOf: alternatives, elements = [], atLeast = 0, ...rest } = inner.certain;
  if (alternatives) return withMarks(oneOf(alternatives.map(textOrAll), inner.because), marksOf(list));
  const isList = atLeast > 1 || elements.length > 1;
  const { each = null } = rest;
  const open = new Unknown(inner.because, {
    isSet: true,
    ...(rest.each !== undefined && { each }),
    ...(isList && { ...rest, elements, atLeast }),
  });
  return withMarks(open, marksOf(list));
}

/** The same blocks stand once in a set. */
function once(blocks: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  const kept = new Map<unknown, readonly Value[]>();
  for (const block of blocks) kept.set(block.every(isWhollyKnown) ? keyOf(tuple(block)) : block, block);
  return [...kept.values()];
}

/** The blocks by a text in them, which is the name of a member; the reason where one of these is not known. */
function byName(blocks: readonly (readonly Value[])[]): ReadonlyMap<string, (readonly Value[])[]> | Unknown {
  const found = new Map<string, (readonly Value[])[]>();
  for (const [first = null, ...others] of blocks) {
    const name = unmarked(first);
    if (typeof name !== "string") return new Unknown(reasonIn(first), { isSet: true });
    found.set(name, [...(found.get(name) ?? []), others]);
  }
  return found;
}

/** Whom each kind names, from the last to the first in the order of texts. */
function principalsOf(bodies: readonly JsonObject[]): Value {
  const blocks = bodies.map((body) => [textIn(member(body, "entity")), listIn(member(body, "identifiers"))]);
  const byEntity = byName(once(blocks));
  if (byEntity instanceof Unknown) return byEntity;
  return object([...byEntity].map(([entity, lists]) => [entity, descending(lists.map(([list = null]) => list))]));
}

/** What one block names is sorted; the order of several is the provider's. */
function descending(lists: readonly Value[]): Value {
  const elements: Value[] = [];
  const marks = lists.flatMap(marksOf);
  for (const list of lists) {
    const inner = unmarked(list);
    if (inner instanceof Unknown) return withMarks(new Unknown(inner.because, { isSet: true }), marks);
    if (inner instanceof Sequence) for (const each of inner.elements) elements.push(each);
  }
  const open = elements.find((each) => !isWhollyKnown(each));
  const isSorted = elements.length < 2 || (lists.length === 1 && open === undefined);
  const known = elements.flatMap((each) => {
    const name = unmarked(each);
    return typeof name === "string" ? [{ name, each }] : [];
  });
  known.sort((one, other) => compareTexts(other.name, one.name));
  if (isSorted) return withMarks(tuple(elements.length < 2 ? elements : known.map(({ each }) => each)), marks);
  const because = open === undefined ? "the order of what it names is the provider's" : reasonIn(open);
  const { length } = elements;
  const certain = { isSet: true, atLeast: length, atMost: length, each: oneOf(elements, because) };
  return withMarks(
    new Unknown(because, lists.length === 1 ? { ...certain, elements: known.map(({ each }) => each) } : certain),
    marks,
  );
}

/** Values by key by operator. Of several blocks with one value each, the provider keeps one. */
function conditionsOf(bodies: readonly JsonObject[], oneOrAll: (list: Value) => Value): Value {
  const blocks = bodies.map((body) => [
    textIn(member(body, "operator")),
    textIn(member(body, "variable")),
    oneOrAll(listIn(member(body, "values"))),
  ]);
  const byOperator = byName(once(blocks));
  if (byOperator instanceof Unknown) return byOperator;
  return object([...byOperator].map(([operator, keys]) => [operator, valuesByKey(keys)]));
}

function valuesByKey(blocks: readonly (readonly Value[])[]): Value {
  const byKey = byName(blocks);
  if (byKey instanceof Unknown) return byKey;
  return object(
    [...byKey].map(([key, given]) => {
      const values = given.map(([value = null]) => value);
      const areTexts = values.every((value) => typeof unmarked(value) === "string");
      const [only = null] = values;
      if (values.length === 1) return [key, only];
      return [key, areTexts ? oneOf(values, SEVERAL) : new Unknown(SEVERAL, { isSet: true })];
    }),
  );
}

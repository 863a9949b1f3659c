import { isCertainlySet, oneOf } from "./alternatives";
import { inAnyForm } from "./any-form";
import { isConvertible } from "./convertible";
import { Decimal, numberText } from "./decimal";
import { isWhollyKnown } from "./equality";
import { setOfValues } from "./sets";
import { typeOf } from "./type-of";
import { ANY, hasWithin, isSameType, STRING, type AttributeType, type Type } from "./type";
import { elementsOf, unify } from "./unify";
import {
  failure,
  isFailure,
  list,
  map,
  Mapping,
  nullOf,
  object,
  Sequence,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  marksOf,
  type Certain,
  type Unmarked,
  type Value,
} from "./value";

export { isFailure } from "./value";

/** How Terraform writes a number in a text. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const PRIMITIVES: ReadonlySet<Type["kind"]> = new Set(["string", "number", "bool"] as const);
const TRUTH = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/**
 * A value as one of a type, as Terraform converts it where a variable, a function or a condition wants that type; a
 * failure where it does not.
 *
 * Source: https://github.com/zclconf/go-cty/blob/main/docs/convert.md, and measured with Terraform's console
 */
export function convert(value: Value, type: Type): Value {
  const inner = unmarked(value);
  if (inner === null) return convertNull(value, type);
  const converted = convertUnmarked(inner, type);
  return converted === inner ? value : withMarks(converted, marksOf(value));
}

/** Null of one type becomes null of another one where values do. */
function convertNull(value: Value, wanted: Type): Value {
  const from = typeOf(value);
  if (wanted.kind === "any" || wanted.kind === "none" || wanted.kind === "open") return value;
  if (!isConvertible(from, wanted)) return notA(wanted, from.kind);
  return withMarks(nullOf(convertedType(from, wanted) ?? wanted), marksOf(value));
}

function convertUnmarked(value: Exclude<Unmarked, null>, type: Type): Value {
  if (type.kind === "any" || type.kind === "none") return value;
  if (type.kind === "open") return inAnyForm(value);
  if (value instanceof Unknown) return convertUnknown(value, type);
  switch (type.kind) {
    case "string":
      return toText(value);
    case "number":
      return toNumber(value);
    case "bool":
      return toTruth(value);
    case "list":
    case "set":
      return toCollection(value, type.kind, type.element);
    case "map":
      return toMap(value, type.element);
    case "tuple":
      return toTuple(value, type.elements);
    case "object":
      return toObject(value, type.attributes);
  }
}

/** What is certain of an unknown value stays certain as far as it is of that type. */
function convertUnknown(value: Unknown, wanted: Type): Value {
  const { because, certain } = value;
  if (certain.isFailure) return certain.type ? failure(because) : value;
  if (certain.oneOf) {
    return oneOf(
      certain.oneOf.map((each) => convert(each, wanted)),
      because,
    );
  }
  if (certain.type?.kind === wanted.kind && PRIMITIVES.has(wanted.kind)) return value;
  const from = typeOf(value);
  if (!isConvertible(from, wanted)) return notA(wanted, from.kind);
  const type = convertedType(from, wanted);
  if (type === null) return failure("its elements are of several types");
  if (type.kind === "list" || type.kind === "set") return convertOpenSequence(value, type.kind, type.element);
  if (type.kind === "map" && certain.members) {
    const members = new Map([...certain.members].map(([name, member]) => [name, convert(member, type.element)]));
    return new Unknown(because, { ...certain, type, members });
  }
  const isSame = from.kind === type.kind || from.kind === "open";
  return isSame
    ? new Unknown(because, { ...certain, type })
    : new Unknown(because, { type, ...(certain.isSet && { isSet: true }) });
}

/** The type that a value of a type has once it is converted: the one that is wanted, and its own where any is taken. */
function convertedType(from: Type, wanted: Type): Type | null {
  if (wanted.kind === "any") return from;
  if ((wanted.kind === "list" || wanted.kind === "set" || wanted.kind === "map") && wanted.element.kind === "any") {
    const element = "element" in from ? from.element : unify(from.kind === "open" ? [from] : elementsOf(from));
    return element && { kind: wanted.kind, element };
  }
  return wanted;
}

/** The elements that it has in any case are converted; in a set, those that are equal are one. */
function convertOpenSequence({ because, certain }: Unknown, kind: "list" | "set", element: Type): Value {
  const { type: from = ANY, elements = [], each, ...rest } = certain;
  const converted = elements.map((one) => convert(one, element));
  const wrong = converted.find(isFailure);
  if (wrong !== undefined) return wrong;
  const bounds = from.kind === "tuple" ? { atLeast: from.elements.length, atMost: from.elements.length } : rest;
  const ofEach = each === undefined ? {} : { each: convert(each, element) };
  const open: Certain = { ...rest, ...bounds, ...ofEach, type: { kind, element } };
  if (kind === "list" || from.kind === "set") return new Unknown(because, { ...open, elements: converted });
  const once = setOfValues(converted.filter(isWhollyKnown));
  const known = once instanceof Sequence ? once.elements : [];
  const atLeast = Math.max(Math.min(1, open.atLeast ?? elements.length), known.length);
  return new Unknown(because, { ...open, elements: known, atLeast });
}

function toText(value: Exclude<Unmarked, null | Unknown>): Value {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (!(value instanceof Decimal)) return notA(STRING, value.kind);
  return numberText(value) ?? new Unknown("it is a number of a million digits", { type: STRING, isSet: true });
}

function toNumber(value: Exclude<Unmarked, null | Unknown>): Value {
  if (value instanceof Decimal) return value;
  if (typeof value === "string" && NUMBER.test(value)) return decimal(value);
  return notA({ kind: "number" }, kindOf(value));
}

function toTruth(value: Exclude<Unmarked, null | Unknown>): Value {
  if (typeof value === "boolean") return value;
  const truth = typeof value === "string" ? TRUTH.get(value) : undefined;
  return truth ?? notA({ kind: "bool" }, kindOf(value));
}

function toCollection(value: Exclude<Unmarked, null | Unknown>, kind: "list" | "set", wanted: Type): Value {
  if (!(value instanceof Sequence)) return notA({ kind, element: wanted }, kindOf(value));
  if (value.element && !isConvertible(value.element, wanted)) return notA(wanted, value.element.kind);
  const alike = inType(value.elements, wanted.kind === "any" ? value.element : wanted);
  if (alike === null || (hasWithin(alike.type, "none") && areOfSeveralTypes(alike.values)))
    return failure("its elements are of several types");
  const wrong = alike.values.find(isFailure);
  if (wrong !== undefined) return wrong;
  return kind === "list" ? list(alike.values, alike.type) : setOfValues(alike.values, alike.type);
}

function toMap(value: Exclude<Unmarked, null | Unknown>, wanted: Type): Value {
  if (!(value instanceof Mapping)) return notA({ kind: "map", element: wanted }, kindOf(value));
  if (value.element && !isConvertible(value.element, wanted)) return notA(wanted, value.element.kind);
  const names = [...value.members.keys()];
  const members = names.map((name) => value.members.get(name) ?? null);
  const alike = inType(members, wanted.kind === "any" ? value.element : wanted);
  if (alike === null) return failure("its members are of several types");
  const wrong = alike.values.find(isFailure);
  if (wrong !== undefined) return wrong;
  return map(
    alike.values.map((member, index) => [names[index] ?? "", member]),
    alike.type,
  );
}

export interface Alike {
  readonly type: Type;
  readonly values: readonly Value[];
}

/** Values in the one type that all of them can have; null where there is none. */
export function inOneType(values: readonly Value[]): Alike | null {
  return inType(values, undefined);
}

function inType(values: readonly Value[], wanted: Type | undefined): Alike | null {
  const isWanted = wanted !== undefined && wanted.kind !== "any" && wanted.kind !== "none";
  const type = isWanted ? wanted : unify(values.map(typeOf));
  if (type === null) return null;
  const converted = values.map((each) => convert(each, type));
  return { type, values: converted };
}

/** Beside null, nothing is converted: then they have to be alike already. */
function areOfSeveralTypes(values: readonly Value[]): boolean {
  const [first, ...others] = values.filter((each) => !(unmarked(each) instanceof Unknown)).map(typeOf);
  return first !== undefined && others.some((other) => !isSameType(first, other));
}

function toTuple(value: Exclude<Unmarked, null | Unknown>, types: readonly Type[]): Value {
  const type: Type = { kind: "tuple", elements: types };
  if (!(value instanceof Sequence) || value.kind !== "tuple") return notA(type, kindOf(value));
  if (value.elements.length !== types.length) return failure(`it has to have ${types.length} elements`);
  const elements = value.elements.map((each, index) => convert(each, types[index] ?? STRING));
  return elements.find(isFailure) ?? tuple(elements);
}

/** Members that the type does not have are dropped; what is missing or null has its default. */
function toObject(value: Exclude<Unmarked, null | Unknown>, attributes: ReadonlyMap<string, AttributeType>): Value {
  if (!(value instanceof Mapping)) return notA({ kind: "object", attributes }, kindOf(value));
  const members: [string, Value][] = [];
  for (const [name, { type, isOptional, byDefault }] of attributes) {
    const given = value.members.get(name);
    if (given === undefined && !isOptional) return failure(`it has no attribute "${name}"`);
    const member = convert(isOptional ? orDefault(given ?? null, byDefault) : (given ?? null), type);
    if (isFailure(member)) return member;
    members.push([name, member]);
  }
  return object(members);
}

/** The value, or the default where it is null; both are possible where nobody knows whether it is. */
export function orDefault(value: Value, byDefault: Value): Value {
  const inner = unmarked(value);
  if (inner === null) return byDefault;
  if (!(inner instanceof Unknown) || byDefault === null) return value;
  if (inner.certain.oneOf)
    return oneOf(
      inner.certain.oneOf.map((each) => orDefault(each, byDefault)),
      inner.because,
    );
  const isSet = isCertainlySet(byDefault);
  return isSet ? withMarks(new Unknown(inner.because, { ...inner.certain, isSet }), marksOf(value)) : value;
}

/** A number from its text, which has to be one. */
export function decimal(text: string): Decimal {
  return new Decimal(text);
}

function kindOf(value: Exclude<Unmarked, null | Unknown>): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  return value instanceof Decimal ? "number" : value.kind;
}

function notA(type: Type, got: string): Unknown {
  return failure(`a ${type.kind} is wanted where there is a ${got}`);
}

import { isCertainlySet, isOfAnyType, oneOf } from "./alternatives";
import { Decimal, numberText } from "./decimal";
import { isWhollyKnown } from "./equality";
import { marksWithin } from "./marks-within";
import { reasonIn, setOfValues } from "./sets";
import { typeOf } from "./type-of";
import { ANY, STRING, type AttributeType, type Type } from "./type";
import { unify } from "./unify";
import {
  failure,
  list,
  map,
  Mapping,
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

/** How Terraform writes a number in a text. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
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
  const converted = convertUnmarked(inner, type);
  return converted === inner ? value : withMarks(converted, marksOf(value));
}

function convertUnmarked(value: Unmarked, type: Type): Value {
  if (type.kind === "any" || value === null) return value;
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
function convertUnknown(value: Unknown, type: Type): Value {
  const { because, certain } = value;
  if (certain.isFailure) return value;
  if (certain.oneOf)
    return oneOf(
      certain.oneOf.map((each) => convert(each, type)),
      because,
    );
  const from = certain.type;
  if (from && from.kind !== "any" && !isConvertible(from, type)) return notA(type, from.kind);
  if (type.kind === "list" || type.kind === "set") return convertOpenSequence(value, type.kind, type.element);
  const element = type.kind === "map" && type.element.kind !== "any" ? type.element : null;
  if (element && certain.members) {
    const members = new Map([...certain.members].map(([name, member]) => [name, convert(member, element)]));
    return new Unknown(because, { ...certain, type, members });
  }
  const kept: Certain = { ...certain, type: from?.kind === type.kind && type.kind !== "object" ? from : type };
  const isText = type.kind === "string" && from?.kind !== "string" && from?.kind !== undefined && from.kind !== "any";
  return isText ? new Unknown(because, { type, ...(certain.isSet && { isSet: true }) }) : new Unknown(because, kept);
}

/** The elements that it has in any case are converted; in a set, those that are equal are one. */
function convertOpenSequence({ because, certain }: Unknown, kind: "list" | "set", wanted: Type): Value {
  const { type: from = ANY, elements = [], ...rest } = certain;
  const element = wanted.kind === "any" && "element" in from ? from.element : wanted;
  const isOpen = element.kind === "any";
  const converted = elements.map((each) => (isOpen ? inAnyForm(each, because) : convert(each, element)));
  const wrong = converted.find(isFailure);
  if (wrong !== undefined) return wrong;
  const bounds = from.kind === "tuple" ? { atLeast: from.elements.length, atMost: from.elements.length } : rest;
  const open: Certain = { ...rest, ...bounds, type: { kind, element } };
  if (kind === "list" || from.kind === "set") return new Unknown(because, { ...open, elements: converted });
  const once = setOfValues(converted.filter(isWhollyKnown));
  const known = once instanceof Sequence ? once.elements : [];
  const atLeast = Math.max(Math.min(1, open.atLeast ?? elements.length), known.length);
  return new Unknown(because, { ...open, elements: known, atLeast });
}

function isConvertible(from: Type, to: Type): boolean {
  const isScalar = ({ kind }: Type): boolean => kind === "string" || kind === "number" || kind === "bool";
  if (isScalar(from) || isScalar(to))
    return isScalar(from) && isScalar(to) && (from.kind === to.kind || from.kind === "string" || to.kind === "string");
  const isMapping = ({ kind }: Type): boolean => kind === "object" || kind === "map";
  return isMapping(from) === isMapping(to);
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
  const { element: own = ANY, elements } = value;
  const alike = inType(elements, wanted.kind === "any" ? own : wanted);
  if (alike === null) return failure("its elements are of several types");
  const wrong = alike.values.find(isFailure);
  if (wrong !== undefined) return wrong;
  return kind === "list" ? list(alike.values, alike.type) : setOfValues(alike.values, alike.type);
}

function toMap(value: Exclude<Unmarked, null | Unknown>, wanted: Type): Value {
  if (!(value instanceof Mapping)) return notA({ kind: "map", element: wanted }, kindOf(value));
  const names = [...value.members.keys()];
  const members = names.map((name) => value.members.get(name) ?? null);
  const alike = inType(members, wanted.kind === "any" ? (value.element ?? ANY) : wanted);
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

function inType(values: readonly Value[], type: Type): Alike | null {
  return type.kind === "any" ? inOneType(values) : { type, values: values.map((each) => convert(each, type)) };
}

/** Values in the one type that all of them can have; null where there is none. */
export function inOneType(values: readonly Value[]): Alike | null {
  const open = values.find(isOfAnyType);
  const type = oneTypeOf(values.map(typeOf), open !== undefined);
  if (type === null) return null;
  if (open === undefined || type.kind === "string") return { type, values: values.map((each) => convert(each, type)) };
  return { type: ANY, values: values.map((each) => inAnyForm(each, reasonIn(open))) };
}

/**
 * The one type of all; null where there is none. Where a type is not known yet, only texts are certain to be what they
 * are: beside a text, a number becomes one.
 */
export function oneTypeOf(types: readonly Type[], isOpen: boolean): Type | null {
  return unify(types) ?? (isOpen ? unify([...types, STRING]) : null);
}

/** A value in whichever form it takes beside one that is not known; a text stays what it is. */
export function inAnyForm(value: Value, because: string): Value {
  const inner = unmarked(value);
  if (inner === null || typeof inner === "string") return value;
  if (typeof inner === "boolean" || inner instanceof Decimal) {
    return withMarks(oneOf([inner, toText(inner)], because), marksOf(value));
  }
  if (!(inner instanceof Mapping)) return withMarks(new Unknown(because), marksWithin(value));
  const names = [...inner.members.keys()];
  const members = names.map((name) => [name, inAnyForm(inner.members.get(name) ?? null, because)] as const);
  return withMarks(new Unknown(because, { isSet: true, members: new Map(members) }), marksOf(value));
}

function toTuple(value: Exclude<Unmarked, null | Unknown>, types: readonly Type[]): Value {
  const type: Type = { kind: "tuple", elements: types };
  if (!(value instanceof Sequence) || value.kind === "set") return notA(type, kindOf(value));
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
function orDefault(value: Value, byDefault: Value): Value {
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

export function isFailure(value: Value): boolean {
  const inner = unmarked(value);
  return inner instanceof Unknown && inner.certain.isFailure === true;
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

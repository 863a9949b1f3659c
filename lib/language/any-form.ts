import { oneOf } from "./alternatives";
import { Decimal, numberText } from "./decimal";
import { marksWithin } from "./marks-within";
import { NONE, STRING } from "./type";
import { typeOf } from "./type-of";
import {
  Mapping,
  Sequence,
  Unknown,
  unmarked,
  withMarks,
  marksOf,
  type Certain,
  type Unmarked,
  type Value,
} from "./value";

/** The end of "… is not known, because". */
export const FORM_IS_OPEN = "it takes the type of what is not known";

/**
 * A value as it may come out where Terraform converts it to the type of one that is not known yet: beside a text it
 * becomes a text, beside a set a set. Only null and texts stay what they are.
 */
export function inAnyForm(value: Unmarked): Value {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return anyOf([value, String(value)]);
  if (value instanceof Decimal) {
    return anyOf([value, numberText(value) ?? new Unknown(FORM_IS_OPEN, { type: STRING, isSet: true })]);
  }
  if (value instanceof Sequence) return sequenceInAnyForm(value);
  if (value instanceof Mapping) return mappingInAnyForm(value);
  const { isFailure, oneOf: alternatives } = value.certain;
  if (isFailure) return value;
  return alternatives ? oneOf(alternatives.map(formOf), value.because) : unknownInAnyForm(value);
}

function anyOf(forms: readonly Value[]): Value {
  return oneOf(forms, FORM_IS_OPEN);
}

function formOf(value: Value): Value {
  return withMarks(inAnyForm(unmarked(value)), marksOf(value));
}

function unknownInAnyForm(value: Unknown): Value {
  const { kind } = typeOf(value);
  const { isSet, elements, members, each, atMost } = value.certain;
  const isWhole = elements === undefined && members === undefined && each === undefined;
  if (kind === "string" || (kind === "open" && isWhole)) return value;
  const certain: Certain = {
    ...(isSet && { isSet }),
    ...(each !== undefined && { each: withinAnyForm(each) }),
    ...(!isWhole && atMost !== undefined && { atMost }),
  };
  return withMarks(new Unknown(value.because, certain), marksWithin(value));
}

/** A list or a tuple stays in order beside another one; as a set, elements that are equal are one. */
function sequenceInAnyForm(value: Sequence): Value {
  const { kind, elements, element } = value;
  if (elements.length === 0) {
    const kinds = kind === "list" ? (["list"] as const) : (["tuple", "list", "set"] as const);
    return anyOf(kinds.map((each) => (each === kind ? value : new Sequence(each, [], element ?? NONE))));
  }
  const each = anyOf(elements.map(withinAnyForm));
  return new Unknown(FORM_IS_OPEN, { isSet: true, atLeast: 1, atMost: elements.length, each });
}

/** What is in a map stays in it, unless it becomes an object that has less. */
function mappingInAnyForm(value: Mapping): Value {
  const { kind, members, element } = value;
  if (members.size === 0) {
    const other = new Mapping(kind === "map" ? "object" : "map", members, element ?? NONE);
    return anyOf([value, other]);
  }
  const each = anyOf([...members.keys()].map((name) => withinAnyForm(members.get(name) ?? null)));
  return new Unknown(FORM_IS_OPEN, { isSet: true, atMost: members.size, each });
}

/** Inside of a collection, an object may become one that has fewer members. */
function withinAnyForm(value: Value): Value {
  const inner = unmarked(value);
  if (!(inner instanceof Mapping)) return formOf(value);
  return withMarks(new Unknown(FORM_IS_OPEN, { isSet: true }), marksWithin(value));
}

/** The same where there is but one other value: an object keeps its members then. */
export function inAnyFormOfTwo(value: Value): Value {
  const inner = unmarked(value);
  if (!(inner instanceof Mapping) || inner.kind !== "object" || inner.members.size === 0) return formOf(value);
  const { members } = inner;
  const known = [...members.keys()].map((name) => [name, inAnyFormOfTwo(members.get(name) ?? null)] as const);
  const open = new Unknown(FORM_IS_OPEN, { isSet: true, atMost: members.size, members: new Map(known) });
  return withMarks(open, marksOf(value));
}

import { Decimal } from "./decimal";
import {
  BOOL,
  listOf,
  mapOf,
  NONE,
  NUMBER,
  OPEN,
  setOf,
  STRING,
  withOpenParts,
  type AttributeType,
  type Type,
} from "./type";
import { unify } from "./unify";
import { Mapping, Marked, Sequence, Unknown, unmarked, type Value } from "./value";

/** The type of a value, as far as it is known. */
export function typeOf(value: Value): Type {
  const inner = unmarked(value);
  if (inner === null) return (value instanceof Marked ? value.type : undefined) ?? NONE;
  if (typeof inner === "string") return STRING;
  if (typeof inner === "boolean") return BOOL;
  if (inner instanceof Decimal) return NUMBER;
  if (inner instanceof Unknown) {
    const { certain } = inner;
    if (certain.isFailure) return certain.type ?? NONE;
    return certain.type ? withOpenParts(certain.type) : OPEN;
  }
  if (inner instanceof Sequence) {
    if (inner.kind === "tuple") return { kind: "tuple", elements: inner.elements.map(typeOf) };
    const element = elementType(inner.element, inner.elements);
    return inner.kind === "list" ? listOf(element) : setOf(element);
  }
  return inner.kind === "map" ? mapOf(elementType(inner.element, valuesOf(inner))) : objectType(inner);
}

/** Of a collection: the type that it was made with, or the one of what is in it. */
function elementType(declared: Type | undefined, elements: readonly Value[]): Type {
  if (declared && declared.kind !== "any") return declared;
  return unify(elements.map(typeOf)) ?? OPEN;
}

function objectType({ members }: Mapping): Type {
  const attributes = new Map<string, AttributeType>();
  for (const name of members.keys()) {
    attributes.set(name, { type: typeOf(members.get(name) ?? null), isOptional: false, byDefault: null });
  }
  return { kind: "object", attributes };
}

function valuesOf({ members }: Mapping): Value[] {
  return [...members.keys()].map((name) => members.get(name) ?? null);
}

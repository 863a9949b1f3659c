import { Decimal } from "./decimal";
import { ANY, BOOL, listOf, mapOf, NUMBER, setOf, STRING, type AttributeType, type Type } from "./type";
import { unify } from "./unify";
import { Mapping, Sequence, Unknown, unmarked, type Value } from "./value";

/** The type of a value, `any` where it has none yet: of null, and of what is not known. */
export function typeOf(value: Value): Type {
  const inner = unmarked(value);
  if (inner === null) return ANY;
  if (typeof inner === "string") return STRING;
  if (typeof inner === "boolean") return BOOL;
  if (inner instanceof Decimal) return NUMBER;
  if (inner instanceof Unknown) return inner.certain.type ?? ANY;
  if (inner instanceof Sequence) {
    if (inner.kind === "tuple") return { kind: "tuple", elements: inner.elements.map(typeOf) };
    const element = inner.element ?? unify(inner.elements.map(typeOf)) ?? ANY;
    return inner.kind === "list" ? listOf(element) : setOf(element);
  }
  return inner.kind === "map" ? mapOf(inner.element ?? unify(valuesOf(inner).map(typeOf)) ?? ANY) : objectType(inner);
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

import type { Random } from "../../truth/random";
import { BOOL, listOf, mapOf, NUMBER, setOf, STRING, type Type } from "../../lib/language/type";

export function isPrimitive(type: Type): boolean {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool";
}

/** Whether an expression of one type can stand where the other is wanted, without being converted to another kind. */
export function fits(type: Type, wanted: Type): boolean {
  if (wanted.kind === "any") return true;
  if (wanted.kind === "list") {
    if (type.kind === "list") return fits(type.element, wanted.element);
    return type.kind === "tuple" && type.elements.every((element) => fits(element, wanted.element));
  }
  if (wanted.kind === "map") {
    if (type.kind === "map") return fits(type.element, wanted.element);
    return (
      type.kind === "object" && [...type.attributes.values()].every((attribute) => fits(attribute.type, wanted.element))
    );
  }
  if (wanted.kind === "set") return type.kind === "set" && fits(type.element, wanted.element);
  if (wanted.kind === "object") {
    if (type.kind !== "object") return false;
    return [...wanted.attributes].every(([name, { type: attribute }]) => {
      const own = type.attributes.get(name);
      return own !== undefined && fits(own.type, attribute);
    });
  }
  if (wanted.kind === "tuple") {
    if (type.kind !== "tuple" || type.elements.length !== wanted.elements.length) return false;
    return wanted.elements.every((element, index) => {
      const own = type.elements[index];
      return own !== undefined && fits(own, element);
    });
  }
  return type.kind === wanted.kind;
}

export function objectType(attributes: readonly (readonly [string, Type])[]): Type {
  const entries = attributes.map(([name, type]) => [name, { type, isOptional: false, byDefault: null }] as const);
  return { kind: "object", attributes: new Map(entries) };
}

export function randomPrimitive(random: Random): Type {
  return random.weighted([
    [5, STRING],
    [3, NUMBER],
    [2, BOOL],
  ]);
}

const ATTRIBUTES = ["name", "size", "on", "tags", "a", "b", "id"];

export function randomType(random: Random, depth = 2): Type {
  if (depth === 0 || random.chance(0.5)) return randomPrimitive(random);
  const inner = (): Type => randomType(random, depth - 1);
  return random.weighted<() => Type>([
    [4, () => listOf(inner())],
    [1, () => setOf(randomPrimitive(random))],
    [3, () => mapOf(inner())],
    [2, () => ({ kind: "tuple", elements: Array.from({ length: random.between(0, 3) }, inner) })],
    [
      3,
      () => {
        const names = ATTRIBUTES.filter(() => random.chance(0.35));
        return objectType(names.map((name) => [name, inner()]));
      },
    ],
  ])();
}

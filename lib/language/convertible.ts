import type { Type } from "./type";
import { elementsOf, unify } from "./unify";

/**
 * Whether values of a type are converted to another one, as far as their types tell: each of them may fail all the
 * same, as the text "a" does where a number is wanted.
 *
 * Source: https://github.com/zclconf/go-cty/blob/main/docs/convert.md, and measured with Terraform's console
 */
export function isConvertible(from: Type, to: Type): boolean {
  if (from.kind === "open" || from.kind === "none" || from.kind === "any") return true;
  switch (to.kind) {
    case "any":
    case "open":
    case "none":
      return true;
    case "string":
      return isPrimitive(from);
    case "number":
    case "bool":
      return from.kind === to.kind || from.kind === "string";
    case "list":
    case "set":
      if (from.kind === "tuple") return areConvertible(from.elements, to.element);
      return (from.kind === "list" || from.kind === "set") && isConvertible(from.element, to.element);
    case "map":
      if (from.kind === "object") return areConvertible(elementsOf(from), to.element);
      return from.kind === "map" && isConvertible(from.element, to.element);
    case "tuple":
      return (
        from.kind === "tuple" &&
        from.elements.length === to.elements.length &&
        from.elements.every((element, index) => isConvertible(element, to.elements[index] ?? element))
      );
    case "object":
      return isConvertibleToObject(from, to);
  }
}

/** What becomes a collection of a type that nobody has named has to have one. */
function areConvertible(types: readonly Type[], to: Type): boolean {
  const isNamed = to.kind !== "none" && to.kind !== "any";
  return isNamed ? types.every((type) => isConvertible(type, to)) : unify(types) !== null;
}

/** What the object does not have is dropped; a map has to have each when it is converted. */
function isConvertibleToObject(from: Type, to: Type & { kind: "object" }): boolean {
  return (
    [...to.attributes].every(([name, { type, isOptional }]) => {
      if (from.kind === "map") return isConvertible(from.element, type);
      if (from.kind !== "object") return false;
      const attribute = from.attributes.get(name);
      return attribute ? isConvertible(attribute.type, type) : isOptional;
    }) &&
    (from.kind === "map" || from.kind === "object")
  );
}

export function isPrimitive({ kind }: Type): boolean {
  return kind === "string" || kind === "number" || kind === "bool";
}

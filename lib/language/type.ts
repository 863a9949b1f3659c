import type { Value } from "./value";

/** A type as a variable declares it, or as far as it is known of a value. */
export type Type =
  /** Everything is taken: a type that is wanted. */
  | { readonly kind: "any" }
  /** It is not known yet, and can turn out to be each: that of a value. */
  | { readonly kind: "open" }
  /** That of null, and of what is in an empty list: it becomes the one that stands beside it. */
  | { readonly kind: "none" }
  | { readonly kind: "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly element: Type }
  | { readonly kind: "tuple"; readonly elements: readonly Type[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeType> };

export interface AttributeType {
  readonly type: Type;
  /** Whether an object may come without it: `optional(type)`. */
  readonly isOptional: boolean;
  /** What stands in the place of an attribute that is not there or null; null where nothing was given. */
  readonly byDefault: Value;
}

export const ANY: Type = { kind: "any" };
export const OPEN: Type = { kind: "open" };
export const NONE: Type = { kind: "none" };
export const STRING: Type = { kind: "string" };
export const NUMBER: Type = { kind: "number" };
export const BOOL: Type = { kind: "bool" };

export function listOf(element: Type): Type {
  return { kind: "list", element };
}

export function setOf(element: Type): Type {
  return { kind: "set", element };
}

export function mapOf(element: Type): Type {
  return { kind: "map", element };
}

/** Whether two types are one, with all that is in them. */
export function isSameType(one: Type, other: Type): boolean {
  if (one.kind === "tuple" && other.kind === "tuple") {
    const { elements } = other;
    return (
      one.elements.length === elements.length && one.elements.every((each, at) => isSameType(each, elements[at] ?? ANY))
    );
  }
  if (one.kind === "object" && other.kind === "object") {
    const { attributes } = other;
    return (
      one.attributes.size === attributes.size &&
      [...one.attributes].every(([name, { type }]) => {
        const attribute = attributes.get(name);
        return attribute !== undefined && isSameType(type, attribute.type);
      })
    );
  }
  if ("element" in one && "element" in other) return one.kind === other.kind && isSameType(one.element, other.element);
  return one.kind === other.kind;
}

/** Whether a type is of a kind, or has one of that kind in it. */
export function hasWithin(type: Type, kind: Type["kind"]): boolean {
  if (type.kind === kind) return true;
  if (type.kind === "tuple") return type.elements.some((element) => hasWithin(element, kind));
  if (type.kind === "object") return [...type.attributes.values()].some((attribute) => hasWithin(attribute.type, kind));
  return "element" in type && hasWithin(type.element, kind);
}

/** A type of a value of which only that is known which was wanted: where everything is taken, it is open. */
export function withOpenParts(type: Type): Type {
  if (!hasWithin(type, "any")) return type;
  if (type.kind === "any") return OPEN;
  if (type.kind === "tuple") {
    return { kind: "tuple", elements: type.elements.map(withOpenParts) };
  }
  if (type.kind === "object") {
    const attributes = [...type.attributes].map(
      ([name, attribute]) => [name, { ...attribute, type: withOpenParts(attribute.type) }] as const,
    );
    return { kind: "object", attributes: new Map(attributes) };
  }
  return "element" in type ? { ...type, element: withOpenParts(type.element) } : type;
}

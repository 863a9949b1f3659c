import type { Value } from "./value";

/** A type as a variable declares it, or as far as it is known of a value. */
export type Type =
  /** Nothing is known, or everything is taken. */
  | { readonly kind: "any" }
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

import { ANY, BOOL, listOf, NUMBER, STRING, type Type } from "../../lib/language/type";
import { isList, OPEN, type Given, type Name } from "../names/given";
import { objectType } from "./types";

/** A traversal that leads somewhere, and the type of what is there. */
export interface Reference {
  readonly text: string;
  readonly type: Type;
  /** Whether what is there is open, or has open parts. */
  readonly isOpen: boolean;
}

/** What can be written of a name: itself, its members and elements, and splats over it. */
export function referencesTo({ root, name, type, values, open }: Name): Reference[] {
  const isOpen = open !== undefined;
  return below(`${root}.${name}`, type.kind === "any" ? typeOf(values[0] ?? null) : type, isOpen, open ?? values[0]);
}

/** @param given what is known of the value: there may be more elements than those */
function below(text: string, type: Type, isOpen: boolean, given: Given | undefined): Reference[] {
  const found: Reference[] = [{ text, type, isOpen }];
  const add = (suffix: string, inner: Type, member: Given | undefined): void => {
    found.push(...below(`${text}${suffix}`, inner, isOpen, member));
  };
  const isKnown = typeof given === "object" && given !== null;
  if (type.kind === "list" || type.kind === "tuple") {
    const opened: readonly Given[] = type.kind === "list" && given === OPEN ? [OPEN] : [];
    const elements: readonly Given[] = isKnown && isList(given) ? given : opened;
    for (const [index, element] of elements.entries()) {
      const inner = "element" in type ? type.element : (type.elements[index] ?? ANY);
      add(`[${index}]`, inner, element);
      found.push({ text: `${text}.${index}`, type: inner, isOpen });
    }
    if (type.kind === "list" && type.element.kind === "object") {
      for (const [attribute, { type: inner }] of type.element.attributes) {
        for (const splat of ["[*]", ".*"])
          found.push({ text: `${text}${splat}.${attribute}`, type: listOf(inner), isOpen });
      }
    }
  }
  if (type.kind === "map") {
    const members = isKnown && !isList(given) ? Object.entries(given) : given === OPEN ? [["a", OPEN] as const] : [];
    for (const [key, member] of members) add(`[${JSON.stringify(key)}]`, type.element, member);
  }
  if (type.kind === "object") {
    for (const [attribute, { type: inner }] of type.attributes) {
      const member = isKnown && !isList(given) ? given[attribute] : given;
      add(/^[a-z_]+$/.test(attribute) ? `.${attribute}` : `[${JSON.stringify(attribute)}]`, inner, member);
    }
  }
  return found;
}

/** The type of what is given for a name that has none. */
function typeOf(given: Given): Type {
  if (typeof given === "string") return STRING;
  if (typeof given === "number") return NUMBER;
  if (typeof given === "boolean") return BOOL;
  if (given === null || given === OPEN) return ANY;
  if (isList(given)) return { kind: "tuple", elements: given.map(typeOf) };
  return objectType(Object.entries(given).map(([name, member]) => [name, typeOf(member)]));
}

import { oneOf } from "../alternatives";
import { ANY, listOf, NUMBER, OPEN, type Type } from "../type";
import { typeOf } from "../type-of";
import { unify } from "../unify";
import { Mapping, marksOf, Sequence, Unknown, unmarked, withMarks } from "../value";
import type { Certain, Unmarked, Value } from "../value";
import type { Parameter } from "./definition";

/** What is known of the elements of a list, set or tuple. */
export interface Elements {
  /** Those that it has in any case, in their order. */
  readonly known: readonly Value[];
  /** Why there may be others between them; null where there are none. */
  readonly because: string | null;
  /** How many there are, with the others. */
  readonly atLeast: number;
  readonly atMost: number;
  /** What each of them is, where that is known of the others as well. */
  readonly each?: Value;
}

/** What is known of a map or an object, in the same way. */
interface MembersKnown extends Omit<Elements, "known"> {
  readonly known: ReadonlyMap<string, Value>;
}

/** An argument whose parts a function only moves, or looks at one by one. */
export const PARTS: Parameter = { type: ANY, takesUnknown: true, takesMarks: true };
/** The same, as a list. */
export const LIST: Parameter = { type: listOf(ANY), takesUnknown: true, takesMarks: true };
/** The same, where null is a value as any other. */
export const PARTS_OR_NULL: Parameter = { ...PARTS, takesNull: true };

/** What is known of the elements of a value; null where it is no list, set or tuple. */
export function elementsOf(value: Value): Elements | null {
  const inner = opened(value);
  if (inner instanceof Sequence) {
    return { known: inner.elements, because: null, atLeast: inner.elements.length, atMost: inner.elements.length };
  }
  if (!(inner instanceof Unknown) || !mayBe(inner, "list", "set", "tuple")) return null;
  const { elements = [], atLeast = 0, atMost = Infinity, each } = inner.certain;
  return {
    ...(each !== undefined && { each }),
    known: elements,
    because: atMost === elements.length ? null : inner.because,
    atLeast: Math.max(atLeast, elements.length),
    atMost,
  };
}

/** What is known of the members of a value; null where it is no map or object. */
export function membersOf(value: Value): MembersKnown | null {
  const inner = opened(value);
  if (inner instanceof Mapping) {
    const names = [...inner.members.keys()];
    const known = new Map(names.map((name) => [name, inner.members.get(name) ?? null]));
    return { known, because: null, atLeast: known.size, atMost: known.size };
  }
  if (!(inner instanceof Unknown) || !mayBe(inner, "map", "object")) return null;
  const { members: known = new Map<string, Value>(), atLeast = 0, atMost = Infinity, each } = inner.certain;
  const bounds = { atLeast: Math.max(atLeast, known.size), atMost };
  return { known, because: inner.because, ...bounds, ...(each !== undefined && { each }) };
}

/** A value without its own marks; an unknown tuple or object, whose type says what is in it, with unknown parts. */
export function opened(value: Value): Unmarked {
  const inner = unmarked(value);
  if (!(inner instanceof Unknown)) return inner;
  const { because, certain } = inner;
  const unknown = (type: Type): Unknown => openValue(because, type);
  if (certain.type?.kind === "tuple") return new Sequence("tuple", certain.type.elements.map(unknown));
  if (certain.type?.kind !== "object") return inner;
  const known = certain.members;
  const members = [...certain.type.attributes].map(
    ([name, { type }]) => [name, known?.get(name) ?? unknown(type)] as const,
  );
  return new Mapping("object", new Map(members));
}

/** Whether an unknown value is of one of the kinds, as far as is known. */
export function mayBe({ certain: { type } }: Unknown, ...kinds: readonly Type["kind"][]): boolean {
  return type === undefined || type.kind === "any" || type.kind === "open" || kinds.includes(type.kind);
}

/** The type of what is in a list, set or map. */
export function partType(value: Value): Type {
  const type = typeOf(value);
  return "element" in type ? type.element : OPEN;
}

/** What each element is, if that is known of all that there may be. */
export function eachOf({ known, because, each }: Elements): Value | undefined {
  if (because !== null) return each;
  return known.length === 0 ? undefined : oneOf(known, "it is one of several elements");
}

/** The one type of what is in several collections, of which those without elements have none; null if there is none. */
export function onePartType(collections: readonly Value[]): Type | null {
  return unify(collections.map(partType).filter(({ kind }) => kind !== "none"));
}

/** Between what a number that is not known is. */
export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function openNumber(because: string, { atLeast, atMost }: Bounds): Unknown {
  const certain: Certain = {
    type: NUMBER,
    isSet: true,
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  };
  return new Unknown(because, certain);
}

/** A value of which only the type is known. */
export function openValue(because: string, type: Type): Unknown {
  return new Unknown(because, type.kind === "open" ? {} : { type });
}

/** A list that has the elements in any case, and others that are not known. */
export function openList(element: Type, elements: Elements): Unknown {
  return openSequence(listOf(element), elements);
}

/** The same, of a type that may not be known either. */
export function openSequence(type: Type | null, { known, because, atLeast, atMost, each }: Elements): Unknown {
  const certain: Certain = {
    ...(type && { type }),
    isSet: true,
    elements: known,
    atLeast,
    ...(each !== undefined && { each }),
    ...(Number.isFinite(atMost) && { atMost }),
  };
  return new Unknown(because ?? "it is computed by an expression", certain);
}

/** What a value comes to whose own marks go with it. */
export function keepingMarks(value: Value, change: (inner: Unmarked) => Value): Value {
  return withMarks(change(unmarked(value)), marksOf(value));
}

/** Whether a text is neither null nor empty; null where that cannot be told. */
export function isNonEmptyText(value: Value): boolean | null {
  const inner = unmarked(value);
  if (!(inner instanceof Unknown)) return inner !== null && inner !== "";
  const { oneOf: alternatives, parts } = inner.certain;
  if (alternatives) {
    const [first = null, ...others] = alternatives.map(isNonEmptyText);
    return others.every((answer) => answer === first) ? first : null;
  }
  return parts?.some((part) => typeof part === "string" && part !== "") ? true : null;
}

import { Decimal } from "./decimal";
import { isWhollyKnown, keyOf } from "./equality";
import { setOf, type Type } from "./type";
import { bounded, compareTexts, Sequence, Unknown, unmarked, type Unmarked, type Value } from "./value";

/**
 * A set of values that have one type already: each once, in the order in which Terraform goes through a set. Where some
 * are not known, nobody can tell how many there are.
 */
export function setOfValues(elements: readonly Value[], element?: Type): Unmarked {
  const known = distinct(elements.filter(isWhollyKnown));
  if (elements.every(isWhollyKnown)) return bounded(new Sequence("set", inOrder(known), element));
  if (elements.length === 1) return bounded(new Sequence("set", elements, element));
  const open = elements.find((each) => !isWhollyKnown(each));
  return new Unknown(reasonIn(open ?? null), {
    ...(element && { type: setOf(element) }),
    isSet: true,
    elements: inOrder(known),
    atLeast: Math.max(1, known.length),
    atMost: elements.length,
  });
}

/** Wholly known values without those that are there already. */
export function distinct(elements: readonly Value[]): Value[] {
  const kept = new Map<string, Value>();
  for (const element of elements) {
    const key = keyOf(element);
    if (!kept.has(key)) kept.set(key, element);
  }
  return [...kept.values()];
}

function inOrder(elements: readonly Value[]): Value[] {
  return [...elements].sort((one, other) => compareScalars(unmarked(one), unmarked(other)));
}

/** Texts by their bytes, numbers by their value, false before true; others stay as they are. */
function compareScalars(one: Unmarked, other: Unmarked): number {
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  if (one instanceof Decimal && other instanceof Decimal) return one.comparedTo(other);
  return typeof one === "boolean" && typeof other === "boolean" ? Number(one) - Number(other) : 0;
}

/** Why a value, or something in it, is not known. */
export function reasonIn(value: Value): string {
  const inner = unmarked(value);
  if (inner instanceof Unknown) return inner.because;
  const parts =
    inner instanceof Sequence
      ? inner.elements
      : inner !== null && typeof inner === "object" && "members" in inner
        ? [...inner.members.keys()].map((name) => inner.members.get(name) ?? null)
        : [];
  const open = parts.find((part) => !isWhollyKnown(part));
  return open === undefined ? "it is computed by an expression" : reasonIn(open);
}

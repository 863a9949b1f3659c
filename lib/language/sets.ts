import { oneOf } from "./alternatives";
import { Decimal, numberText } from "./decimal";
import { isWhollyKnown, keyOf } from "./equality";
import { setOf, type Type } from "./type";
import { marksWithin } from "./marks-within";
import {
  bounded,
  compareTexts,
  memberNames,
  Sequence,
  Unknown,
  unmarked,
  withMarks,
  type Unmarked,
  type Value,
} from "./value";

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
    each: oneOf(elements, reasonIn(open ?? null)),
    atLeast: Math.max(1, known.length),
    atMost: elements.length,
  });
}

/** Wholly known values without those that are there already, whose marks go to the one that stays. */
export function distinct(elements: readonly Value[]): Value[] {
  const kept = new Map<string, Value>();
  for (const element of elements) {
    const key = keyOf(element);
    const known = kept.get(key);
    kept.set(key, known === undefined ? element : withMarks(known, marksWithin(element)));
  }
  return [...kept.values()];
}

function inOrder(elements: readonly Value[]): Value[] {
  if (elements.every(isScalar))
    return [...elements].sort((one, other) => compareScalars(unmarked(one), unmarked(other)));
  const keyed = elements.map((element) => ({ element, isNull: unmarked(element) === null, key: orderKey(element) }));
  keyed.sort((one, other) => Number(one.isNull) - Number(other.isNull) || compareTexts(one.key, other.key));
  return keyed.map(({ element }) => element);
}

function isScalar(value: Value): boolean {
  const inner = unmarked(value);
  return inner === null || typeof inner !== "object" || inner instanceof Decimal;
}

/** Texts by their bytes, numbers by their value, false before true, null last. */
function compareScalars(one: Unmarked, other: Unmarked): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  if (one instanceof Decimal && other instanceof Decimal) return one.comparedTo(other);
  return typeof one === "boolean" && typeof other === "boolean" ? Number(one) - Number(other) : 0;
}

/**
 * What the order of collections in a set goes by: they have none of their own, but Terraform's is always the same.
 *
 * Source: https://pkg.go.dev/github.com/zclconf/go-cty/cty#Value.Hash, measured with Terraform's console
 */
function orderKey(value: Value): string {
  const inner = unmarked(value);
  if (inner === null) return "~";
  if (typeof inner === "string") return JSON.stringify(inner);
  if (typeof inner === "boolean") return inner ? "T" : "F";
  if (inner instanceof Decimal) return numberText(inner) ?? "";
  if (inner instanceof Unknown) return "?";
  if (inner instanceof Sequence) {
    const elements = inner.elements.map((element) => `${orderKey(element)};`).join("");
    return inner.kind === "tuple" ? `<${elements}>` : `[${elements}]`;
  }
  const names = memberNames(inner.members);
  const members = names.map((name) => orderKey(inner.members.get(name) ?? null));
  if (inner.kind === "object") return `<${members.map((member) => `${member};`).join("")}>`;
  return `{${members.map((member, index) => `${JSON.stringify(names[index])}:${member};`).join("")}}`;
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

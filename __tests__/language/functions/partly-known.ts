import * as fc from "fast-check";
import { isFailure } from "../../../lib/language/convert";
import { Decimal } from "../../../lib/language/decimal";
import { isWhollyKnown, keyOf } from "../../../lib/language/equality";
import { setOfValues } from "../../../lib/language/sets";
import { hasWithin, type Type } from "../../../lib/language/type";
import { typeOf } from "../../../lib/language/type-of";
import { list, map, Mapping, object, Sequence, tuple, Unknown, unmarked } from "../../../lib/language/value";
import type { Certain, Part, Value } from "../../../lib/language/value";

/** A value of which less is known: it, or something in it, is not, but for what happens to be certain. */
export function lessKnown(value: Value, draw: fc.GeneratorValue, isTyped = false, type: Type = typeOf(value)): Value {
  const isOpen = draw(fc.nat, { max: 9 }) < 3;
  const inner = unmarked(value);
  if (isOpen) return new Unknown("it is computed", certainOf(value, draw, isTyped, type));
  if (inner instanceof Sequence) {
    const element = "element" in type ? type.element : undefined;
    const elements = inner.elements.map((each) => lessKnown(each, draw, isTyped, element));
    if (inner.kind === "tuple") return tuple(elements);
    return inner.kind === "list" ? list(elements, element) : setOfValues(elements, element);
  }
  if (!(inner instanceof Mapping)) return value;
  const element = "element" in type ? type.element : undefined;
  const members = [...inner.members.keys()].map(
    (name) => [name, lessKnown(inner.members.get(name) ?? null, draw, isTyped, element)] as const,
  );
  return inner.kind === "map" ? map(members, element) : object(members);
}

function certainOf(value: Value, draw: fc.GeneratorValue, hasType: boolean, type: Type): Certain {
  const inner = unmarked(value);
  const is = (): boolean => draw(fc.boolean);
  const isTyped = !hasWithin(type, "none") && (hasType || is());
  const isSet = inner !== null && is();
  const certain = { ...(isTyped && { type }), ...(isSet && { isSet: true }) };
  if (inner === null) return certain;
  if (is() && is() && (!isTyped || type.kind === "string")) return { ...certain, oneOf: [inner, "another"] };
  const near = (number: number, step: number): number => number + step * draw(fc.nat, { max: 2 });
  if (inner instanceof Decimal && isTyped) {
    return {
      ...certain,
      ...(is() && { atLeast: near(inner.toNumber(), -1) }),
      ...(is() && { atMost: near(inner.toNumber(), 1) }),
    };
  }
  if (typeof inner === "string" && isTyped && is()) {
    const cut = draw(fc.nat, { max: inner.length });
    return {
      ...certain,
      isSet: true,
      parts: [inner.slice(0, cut), { value: new Unknown("it is computed"), as: "text" }],
    };
  }
  if (inner instanceof Sequence && isTyped && type.kind !== "tuple") {
    const { length } = inner.elements;
    const element = "element" in type ? type.element : undefined;
    const elements = inner.elements
      .filter(() => is())
      .map((each) => (inner.kind === "list" && is() ? lessKnown(each, draw, hasType, element) : each));
    return {
      ...certain,
      isSet: true,
      ...(is() && { elements }),
      ...(is() && { atLeast: Math.max(0, near(length, -1)) }),
      ...(is() && { atMost: near(length, 1) }),
    };
  }
  if (inner instanceof Mapping && isTyped && type.kind === "map") {
    const names = [...inner.members.keys()].filter(() => is());
    const members = new Map(names.map((name) => [name, inner.members.get(name) ?? null]));
    return { ...certain, isSet: true, members };
  }
  return certain;
}

/** Whether a known value, or a failure, is one of those that a value may turn out to be; else what is wrong. */
export function isWithin(known: Value, open: Value): boolean {
  const [one, all] = [unmarked(known), unmarked(open)];
  if (!(all instanceof Unknown)) return isFailure(known) || isSame(one, all);
  if (isFailure(known)) return true;
  const { type, isSet, oneOf, parts, atLeast, atMost, elements, members, isFailure: isRefused } = all.certain;
  if (isRefused === true || (isSet === true && one === null)) return false;
  if (type && !isOfType(typeOf(one), type)) return false;
  if (oneOf && !oneOf.some((each) => isWithin(one, each))) return false;
  if (one === null) return true;
  if (parts && typeof one === "string" && !hasParts(one, parts)) return false;
  const size = sizeOf(one);
  if (size !== null && ((atLeast !== undefined && size < atLeast) || (atMost !== undefined && size > atMost)))
    return false;
  if (elements && !(one instanceof Sequence && isSubsequence(elements, one.elements))) return false;
  const has = (name: string, each: Value): boolean =>
    one instanceof Mapping && one.members.has(name) && isWithin(one.members.get(name) ?? null, each);
  return [...(members ?? [])].every(([name, each]) => has(name, each));
}

function isSame(known: Value, open: Value): boolean {
  if (isWhollyKnown(open)) return keyOf(known) === keyOf(open);
  const [one, all] = [unmarked(known), unmarked(open)];
  if (one instanceof Sequence && all instanceof Sequence) {
    const isLong = one.elements.length === all.elements.length;
    return (
      one.kind === all.kind && isLong && one.elements.every((each, at) => isWithin(each, all.elements[at] ?? null))
    );
  }
  if (!(one instanceof Mapping && all instanceof Mapping)) return false;
  const names = [...one.members.keys()];
  const isLong = names.length === all.members.size;
  const has = (name: string): boolean =>
    all.members.has(name) && isWithin(one.members.get(name) ?? null, all.members.get(name) ?? null);
  return one.kind === all.kind && isLong && names.every(has);
}

/** Whether the known parts of a text stand in it in their order, the first and the last at its ends. */
function hasParts(text: string, parts: readonly Part[]): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") continue;
    const isLast = index === parts.length - 1;
    const at = isLast ? text.length - part.length : text.indexOf(part, from);
    if (at < from || !text.startsWith(part, at) || (index === 0 && at > 0)) return false;
    from = at + part.length;
  }
  return true;
}

function isOfType(one: Type, all: Type): boolean {
  if (one.kind === "none" || all.kind === "open" || all.kind === "any") return true;
  if (one.kind !== all.kind) return false;
  if ("element" in one && "element" in all) return isOfType(one.element, all.element);
  if (one.kind === "tuple" && all.kind === "tuple") return one.elements.length === all.elements.length;
  return true;
}

function sizeOf(value: Value): number | null {
  const inner = unmarked(value);
  if (inner instanceof Decimal) return inner.toNumber();
  if (inner instanceof Sequence) return inner.elements.length;
  return inner instanceof Mapping ? inner.members.size : null;
}

/** Whether elements stand among others in their order. */
function isSubsequence(elements: readonly Value[], all: readonly Value[]): boolean {
  let from = 0;
  for (const element of elements) {
    const at = all.findIndex((each, index) => index >= from && isWithin(each, element));
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}

import { whateverFollows, whateverPrecedes } from "./composition";
import { Decimal } from "./decimal";
import { typeOf } from "./type-of";
import { Mapping, memberNames, Sequence, Unknown, unmarked, type Value } from "./value";

/** Whether nothing in a value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  const inner = unmarked(value);
  if (inner instanceof Unknown) return false;
  if (inner instanceof Sequence) return inner.elements.every(isWhollyKnown);
  if (!(inner instanceof Mapping)) return true;
  for (const name of inner.members.keys()) if (!isWhollyKnown(inner.members.get(name) ?? null)) return false;
  return true;
}

/**
 * A text that two values have in common if and only if Terraform takes them as equal: of one type, with equal parts.
 * Both have to be wholly known; marks count for nothing.
 */
export function keyOf(value: Value): string {
  const inner = unmarked(value);
  if (inner === null) return "null";
  if (typeof inner === "string") return JSON.stringify(inner);
  if (inner instanceof Decimal) return inner.toString();
  if (inner instanceof Unknown) return "?";
  if (inner instanceof Sequence) return `${inner.kind}[${inner.elements.map(keyOf).join(",")}]`;
  if (!(inner instanceof Mapping)) return String(inner);
  const members = memberNames(inner.members).map(
    (name) => `${JSON.stringify(name)}:${keyOf(inner.members.get(name) ?? null)}`,
  );
  return `${inner.kind}{${members.join(",")}}`;
}

/** Whether two values are equal; null where that cannot be told. */
export function areEqual(one: Value, other: Value): boolean | null {
  const [left, right] = [unmarked(one), unmarked(other)];
  if ((left instanceof Unknown || right instanceof Unknown) && areOfOtherKinds(left, right)) return false;
  if (left instanceof Unknown) return withUnknown(left, right);
  if (right instanceof Unknown) return withUnknown(right, left);
  if (left instanceof Sequence && right instanceof Sequence) return sequencesEqual(left, right);
  if (left instanceof Mapping && right instanceof Mapping) return mappingsEqual(left, right);
  if (left instanceof Decimal && right instanceof Decimal) return left.equals(right);
  return left === right;
}

/** Values of two types are never equal, unless both are null. */
function areOfOtherKinds(one: Value, other: Value): boolean {
  const kinds = [typeOf(one).kind, typeOf(other).kind];
  const areKnown = !kinds.includes("open") && !kinds.includes("none");
  return areKnown && kinds[0] !== kinds[1] && [one, other].some(isSet);
}

function isSet(value: Value): boolean {
  return value instanceof Unknown ? value.certain.isSet === true : value !== null;
}

function withUnknown({ certain }: Unknown, other: Value): boolean | null {
  if (certain.oneOf) {
    const answers = certain.oneOf.map((each) => areEqual(each, other));
    return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null;
  }
  const against = unmarked(other);
  if (against === null) return certain.isSet ? false : null;
  if (typeof against === "string" && certain.parts) return mayBeText(certain.parts, against) ? null : false;
  if (against instanceof Decimal) {
    if (certain.atLeast !== undefined && against.lessThan(certain.atLeast)) return false;
    if (certain.atMost !== undefined && against.greaterThan(certain.atMost)) return false;
  }
  return null;
}

/** Whether parts of a text, of which some are not known, may come to a text: its known ones stand there in order. */
function mayBeText(parts: NonNullable<Unknown["certain"]["parts"]>, text: string): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") continue;
    const isFirst = index === 0;
    const isLast = index === parts.length - 1;
    const start = isLast ? part : whateverFollows(part);
    const certain = isFirst ? start : whateverPrecedes(start);
    if (isLast) return text.length >= from + certain.length && text.endsWith(certain);
    const at = isFirst ? (text.startsWith(certain) ? 0 : -1) : text.indexOf(certain, from);
    if (at === -1) return false;
    from = at + certain.length;
  }
  return true;
}

function sequencesEqual(one: Sequence, other: Sequence): boolean | null {
  if (one.kind !== other.kind) return false;
  if (one.elements.length !== other.elements.length) {
    // Elements of a set that are not known may turn out to be the same one.
    return one.kind === "set" && !(isWhollyKnown(one) && isWhollyKnown(other)) ? null : false;
  }
  if (one.kind === "set" && !(isWhollyKnown(one) && isWhollyKnown(other))) return null;
  return every(one.elements.map((element, index) => [element, other.elements[index] ?? null]));
}

function mappingsEqual(one: Mapping, other: Mapping): boolean | null {
  if (one.kind !== other.kind || one.members.size !== other.members.size) return false;
  const pairs: [Value, Value][] = [];
  for (const name of one.members.keys()) {
    if (!other.members.has(name)) return false;
    pairs.push([one.members.get(name) ?? null, other.members.get(name) ?? null]);
  }
  return every(pairs);
}

function every(pairs: readonly (readonly [Value, Value])[]): boolean | null {
  let all: boolean | null = true;
  for (const [one, other] of pairs) {
    const answer = areEqual(one, other);
    if (answer === false) return false;
    if (answer === null) all = null;
  }
  return all;
}

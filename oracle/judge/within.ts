import { Decimal } from "../../lib/language/decimal";
import { Mapping, Sequence, unmarked, type Certain, type Value } from "../../lib/language/value";
import { isPlainList, isPlainObject, type Plain } from "../plain";
import { fitsType } from "./fits-type";
import { isSameNumber, isSameText } from "./same";
import { mayComeTo } from "./text-pattern";

/** What is in the way of a value being the one that it came to; null where nothing is. */
export function obstacle(value: Value, plain: Plain): string | null {
  const inner = unmarked(value);
  if (inner === null || typeof inner === "boolean") return inner === plain ? null : "it is another one";
  if (typeof inner === "string") {
    return typeof plain === "string" && isSameText(inner, plain) ? null : "it is another text";
  }
  if (inner instanceof Decimal) {
    return plain instanceof Decimal && isSameNumber(inner, plain) ? null : "it is another number";
  }
  if (inner instanceof Sequence) return obstacleInSequence(inner, plain);
  if (inner instanceof Mapping) return obstacleInMapping(inner, plain);
  return obstacleInCertain(inner.certain, plain);
}

export function liesWithin(value: Value, plain: Plain): boolean {
  return obstacle(value, plain) === null;
}

function obstacleInSequence({ kind, elements }: Sequence, plain: Plain): string | null {
  if (!isPlainList(plain)) return "it is no list";
  if (kind === "set" && elements.some((element) => !isDecided(element))) {
    // Elements that are not known may turn out to be the same one, in any place.
    if (plain.length > elements.length) return "it has more elements";
    return plain.every((each) => elements.some((element) => liesWithin(element, each)))
      ? null
      : "it has other elements";
  }
  if (plain.length !== elements.length) return "it has another number of elements";
  for (const [index, element] of elements.entries()) {
    const found = obstacle(element, plain[index] ?? null);
    if (found) return `[${index}]: ${found}`;
  }
  return null;
}

function isDecided(value: Value): boolean {
  const inner = unmarked(value);
  return inner === null || typeof inner !== "object" || inner instanceof Decimal;
}

function obstacleInMapping({ members }: Mapping, plain: Plain): string | null {
  if (!isPlainObject(plain)) return "it is no object";
  const names = [...members.keys()];
  if (names.length !== Object.keys(plain).length || !names.every((name) => Object.hasOwn(plain, name))) {
    return "it has other members";
  }
  for (const name of names) {
    const found = obstacle(members.get(name) ?? null, plain[name] ?? null);
    if (found) return `.${name}: ${found}`;
  }
  return null;
}

function obstacleInCertain(certain: Certain, plain: Plain): string | null {
  const { type, isSet, parts, oneOf, atLeast, atMost, elements, members, each, isFailure } = certain;
  if (isFailure) return "it is a failure";
  if (plain === null && isSet) return "it is null";
  if (type && !fitsType(plain, type)) return `it is not of type ${type.kind}`;
  if (oneOf && !oneOf.some((alternative) => liesWithin(alternative, plain))) return "it is none of the alternatives";
  if (plain === null) return null;
  if (parts && !(typeof plain === "string" && mayComeTo(parts, plain))) return "its parts are others";
  const size = sizeOf(plain);
  if (size !== null && atLeast !== undefined && size.lessThan(atLeast)) return "it is less than it can be";
  if (size !== null && atMost !== undefined && size.greaterThan(atMost)) return "it is more than it can be";
  const inside = isPlainList(plain) ? plain : isPlainObject(plain) ? Object.values(plain) : [];
  if (each !== undefined && !inside.every((one) => liesWithin(each, one))) return "an element is not what each is";
  if (elements && !(isPlainList(plain) && standIn(elements, plain))) return "elements are missing";
  if (members) {
    if (!isPlainObject(plain)) return "it has no members";
    for (const [name, member] of members) {
      if (!Object.hasOwn(plain, name)) return `.${name}: it is missing`;
      const found = obstacle(member, plain[name] ?? null);
      if (found) return `.${name}: ${found}`;
    }
  }
  return null;
}

function sizeOf(plain: Plain): Decimal | null {
  if (plain instanceof Decimal) return plain;
  if (isPlainList(plain)) return new Decimal(plain.length);
  return isPlainObject(plain) ? new Decimal(Object.keys(plain).length) : null;
}

/** Whether elements stand in a list in their order, with whatever else is in it. */
function standIn(elements: readonly Value[], plain: readonly Plain[]): boolean {
  let next = 0;
  for (const each of plain) {
    const element = elements[next];
    if (element !== undefined && liesWithin(element, each)) next += 1;
  }
  return next === elements.length;
}

import { Decimal } from "../../lib/language/decimal";
import { marksWithin } from "../../lib/language/marks-within";
import { Mapping, marksOf, Sequence, Unknown, unmarked, type Value } from "../../lib/language/value";
import { isPlainList, isPlainObject, type Plain } from "../plain";
import { shapeAt, type Shape } from "../terraform/plan";
import type { DifferenceKind } from "./difference";
import { obstacle } from "./within";

export interface Found {
  readonly kind: DifferenceKind;
  readonly where: string;
}

/** What makes a value of ours another than Terraform's, or less known; null where nothing does. */
export function compareKnown(value: Value, plain: Plain, unknown: Shape): Found | null {
  if (unknown === true) return null;
  const inner = unmarked(value);
  if (inner instanceof Unknown) {
    if (inner.certain.isFailure) return { kind: "failure", where: inner.because };
    // An unknown value of which all that Terraform says is certain all the same says as much.
    if (saysAsMuch(inner, plain, unknown)) return null;
    return { kind: "less known", where: inner.because };
  }
  if (inner instanceof Sequence && isPlainList(plain) && inner.elements.length === plain.length) {
    return first(
      inner.elements.map((element, index) => [`[${index}]`, element, index] as const),
      plain,
      unknown,
    );
  }
  if (inner instanceof Mapping && isPlainObject(plain)) {
    const names = [...inner.members.keys()];
    const theirs = new Set([...Object.keys(plain), ...namesIn(unknown)]);
    if (names.length === theirs.size && names.every((name) => theirs.has(name))) {
      const members = names.map((name) => [`.${name}`, inner.members.get(name) ?? null, name] as const);
      return first(members, plain, unknown);
    }
  }
  if (inner instanceof Sequence && inner.kind === "set" && isPlainList(plain) && isOpenInside(unknown)) {
    // What Terraform does not know may be one of the elements that it does.
    const known = plain.filter((_, index) => !isOpenInside(shapeAt(unknown, index)));
    const isMissing = known.some((each) => !inner.elements.some((element) => obstacle(element, each) === null));
    if (!isMissing && inner.elements.length <= plain.length) return null;
  }
  const found = obstacle(inner, plain);
  return found === null ? null : { kind: "other", where: found };
}

function first(
  inner: readonly (readonly [where: string, value: Value, key: number | string])[],
  plain: Plain,
  unknown: Shape,
): Found | null {
  for (const [where, value, key] of inner) {
    const found = compareKnown(value, plainAt(plain, key), shapeAt(unknown, key));
    if (found)
      return {
        ...found,
        where: `${where}${found.where.startsWith(".") || found.where.startsWith("[") ? "" : ": "}${found.where}`,
      };
  }
  return null;
}

function plainAt(plain: Plain, key: number | string): Plain {
  if (plain === null || typeof plain !== "object" || plain instanceof Decimal) return null;
  return (plain as Readonly<Record<number | string, Plain>>)[key] ?? null;
}

function namesIn(shape: Shape): string[] {
  return typeof shape === "object" && !Array.isArray(shape) ? Object.keys(shape) : [];
}

function isOpenInside(shape: Shape): boolean {
  return typeof shape === "boolean" ? shape : Object.values(shape).some(isOpenInside);
}

function saysAsMuch({ certain }: Unknown, plain: Plain, unknown: Shape): boolean {
  if (certain.oneOf) return certain.oneOf.every((each) => compareKnown(each, plain, unknown) === null);
  if (!isPlainList(plain)) return false;
  const isOfLength = certain.atLeast === plain.length && certain.atMost === plain.length;
  if (certain.type?.kind === "list") return isOfLength && plain.every((_, index) => shapeAt(unknown, index) === true);
  if (certain.type?.kind !== "set") return false;
  // Which elements a set has, of which some are not known, is not known either.
  const { elements = [] } = certain;
  return plain.every((each, index) => {
    const inside = shapeAt(unknown, index);
    return isOpenInside(inside) || elements.some((element) => compareKnown(element, each, inside) === null);
  });
}

/** A path that Terraform hides and we do not mark, or that we say contains what Terraform shows. */
export function compareMarks(value: Value, sensitive: Shape, unknown: Shape): Found | null {
  if (sensitive === true) return isMarkedWithin(value) ? null : { kind: "unmarked", where: "" };
  // What is not known at all will have its marks when it is.
  if (unknown === true) return null;
  if (isContaining(value)) return { kind: "marked", where: "" };
  const inner = unmarked(value);
  if (inner instanceof Sequence) {
    for (const [index, element] of inner.elements.entries()) {
      const found = compareMarks(element, shapeAt(sensitive, index), shapeAt(unknown, index));
      if (found) return { ...found, where: `[${index}]${found.where}` };
    }
  }
  if (inner instanceof Mapping) {
    for (const name of inner.members.keys()) {
      const found = compareMarks(inner.members.get(name) ?? null, shapeAt(sensitive, name), shapeAt(unknown, name));
      if (found) return { ...found, where: `.${name}${found.where}` };
    }
  }
  return null;
}

function isMarkedWithin(value: Value): boolean {
  return marksWithin(value).some(({ origin }) => origin.isSensitive);
}

function isContaining(value: Value): boolean {
  return marksOf(value).some(
    ({ origin, holds, isUnmasked }) => origin.isSensitive && holds === "contains" && !isUnmasked,
  );
}

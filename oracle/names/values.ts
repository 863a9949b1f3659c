import { Decimal } from "../../lib/language/decimal";
import type { Origin } from "../../lib/language/marks";
import { ANY, type Type } from "../../lib/language/type";
import {
  compareTexts,
  Mapping,
  nullOf,
  object,
  Sequence,
  text,
  tuple,
  Unknown,
  withMarks,
  type Value,
} from "../../lib/language/value";
import { isList, OPEN, type Assignment, type Given, type Name } from "./given";

/** What is sensitive comes from here, for us and for Terraform. */
export const SENSITIVE: Origin = { kind: "sensitive", isSensitive: true };

/** What the names stand for in values of ours: the roots of traversals. */
export function scopeOf(assignment: Assignment): ReadonlyMap<string, Value> {
  const of = (root: Name["root"]): Value =>
    object(
      [...assignment].filter(([name]) => name.root === root).map(([name, given]) => [name.name, valueOf(name, given)]),
    );
  return new Map([
    ["var", of("var")],
    ["local", of("local")],
  ]);
}

function valueOf({ type, isSensitive, isSet }: Name, given: Given): Value {
  const value =
    given === OPEN && isSet ? new Unknown("it is open", { ...typeKnown(type), isSet, source: {} }) : typed(type, given);
  return isSensitive ? withMarks(value, [{ origin: SENSITIVE, holds: "contains", isUnmasked: false }]) : value;
}

function typed(type: Type, given: Given): Value {
  if (given === OPEN) return new Unknown("it is open", { ...typeKnown(type), source: {} });
  if (typeof given === "string") return text(given);
  if (typeof given === "number") return new Decimal(given);
  if (given === null) return nullOf(type);
  if (typeof given === "boolean") return given;
  if (isList(given)) return sequence(type, given);
  const entries = Object.entries(given);
  if (type.kind === "map") {
    const members = entries.map(([name, member]) => [name, typed(type.element, member)] as const);
    return new Mapping("map", new Map(members), type.element);
  }
  const attributes = type.kind === "object" ? type.attributes : null;
  return object(entries.map(([name, member]) => [name, typed(attributes?.get(name)?.type ?? ANY, member)]));
}

function sequence(type: Type, given: readonly Given[]): Value {
  if (type.kind === "list")
    return new Sequence(
      "list",
      given.map((element) => typed(type.element, element)),
      type.element,
    );
  if (type.kind !== "set") return tuple(given.map((element) => typed(ANY, element)));
  // Sets of texts are all that is given, and those go by their bytes.
  const sorted = given.filter((element) => typeof element === "string").sort(compareTexts);
  return new Sequence(
    "set",
    sorted.map((element) => typed(type.element, element)),
    type.element,
  );
}

function typeKnown(type: Type): { type?: Type } {
  return type.kind === "any" ? {} : { type };
}

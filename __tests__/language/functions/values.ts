import { callFunction } from "../../../lib/language/functions/call";
import { CHOICE_FUNCTIONS } from "../../../lib/language/functions/choosing";
import { CONVERSION_FUNCTIONS } from "../../../lib/language/functions/conversions";
import type { Functions } from "../../../lib/language/functions/definition";
import { LIST_FUNCTIONS } from "../../../lib/language/functions/lists";
import { MAP_FUNCTIONS } from "../../../lib/language/functions/maps";
import { NUMBER_FUNCTIONS } from "../../../lib/language/functions/numbers";
import { SEARCH_FUNCTIONS } from "../../../lib/language/functions/searching";
import { SET_FUNCTIONS } from "../../../lib/language/functions/set-operations";
import { convert } from "../../../lib/language/convert";
import { Decimal } from "../../../lib/language/decimal";
import { ANY, listOf, mapOf, setOf } from "../../../lib/language/type";
import { Mapping, object, Sequence, tuple, Unknown, type Value } from "../../../lib/language/value";

export const FUNCTIONS: Functions = {
  ...CHOICE_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...MAP_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...SEARCH_FUNCTIONS,
  ...SET_FUNCTIONS,
};

/** What tests write for a value: tuples as arrays, objects as objects, numbers as numbers. */
export type Written = Value | number | readonly Written[] | { readonly [name: string]: Written };

export function value(written: Written): Value {
  if (typeof written === "number") return new Decimal(written);
  if (written === null || typeof written !== "object") return written;
  if (Array.isArray(written)) return tuple((written as readonly Written[]).map(value));
  const isValue =
    written instanceof Decimal || written instanceof Sequence || written instanceof Mapping || "because" in written;
  if (isValue || "marks" in written) return written as Value;
  return object(Object.entries(written).map(([name, each]) => [name, value(each)]));
}

export const list = (...elements: Written[]): Value => convert(value(elements), listOf(ANY));
export const set = (...elements: Written[]): Value => convert(value(elements), setOf(ANY));
export const map = (members: Readonly<Record<string, Written>>): Value => convert(value(members), mapOf(ANY));
export const unknown = (certain: Unknown["certain"] = {}): Unknown => new Unknown("it is computed", certain);

export function call(name: string, ...given: Written[]): Value {
  const definition = FUNCTIONS[name];
  if (!definition) throw new Error(`there is no ${name}()`);
  return callFunction(name, definition, given.map(value));
}

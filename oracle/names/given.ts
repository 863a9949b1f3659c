import { Decimal } from "../../lib/language/decimal";
import type { Type } from "../../lib/language/type";

/** In the place of what is not known before an apply. */
export const OPEN: unique symbol = Symbol("open");

/** What is given for a name: as `Plain`, but with numbers of JavaScript, and parts that are open. */
export type Given =
  null | boolean | string | number | typeof OPEN | readonly Given[] | { readonly [name: string]: Given };

/** A variable or a local value that expressions may name. */
export interface Name {
  readonly root: "var" | "local";
  readonly name: string;
  /** Of a variable; a local value has that of what is given. */
  readonly type: Type;
  readonly isSensitive?: boolean;
  /** Whether it cannot be null. */
  readonly isSet?: boolean;
  /** What it may be: one value, or as many as are tried in the place of what is open. */
  readonly values: readonly Given[];
  /** What is known of it where something is open. */
  readonly open?: Given;
}

/** What names stand for in one run of Terraform. */
export type Assignment = ReadonlyMap<Name, Given>;

/** So many values are tried in the place of each open one. */
export const SUBSTITUTES = 5;

/** Nothing is open; `round` chooses among the values. */
export function closed(names: readonly Name[], round: number): Assignment {
  return new Map(names.map((name) => [name, name.values[round % name.values.length] ?? null]));
}

export function opened(names: readonly Name[]): Assignment {
  return new Map(names.map((name) => [name, name.open === undefined ? (name.values[0] ?? null) : name.open]));
}

/** A value as an expression of Terraform; what is open comes from `open`. */
export function expressionOf(given: Given, open: string): string {
  if (given === OPEN) return open;
  if (typeof given === "string") return quoted(given);
  if (typeof given === "number") return new Decimal(given).toFixed();
  if (typeof given !== "object" || given === null) return String(given);
  if (isList(given)) return `[${given.map((element) => expressionOf(element, open)).join(", ")}]`;
  const members = Object.entries(given).map(([name, member]) => `${quoted(name)} = ${expressionOf(member, open)}`);
  return `{ ${members.join(", ")} }`;
}

export function isList(given: Given): given is readonly Given[] {
  return Array.isArray(given);
}

/** A text in quotes, as HCL reads it. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");
}

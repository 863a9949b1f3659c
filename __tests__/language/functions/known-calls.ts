import { convert, isFailure } from "../../../lib/language/convert";
import { Decimal } from "../../../lib/language/decimal";
import { callFunction } from "../../../lib/language/functions/call";
import { FUNCTIONS } from "../../../lib/language/functions/catalogue";
import { STRING } from "../../../lib/language/type";
import { Mapping, Sequence, text, tuple, Unknown, unmarked, type Part, type Value } from "../../../lib/language/value";

/** A value as tests write it. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/** Stands for what Terraform refuses. */
export const REFUSED = Symbol("refused");
/** Stands for a value that is not known. */
export const UNKNOWN = Symbol("unknown");

/** A function, what it is called with, and what Terraform comes to. */
export type KnownCall = readonly [name: string, given: readonly Plain[], expected: Plain | typeof REFUSED];

/** What a function comes to; texts of the arguments are in composed form, as where they are read. */
export function call(name: string, ...given: readonly (Plain | Value)[]): Value {
  const definition = FUNCTIONS[name];
  if (definition === undefined) throw new Error(`there is no ${name}()`);
  return callFunction(name, definition, given.map(valueOf));
}

function valueOf(given: Plain | Value): Value {
  if (typeof given === "number") return new Decimal(given);
  if (typeof given === "string") return text(given);
  return Array.isArray(given) ? tuple((given as readonly Plain[]).map(valueOf)) : (given as Value);
}

/** A known value as tests write it. */
export function plain(value: Value): Plain | typeof REFUSED | typeof UNKNOWN {
  const inner = unmarked(value);
  if (inner instanceof Unknown) return isFailure(inner) ? REFUSED : UNKNOWN;
  if (inner instanceof Decimal) return inner.toNumber();
  if (inner instanceof Sequence) return inner.elements.map((each) => plain(each) as Plain);
  if (!(inner instanceof Mapping)) return inner;
  return Object.fromEntries(
    [...inner.members.keys()].map((name) => [name, plain(inner.members.get(name) ?? null) as Plain]),
  );
}

/** A text that is not known; or known in parts, of which "?" are not. */
export function unknown(...parts: readonly string[]): Value {
  const hole: Part = { value: new Unknown("it is computed", { type: STRING, isSet: true }), as: "text" };
  if (parts.length === 0) return hole.value;
  return new Unknown("it is computed", {
    type: STRING,
    isSet: true,
    parts: parts.map((part) => (part === "?" ? hole : part)),
  });
}

/** What is certain of a value that is not known. */
export function certain(value: Value): Unknown["certain"] {
  const inner = unmarked(value);
  if (!(inner instanceof Unknown)) throw new Error(`it is known: ${JSON.stringify(inner)}`);
  return inner.certain;
}

/** The parts of a text, with "?" for what is not known. */
export function shownParts(value: Value): string {
  const inner = unmarked(convert(value, STRING));
  if (typeof inner === "string") return inner;
  return (certain(value).parts ?? ["?"]).map((part) => (typeof part === "string" ? part : "?")).join("");
}

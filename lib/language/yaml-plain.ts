import { decimal } from "./convert";
import { failure, Unknown, type Value } from "./value";

const WORDS = new Map<string, Value>([
  ...["", "~", "null", "Null", "NULL"].map((word): [string, Value] => [word, null]),
  ...["y", "yes", "true", "on"].flatMap(inAnyCase).map((word): [string, Value] => [word, true]),
  ...["n", "no", "false", "off"].flatMap(inAnyCase).map((word): [string, Value] => [word, false]),
]);
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const WITH_BASE = /^0(?:x[\da-fA-F]+|o[0-7]+)$/;
const NO_NUMBERS = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"];
const NO_NUMBER = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const MAY_BE_TIME = /^\d{4}-\d{1,2}-\d{1,2}[Tt ]/;

function inAnyCase(word: string): string[] {
  return [word, word[0]?.toUpperCase() + word.slice(1), word.toUpperCase()];
}

/**
 * What a scalar without quotes is: null, a truth value, a number, a time, or a text; a failure where Terraform refuses
 * it.
 *
 * Source: https://github.com/zclconf/go-cty-yaml/blob/master/resolve.go, measured with Terraform
 */
export function plainYaml(source: string): Value {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (NUMBER.test(source)) return decimal(source);
  if (WITH_BASE.test(source)) return withBase(source);
  if (NO_NUMBER.test(source)) return failure("there is no such number");
  return timeOf(source) ?? source;
}

function withBase(source: string): Value {
  // They are read as whole numbers of 64 bits, of which no more than 22 digits are in any base.
  const number = source.length > 2 + 22 ? null : BigInt(source);
  return number !== null && number < 2n ** 64n ? decimal(String(number)) : failure("a number in YAML is too large");
}

function timeOf(source: string): Value | undefined {
  const [, year = "", month = "", day = ""] = DATE.exec(source) ?? [];
  if (year === "") return MAY_BE_TIME.test(source) ? new Unknown("it is a time in YAML") : undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  const isDate = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  return isDate ? `${date}T00:00:00Z` : source;
}

/** Whether a piece of a scalar may be one of something else than a text. */
export function mayBePlain(piece: string): boolean {
  const isOfNumber = /^[-+.:\dxobeEtTzZa-fA-F ]*$/.test(piece);
  return isOfNumber || [...WORDS.keys(), ...NO_NUMBERS].some((word) => word.includes(piece));
}

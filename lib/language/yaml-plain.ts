import { decimal } from "./convert";
import { failure, Unknown, type Value } from "./value";

const WORDS = new Map<string, Value>(
  [
    [null, "", "~", "null", "Null", "NULL"],
    [true, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"],
    [false, "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"],
  ].flatMap(([value, ...words]) => words.map((word): [string, Value] => [String(word), value as Value])),
);
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const WITH_BASE = /^0(?:x[\da-fA-F]+|o[0-7]+)$/;
const NO_NUMBER = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const MAY_BE_TIME = /^\d{4}-\d{1,2}-\d{1,2}[Tt ]/;

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
  if (WITH_BASE.test(source))
    return BigInt(source) < 2n ** 64n ? decimal(String(BigInt(source))) : failure("a number in YAML is too large");
  if (NO_NUMBER.test(source)) return failure("there is no such number");
  return timeOf(source) ?? source;
}

function timeOf(source: string): Value | undefined {
  const [, year = "", month = "", day = ""] = DATE.exec(source) ?? [];
  if (year !== "") {
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const parsed = new Date(`${date}T00:00:00Z`);
    const isDate = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
    return isDate ? `${date}T00:00:00Z` : source;
  }
  return MAY_BE_TIME.test(source) ? new Unknown("it is a time in YAML") : undefined;
}

/** Whether a piece of a scalar may be one of something else than a text. */
export function mayBePlain(piece: string): boolean {
  return (
    /^[-+.:\dxobeEtTzZa-fA-F ]*$/.test(piece) ||
    [...WORDS.keys(), ".inf", ".Inf", ".INF", ".NaN"].some((word) => word.includes(piece))
  );
}

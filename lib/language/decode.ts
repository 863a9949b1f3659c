import { oneOf } from "./alternatives";
import { convert } from "./convert";
import { JsonReader } from "./json-reader";
import type { Mark } from "./marks";
import { STRING } from "./type";
import { failure, marksOf, Unknown, unmarked, withMarks, type Part, type Unmarked, type Value } from "./value";
import { YamlReader } from "./yaml-reader";

/**
 * What `jsondecode` makes of a text, known or not: of a text in parts, the value with what is not known inside of it.
 * A failure where it is not JSON; unknown where it is larger than anything that is looked at.
 */
export function decodeJson(value: Value): Value {
  return decoded(value, (parts) => new JsonReader(parts, decodeJson).read());
}

/** The same for `yamldecode`, which reads JSON too; unknown where it is YAML of an unusual form. */
export function decodeYaml(value: Value): Value {
  return decoded(value, (parts) => new YamlReader(parts, decodeYaml).read());
}

function decoded(value: Value, read: (parts: readonly Part[]) => Value): Value {
  const inner = unmarked(value);
  if (inner === null) return withMarks(failure("there is no text to decode"), marksOf(value));
  if (inner instanceof Unknown && inner.certain.oneOf) {
    const each = inner.certain.oneOf.map((alternative) => decoded(alternative, read));
    return withMarks(oneOf(each, inner.because), marksOf(value));
  }
  return withMarks(ofScalar(inner) ?? ofText(unmarked(convert(inner, STRING)), read), marksOfWhole(value));
}

/**
 * The marks of a text that may be anywhere in what it decodes to. What stands in it only as a hole that is not known is
 * nowhere else in it: there it has its mark, and what stands beside it does not.
 */
function marksOfWhole(value: Value): readonly Mark[] {
  const inner = unmarked(value);
  const { parts = [] } = inner instanceof Unknown ? inner.certain : {};
  const sources = new Set(parts.map((part) => (typeof part === "string" ? undefined : sourceOf(part.value))));
  return marksOf(value).filter(({ origin, isUnmasked }) => isUnmasked || !sources.has(origin));
}

function sourceOf(value: Value): object | undefined {
  const inner = unmarked(value);
  return inner instanceof Unknown ? inner.certain.source : undefined;
}

/** The text of a number or a truth value decodes to what it was. */
function ofScalar(value: Unmarked): Unknown | null {
  if (!(value instanceof Unknown)) return null;
  const kind = value.certain.type?.kind;
  return kind === "number" || kind === "bool" ? new Unknown(value.because, { ...value.certain, isSet: true }) : null;
}

function ofText(text: Unmarked, read: (parts: readonly Part[]) => Value): Value {
  if (typeof text === "string") return read([text]);
  if (!(text instanceof Unknown) || text.certain.isFailure) return text;
  return text.certain.parts ? read(text.certain.parts) : new Unknown(text.because);
}

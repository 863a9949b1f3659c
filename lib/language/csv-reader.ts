import { parse } from "csv-parse/sync";
import { HoleWords } from "./hole-words";
import { textOf } from "./parts";
import { reasonIn } from "./sets";
import { isHole } from "./text-builder";
import { STRING, type AttributeType, type Type } from "./type";
import { failure, LIMITS, list, object, Unknown, type Part, type Value } from "./value";

/**
 * What `csvdecode` makes of a text in parts. A hole is taken for a piece of a field, without commas, quotes and line
 * breaks of its own, unless it has a line for itself: there it may be any number of lines.
 */
export function readCsv(parts: readonly Part[]): Value {
  const words = new HoleWords(parts);
  const records = words.source === null ? null : recordsOf(words.source);
  const open = words.first
    ? reasonIn(words.first.value)
    : words.source === null
      ? "it is CSV of an unusual form"
      : null;
  if (open !== null && (records === null || !hasKnownShape(records, words))) return new Unknown(open, { isSet: true });
  const [names, ...rows] = records ?? [];
  if (names === undefined) return failure("a text is not CSV");
  if (new Set(names).size < names.length) return failure("two columns of a CSV text have one name");
  if (rows.length * names.length > LIMITS.elements) return new Unknown("it has more fields than are looked at");
  const attribute: AttributeType = { type: STRING, isOptional: false, byDefault: null };
  const type: Type = { kind: "object", attributes: new Map(names.map((name) => [name, attribute])) };
  const values = rows.map((row) => object(row.map((field, at) => [names[at] ?? "", textOf(words.partsOf(field))])));
  return list(values, type);
}

/** The fields of each line, as Terraform reads them; null where it does not. */
function recordsOf(source: string): readonly (readonly string[])[] | null {
  try {
    const lines = source.replace(/\r\n/g, "\n").replace(/\r$/, "");
    return parse(lines, { record_delimiter: "\n", skip_empty_lines: true });
  } catch {
    return null;
  }
}

/** Whether columns have known names, and no line is nothing but a hole. */
function hasKnownShape([names = [], ...rows]: readonly (readonly string[])[], words: HoleWords): boolean {
  const isKnown = names.every((name) => !words.partsOf(name).some(isHole));
  return isKnown && rows.every(([field = "", ...others]) => others.length > 0 || !words.partsOf(field).every(isHole));
}

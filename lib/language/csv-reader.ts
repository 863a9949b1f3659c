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
  const because = words.first && reasonIn(words.first.value);
  const records = words.source === null ? null : recordsOf(words.source);
  const [names = [], ...rows] = records ?? [];
  const isOpen = [names, ...rows].some(([field = "", ...others]) => isAlone(words.partsOf(field)) && others.length === 0);
  if (isOpen || names.some((name) => words.partsOf(name).some(isHole)) || (records === null && because !== undefined)) {
    return new Unknown(because ?? "it is CSV of an unusual form", { isSet: true });
  }
  if (names.length === 0) return failure("a text is not CSV");
  if (new Set(names).size < names.length) return failure("two columns of a CSV text have one name");
  if (rows.length * names.length > LIMITS.elements) return new Unknown("it has more fields than are looked at");
  const attribute: AttributeType = { type: STRING, isOptional: false, byDefault: null };
  const type: Type = { kind: "object", attributes: new Map(names.map((name) => [name, attribute])) };
  const values = rows.map((row) => object(row.map((field, at) => [names[at] ?? "", textOf(words.partsOf(field))])));
  return list(values, type);
}

/** The fields of each line, as Terraform reads them; none where it does not. */
function recordsOf(source: string): readonly (readonly string[])[] | null {
  try {
    const lines = source.replace(/\r\n/g, "\n").replace(/\r$/, "");
    return parse(lines, { record_delimiter: "\n", skip_empty_lines: true });
  } catch {
    return null;
  }
}

/** Whether there is nothing but holes. */
function isAlone(parts: readonly Part[]): boolean {
  return parts.length > 0 && parts.every(isHole);
}

import { Decimal } from "../lib/language/decimal";

/** A value as JSON has it, but for numbers, which keep all of their digits. */
export type Plain = null | boolean | string | Decimal | readonly Plain[] | PlainObject;
export interface PlainObject {
  readonly [name: string]: Plain;
}

export function isPlainList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

export function isPlainObject(plain: Plain): plain is PlainObject {
  return typeof plain === "object" && plain !== null && !(plain instanceof Decimal) && !isPlainList(plain);
}

/** What no text of JSON begins with by chance, so that numbers can be told from texts. */
const NUMBER = "\u0000number ";
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** Reads JSON without rounding its numbers. */
export function parseExactly(json: string): unknown {
  const marked = json.replace(TEXT_OR_NUMBER, (token) =>
    token.startsWith('"') ? token : JSON.stringify(NUMBER + token),
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(NUMBER) ? new Decimal(value.slice(NUMBER.length)) : value,
  );
}

/** A value in one line, for people. */
export function plainText(plain: Plain): string {
  if (plain instanceof Decimal) return plain.toFixed();
  if (isPlainList(plain)) return `[${plain.map(plainText).join(", ")}]`;
  if (!isPlainObject(plain)) return JSON.stringify(plain);
  return `{${Object.entries(plain)
    .map(([name, member]) => `${JSON.stringify(name)}: ${plainText(member)}`)
    .join(", ")}}`;
}

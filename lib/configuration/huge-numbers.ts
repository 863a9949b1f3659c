import { scan } from "../language/syntax/scanner";

const MOST_DIGITS = 300;
/** What may be such a number, which nearly no text has. */
const SUSPECT = /\d[eE][+-]?\d{4}|[\d.]{300}/;
const LARGE_EXPONENT = /[eE][+-]?\d{4}/;

/**
 * Whether HCL has a number that only a machine writes: of hundreds of digits, or with an exponent of four. To tell what
 * such a number is takes the parser hours, and it means nothing in a configuration.
 */
export function hasHugeNumber(text: string): boolean {
  if (!SUSPECT.test(text)) return false;
  return scan(text, "expression").some(
    ({ kind, text: written }) => kind === "number" && (written.length >= MOST_DIGITS || LARGE_EXPONENT.test(written)),
  );
}

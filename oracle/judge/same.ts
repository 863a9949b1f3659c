import { Decimal } from "../../lib/language/decimal";

/** Terraform reckons with 512 bits and we with 155 digits: a number that has no end differs in the last of them. */
const PRECISION = new Decimal("1e-150");
/** Digits of a text that may be the last ones of such a number. */
const LONG_NUMBER = /\d[\d.]{120,}/g;

export function isSameNumber(one: Decimal, other: Decimal): boolean {
  if (one.equals(other)) return true;
  return one.minus(other).abs().lessThanOrEqualTo(one.abs().times(PRECISION));
}

export function isSameText(one: string, other: string): boolean {
  return one === other || withoutLastDigits(one) === withoutLastDigits(other);
}

function withoutLastDigits(text: string): string {
  return text.replace(LONG_NUMBER, (digits) => digits.slice(0, 120));
}

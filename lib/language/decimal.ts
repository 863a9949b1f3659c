import { Decimal as AnyDecimal } from "decimal.js";

/**
 * A number as Terraform has it: decimal, with the digits that 512 bits hold. It is never a number of JavaScript, which
 * would round what is longer than sixteen digits.
 *
 * Source: https://pkg.go.dev/github.com/zclconf/go-cty/cty#NumberVal, measured with Terraform's console
 */
export const Decimal = AnyDecimal.clone({ precision: 155, rounding: AnyDecimal.ROUND_HALF_EVEN, defaults: true });
export type Decimal = AnyDecimal;

/** Nobody writes a longer one, and the exponent of a short one may ask for any number of zeros. */
const MOST_DIGITS = 1024 * 1024;

/** The text of a number, without an exponent; null where that is longer than anything that is looked at. */
export function numberText(number: Decimal): string | null {
  if (!number.isFinite() || Math.abs(number.e) > MOST_DIGITS) return null;
  return number.isZero() && number.isNegative() ? "-0" : number.toFixed();
}

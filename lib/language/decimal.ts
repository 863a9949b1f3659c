import { Decimal as AnyDecimal } from "decimal.js";

/**
 * A number as Terraform has it: decimal, with the digits that 512 bits hold. It is never a number of JavaScript, which
 * would round what is longer than sixteen digits.
 *
 * Source: https://pkg.go.dev/github.com/zclconf/go-cty/cty#NumberVal, measured with Terraform's console
 */
export const Decimal = AnyDecimal.clone({ precision: 155, rounding: AnyDecimal.ROUND_HALF_EVEN, defaults: true });
export type Decimal = AnyDecimal;

/** The text of a number, without an exponent. */
export function numberText(number: Decimal): string {
  return number.toFixed();
}

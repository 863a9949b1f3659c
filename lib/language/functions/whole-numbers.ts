import type { Decimal } from "../decimal";

/** A whole number, null where it has a fraction or more digits than any that a function does something with. */
export function wholeNumber(number: Decimal): bigint | null {
  return number.isInteger() && number.abs().lessThan("1e155") ? BigInt(number.toFixed()) : null;
}

/** A whole number of 64 bits, null where Terraform refuses to take the number as one. */
export function machineInteger(number: Decimal): bigint | null {
  const whole = wholeNumber(number);
  return whole !== null && BigInt.asIntN(64, whole) === whole ? whole : null;
}

import { Decimal } from "../decimal";
import { failure, Unknown, type Value } from "../value";

/**
 * The logarithm of a number, for which Terraform has 53 bits only.
 *
 * Source: measured with Terraform's console
 */
export function logarithm(number: Decimal, base: Decimal): Value {
  return fromDouble(Math.log(number.toNumber()) / Math.log(base.toNumber()));
}

/**
 * A power, with 53 bits as well. JavaScript takes another way there, whose last digit is another one, so this is the
 * way of Terraform's own library.
 *
 * Source: https://pkg.go.dev/math#Pow, measured with Terraform's console
 */
export function power(number: Decimal, exponent: Decimal): Value {
  const [x, y] = [number.toNumber(), exponent.toNumber()];
  if (Math.abs(y) === 0.5) return fromDouble(y > 0 ? Math.sqrt(x) : 1 / Math.sqrt(x));
  const isPlain = x !== 0 && Number.isFinite(x) && Math.abs(y) < 2 ** 53 && (x > 0 || Number.isInteger(y));
  return fromDouble(isPlain ? byMultiplying(x, y) : x ** y);
}

function byMultiplying(x: number, y: number): number {
  let whole = Math.trunc(Math.abs(y));
  let fraction = Math.abs(y) - whole;
  let [result, exponent] = [1, 0];
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction -= 1;
      whole += 1;
    }
    result = Math.exp(fraction * Math.log(x));
  }
  let [factor, factorExponent] = inBinary(x);
  for (let rest = whole; rest !== 0; rest = Math.floor(rest / 2)) {
    if (Math.abs(factorExponent) > 4096) {
      exponent += factorExponent;
      break;
    }
    if (rest % 2 === 1) {
      result *= factor;
      exponent += factorExponent;
    }
    factor *= factor;
    factorExponent *= 2;
    if (factor < 0.5) {
      factor += factor;
      factorExponent -= 1;
    }
  }
  return y < 0 ? scaled(1 / result, -exponent) : scaled(result, exponent);
}

/** A number as a fraction from a half to one, times a power of two. */
function inBinary(number: number): [fraction: number, exponent: number] {
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(number))) + 1);
  let fraction = number * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) [fraction, exponent] = [fraction * 2, exponent - 1];
  while (Math.abs(fraction) >= 1) [fraction, exponent] = [fraction / 2, exponent + 1];
  return [fraction, exponent];
}

function scaled(fraction: number, exponent: number): number {
  const half = Math.trunc(Math.max(-2200, Math.min(2200, exponent)) / 2);
  return fraction * 2 ** half * 2 ** (exponent - half);
}

function fromDouble(number: number): Value {
  if (Number.isNaN(number)) return failure("it is no number");
  if (!Number.isFinite(number)) return new Unknown("it is infinite", { type: { kind: "number" }, isSet: true });
  return new Decimal(number);
}

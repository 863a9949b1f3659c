import { Decimal } from "../decimal";
import type { Verb } from "./format-verb";

/** Beyond these a number is not looked at: the text of its digits would be too long, or take too long to make. */
const MOST_DIGITS = 10_000;
/** Of which a number of Terraform has so many. */
const BITS = 512;
/** Whole numbers of so many digits are exact in so many bits. */
const MOST_EXACT_DIGITS = 154;
const BASES = new Map([
  ["d", { base: 10, prefix: "" }],
  ["x", { base: 16, prefix: "0x" }],
  ["X", { base: 16, prefix: "0X" }],
  ["o", { base: 8, prefix: "0" }],
  ["b", { base: 2, prefix: "0b" }],
]);

type Rounding = typeof Decimal.ROUND_UP | typeof Decimal.ROUND_DOWN | typeof Decimal.ROUND_HALF_EVEN;

/** Whether a verb writes whole numbers. */
export function isOfWholeNumbers({ mode }: Verb): boolean {
  return BASES.has(mode);
}

export function isTooLong(number: Decimal): boolean {
  return !number.isFinite() || Math.abs(number.e) > MOST_DIGITS || number.precision() > MOST_DIGITS;
}

/** What `format` makes of a whole number. */
export function wholeNumberText(verb: Verb, number: Decimal): string {
  const { base, prefix } = BASES.get(verb.mode) ?? { base: 10, prefix: "" };
  if (number.isZero() && verb.precision === 0) return "";
  const digits = inBinary(BigInt(number.abs().toFixed())).toString(base);
  const cased = verb.mode === "X" ? digits.toUpperCase() : digits;
  const start = signOf(verb, number.isNegative() && !number.isZero()) + (verb.flags.has("#") ? prefix : "");
  const exact = cased.padStart(verb.precision ?? 0, "0");
  const isFilled = verb.flags.has("0") && !verb.flags.has("-") && verb.precision === null;
  return padded(verb, start, exact, isFilled);
}

/** What `format` makes of a number that may have a fraction. */
export function numberText(verb: Verb, number: Decimal): string {
  return padded(verb, signOf(verb, number.isNegative()), digitsOf(verb, number.abs()), verb.flags.has("0"));
}

function digitsOf({ mode, precision }: Verb, number: Decimal): string {
  const isCapital = mode === "E" || mode === "G";
  const text =
    mode === "f"
      ? fixed(number, precision ?? 6)
      : mode === "g" || mode === "G"
        ? general(number, precision)
        : exponential(number, precision ?? 6);
  return isCapital ? text.toUpperCase() : text;
}

function fixed(number: Decimal, places: number): string {
  if (number.e >= MOST_EXACT_DIGITS)
    return `${inBinary(BigInt(number.toFixed(0)))}${places > 0 ? "." : ""}${"0".repeat(places)}`;
  return number.toFixed(places, roundingOf(number, places));
}

function exponential(number: Decimal, places: number): string {
  const text = number.toExponential(places, roundingOf(number, places - number.e));
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

/** As few digits as tell it from all other numbers, or as many as are asked for, with an exponent where it is long. */
export function general(number: Decimal, precision: number | null): string {
  if (number.isZero()) return number.isNegative() ? "-0" : "0";
  const wanted = precision === null ? null : Math.max(precision, 1);
  const rounded =
    wanted === null ? number : number.toSignificantDigits(wanted, roundingOf(number, wanted - 1 - number.e));
  const digits = rounded.precision();
  const whole = rounded.e + 1;
  const limit = wanted === null ? 6 : wanted > digits && digits >= whole ? digits : wanted;
  const hasExponent = rounded.e < -4 || rounded.e >= limit;
  return hasExponent ? exponential(rounded, digits - 1) : rounded.toFixed();
}

function signOf({ flags }: Verb, isNegative: boolean): string {
  return isNegative ? "-" : flags.has("+") ? "+" : flags.has(" ") ? " " : "";
}

function padded({ flags, width }: Verb, start: string, digits: string, isFilled: boolean): string {
  if (isFilled) return start + digits.padStart(width - start.length, "0");
  return flags.has("-") ? (start + digits).padEnd(width) : (start + digits).padStart(width);
}

/**
 * How a number is rounded to so many places: half to even. But Terraform's numbers are binary, and what is a half as it
 * is written is a bit more or less than that with 512 bits.
 */
function roundingOf(number: Decimal, places: number): Rounding {
  if (number.decimalPlaces() !== places + 1 || !number.toFixed().endsWith("5")) return Decimal.ROUND_HALF_EVEN;
  const scale = 10n ** BigInt(places + 1);
  const digits = BigInt(number.times(new Decimal(10).pow(places + 1)).toFixed());
  const shift = BITS - bits(digits) + bits(scale);
  const over = digits << BigInt(Math.max(shift, 0));
  const under = scale << BigInt(Math.max(-shift, 0));
  const unit = bits(over / under) > BITS ? under * 2n : under;
  const rest = over % unit;
  if (rest === 0n) return Decimal.ROUND_HALF_EVEN;
  return rest * 2n >= unit ? Decimal.ROUND_UP : Decimal.ROUND_DOWN;
}

/** A whole number as it is in binary, where it is too long to be that exactly. */
function inBinary(number: bigint): bigint {
  const excess = BigInt(Math.max(0, bits(number) - BITS));
  const unit = 1n << excess;
  const [whole, rest] = [number / unit, number % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n);
  return (whole + (isUp ? 1n : 0n)) * unit;
}

function bits(number: bigint): number {
  return number.toString(2).length;
}

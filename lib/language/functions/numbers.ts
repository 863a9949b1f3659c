import { Decimal } from "../decimal";
import { convert, isFailure } from "../convert";
import { reasonIn } from "../sets";
import { isWhollyKnown } from "../equality";
import { ANY, NUMBER } from "../type";
import { failure, Sequence, Unknown, type Unmarked, type Value } from "../value";
import { openNumber, type Bounds } from "./known-parts";
import type { Definition, Functions, Parameter } from "./definition";
import { logarithm, power } from "./floating-point";
import { machineInteger } from "./whole-numbers";

const OPEN_NUMBER: Parameter = { type: NUMBER, takesUnknown: true };

/** Functions of numbers. Bounds of a number that is not known stay known. */
export const NUMBER_FUNCTIONS: Functions = {
  abs: ofOne(
    (number) => number.abs(),
    ({ atLeast = 0, atMost = 0 }) => ({ atLeast: Math.max(0, atLeast, -atMost) }),
  ),
  ceil: ofOne(
    (number) => number.ceil(),
    (bounds) => bounded(bounds, Math.ceil),
  ),
  floor: ofOne(
    (number) => number.floor(),
    (bounds) => bounded(bounds, Math.floor),
  ),
  log: {
    parameters: [{ type: NUMBER }, { type: NUMBER }],
    returns: NUMBER,
    result: "contains",
    call: (number: Decimal, base: Decimal) => logarithm(number, base),
  },
  max: {
    parameters: [],
    rest: OPEN_NUMBER,
    returns: NUMBER,
    result: "contains",
    call: (...numbers: readonly (Decimal | Unknown)[]) =>
      extreme(numbers, (one, other) => one.greaterThan(other), Math.max),
  },
  min: {
    parameters: [],
    rest: OPEN_NUMBER,
    returns: NUMBER,
    result: "contains",
    call: (...numbers: readonly (Decimal | Unknown)[]) =>
      extreme(numbers, (one, other) => one.lessThan(other), Math.min),
  },
  parseint: { parameters: [{ type: ANY }, { type: NUMBER }], returns: NUMBER, result: "contains", call: parseInteger },
  pow: {
    parameters: [{ type: NUMBER }, { type: NUMBER }],
    returns: NUMBER,
    result: "contains",
    call: (number: Decimal, exponent: Decimal) => power(number, exponent),
  },
  signum: {
    parameters: [{ type: NUMBER }],
    returns: NUMBER,
    result: "derived",
    call: (number: Decimal) =>
      machineInteger(number) === null
        ? failure("signum() takes whole numbers only")
        : new Decimal(number.comparedTo(0)),
  },
  sum: { parameters: [{ type: ANY }], returns: NUMBER, result: "contains", call: sum },
};

function ofOne(ofKnown: (number: Decimal) => Decimal, ofBounds: (bounds: Bounds) => Bounds): Definition {
  return {
    parameters: [OPEN_NUMBER],
    returns: NUMBER,
    result: "contains",
    call: (number: Decimal | Unknown) =>
      number instanceof Decimal ? ofKnown(number) : openNumber(number.because, ofBounds(number.certain)),
  };
}

function bounded({ atLeast, atMost }: Bounds, round: (number: number) => number): Bounds {
  return {
    ...(atLeast !== undefined && { atLeast: round(atLeast) }),
    ...(atMost !== undefined && { atMost: round(atMost) }),
  };
}

/** The bounds of a number; none where those of JavaScript would have to round it. */
function boundsOf(number: Decimal | Unknown): Bounds {
  if (number instanceof Unknown) return number.certain;
  const rounded = number.toNumber();
  return number.equals(rounded) ? { atLeast: rounded, atMost: rounded } : {};
}

function extreme(
  numbers: readonly (Decimal | Unknown)[],
  isBetter: (one: Decimal, other: Decimal) => boolean,
  pick: (one: number, other: number) => number,
): Value {
  const [first, ...others] = numbers;
  if (first === undefined) return failure("it takes at least one number");
  const open = numbers.find((number) => number instanceof Unknown);
  if (open === undefined) {
    return (others as readonly Decimal[]).reduce(
      (best, each) => (isBetter(each, best) ? each : best),
      first as Decimal,
    );
  }
  const bounds = numbers.map(boundsOf);
  const atLeast = bounds.map((each) => each.atLeast ?? -Infinity).reduce((one, other) => pick(one, other));
  const atMost = bounds.map((each) => each.atMost ?? Infinity).reduce((one, other) => pick(one, other));
  return openNumber(open.because, {
    ...(Number.isFinite(atLeast) && { atLeast }),
    ...(Number.isFinite(atMost) && { atMost }),
  });
}

/** The digits of all bases; up to base 36, small and capital letters mean the same. */
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LONGEST_INTEGER = 1000;

function parseInteger(given: Unmarked, ofBase: Decimal): Value {
  if (typeof given !== "string") return failure("parseint() takes a text");
  const base = ofBase.isInteger() ? ofBase.toNumber() : 0;
  if (base < 2 || base > 62) return failure("the base of parseint() is a whole number from 2 to 62");
  const digits = given.replace(/^[+-]/, "");
  if (digits === "") return failure("parseint() takes a whole number");
  if (digits.length > LONGEST_INTEGER)
    return new Unknown("it has more digits than are looked at", { type: NUMBER, isSet: true });
  let whole = 0n;
  for (const character of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = DIGITS.indexOf(character);
    if (digit === -1 || digit >= base) return failure(`parseint() takes a whole number of base ${base}`);
    whole = whole * BigInt(base) + BigInt(digit);
  }
  return new Decimal((given.startsWith("-") ? -whole : whole).toString());
}

function sum(collection: Unmarked): Value {
  if (!(collection instanceof Sequence)) return failure("sum() takes a list, a set or a tuple");
  if (collection.elements.length === 0) return failure("sum() takes at least one number");
  if (!isWhollyKnown(collection)) return new Unknown(reasonIn(collection), { type: NUMBER, isSet: true });
  let total = new Decimal(0);
  for (const element of collection.elements) {
    const number = convert(element, NUMBER);
    if (isFailure(number) || !(number instanceof Decimal)) return failure("sum() takes numbers only");
    total = total.plus(number);
  }
  return total;
}

import { forEachAlternative } from "./alternatives";
import { convert, isFailure } from "./convert";
import { Decimal } from "./decimal";
import { areEqual } from "./equality";
import { derived, union } from "./marks";
import { marksWithin } from "./marks-within";
import { reasonIn } from "./sets";
import type { BinaryOperator, UnaryOperator } from "./tree";
import { BOOL, NUMBER, type Type } from "./type";
import { failure, marksOf, Unknown, unmarked, withMarks, type Certain, type Value } from "./value";

/** A whole number of so many digits is exact in the bits that a number has. */
const MOST_EXACT_DIGITS = 154;

type Arithmetic = "+" | "-" | "*" | "/" | "%";
type Comparison = "<" | ">" | "<=" | ">=";

/** What an operator between two values comes to. */
export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case "==":
    case "!=":
      return ofType(BOOL, equality(left, right, operator === "=="));
    case "&&":
    case "||":
      return ofType(BOOL, logical(left, right, operator === "||"));
    default:
      return ofType(isComparison(operator) ? BOOL : NUMBER, onNumbers(operator, left, right));
  }
}

export function unary(operator: UnaryOperator, operand: Value): Value {
  return ofType(operator === "!" ? BOOL : NUMBER, ofOperand(operator, operand));
}

/** The type of what an operator comes to is known even where it fails. */
function ofType(type: Type, result: Value): Value {
  return isFailure(result) ? failure(reasonIn(result), type) : result;
}

function ofOperand(operator: UnaryOperator, operand: Value): Value {
  const value = convert(operand, operator === "!" ? BOOL : NUMBER);
  const ofEach = forEachAlternative([value], ([each = null]) => ofOperand(operator, each));
  if (ofEach !== null) return ofEach;
  const inner = unmarked(value);
  const open = notKnown(inner, operator === "!" ? BOOL : NUMBER);
  if (open !== null) return withMarks(operator === "-" ? negated(open) : open, marksOf(value));
  const result = typeof inner === "boolean" ? !inner : inner instanceof Decimal ? inner.negated() : inner;
  return withMarks(result, operator === "!" ? derived(marksOf(value)) : marksOf(value));
}

function equality(left: Value, right: Value, isWanted: boolean): Value {
  const wrong = [left, right].find(isFailure);
  if (wrong !== undefined) return wrong;
  const answer = areEqual(left, right);
  const noted = derived(union(marksWithin(left), marksWithin(right)));
  if (answer !== null) return withMarks(answer === isWanted, noted);
  const open = [left, right].map(reasonIn).find((reason) => reason !== null) ?? "it is computed by an expression";
  return withMarks(new Unknown(open, { type: BOOL, isSet: true }), noted);
}

/** `false && x` is false, and `true || x` true, whatever x is. */
function logical(left: Value, right: Value, deciding: boolean): Value {
  const values = [convert(left, BOOL), convert(right, BOOL)];
  const wrong = values.find(isFailure);
  if (wrong !== undefined) return wrong;
  if (values.some((value) => unmarked(value) === null)) return failure("an operand is null");
  const noted = derived(union(...values.map(marksOf)));
  const inner = values.map(unmarked);
  const ofEach = forEachAlternative(values, ([one = null, other = null]) => logical(one, other, deciding));
  if (inner.includes(deciding)) return withMarks(deciding, noted);
  if (ofEach !== null) return ofEach;
  const open = inner.map((value) => notKnown(value, BOOL)).find((value) => value !== null);
  return withMarks(open ?? !deciding, noted);
}

function onNumbers(operator: Arithmetic | Comparison, left: Value, right: Value): Value {
  const values = [convert(left, NUMBER), convert(right, NUMBER)];
  const wrong = values.find(isFailure);
  if (wrong !== undefined) return wrong;
  const ofEach = forEachAlternative(values, ([one = null, other = null]) => onNumbers(operator, one, other));
  if (ofEach !== null) return ofEach;
  const [one, other] = values.map(unmarked);
  const marks = union(...values.map(marksOf));
  if (isComparison(operator)) return withMarks(compare(operator, one ?? null, other ?? null), derived(marks));
  if (one instanceof Decimal && other instanceof Decimal) return withMarks(calculate(operator, one, other), marks);
  const open = [one ?? null, other ?? null].map((value) => notKnown(value, NUMBER)).find((value) => value !== null);
  if (!open || isFailure(open)) return open ?? null;
  const bounds = operator === "+" || operator === "-" ? boundsOf(operator, one ?? null, other ?? null) : {};
  return withMarks(new Unknown(open.because, { type: NUMBER, isSet: true, ...bounds }), marks);
}

function isComparison(operator: Arithmetic | Comparison): operator is Comparison {
  return operator.startsWith("<") || operator.startsWith(">");
}

function calculate(operator: Arithmetic, one: Decimal, other: Decimal): Value {
  switch (operator) {
    case "+":
      return one.plus(other);
    case "-":
      return one.minus(other);
    case "*":
      return one.times(other);
    case "/":
      return other.isZero() ? failure("it divides by zero") : one.dividedBy(other);
    case "%":
      return other.isZero() ? failure("it divides by zero") : remainder(one, other);
  }
}

/** Terraform rounds the quotient on the way, so that nothing is right where it is longer than a number can be. */
function remainder(one: Decimal, other: Decimal): Value {
  const isRounded = one.e - other.e >= MOST_EXACT_DIGITS;
  return isRounded
    ? new Unknown("it is the rest of a rounded number", { type: NUMBER, isSet: true })
    : one.modulo(other);
}

/** Bounds may decide a comparison of what is not known: `length(…) > 0` of a list with something in it. */
function compare(operator: Comparison, one: Value, other: Value): Value {
  const open = [one, other].map((value) => notKnown(value, NUMBER)).find((value) => value !== null);
  if (open && isFailure(open)) return open;
  const [left, right] = [rangeOf(one), rangeOf(other)];
  const isSwapped = operator.startsWith(">");
  const [small, large] = isSwapped ? [right, left] : [left, right];
  const allowsEqual = operator.endsWith("=");
  const isLess = (upper: Decimal | null, lower: Decimal | null, orEqual: boolean): boolean =>
    upper !== null && lower !== null && (orEqual ? upper.lessThanOrEqualTo(lower) : upper.lessThan(lower));
  if (isLess(small.atMost, large.atLeast, allowsEqual)) return true;
  if (isLess(large.atMost, small.atLeast, !allowsEqual)) return false;
  return new Unknown(open?.because ?? "it is computed by an expression", { type: BOOL, isSet: true });
}

interface Range {
  readonly atLeast: Decimal | null;
  readonly atMost: Decimal | null;
}

function rangeOf(value: Value): Range {
  if (value instanceof Decimal) return { atLeast: value, atMost: value };
  const { atLeast, atMost }: Certain = value instanceof Unknown ? value.certain : {};
  return {
    atLeast: atLeast === undefined ? null : new Decimal(atLeast),
    atMost: atMost === undefined ? null : new Decimal(atMost),
  };
}

function boundsOf(operator: "+" | "-", one: Value, other: Value): Pick<Certain, "atLeast" | "atMost"> {
  const left = rangeOf(one);
  const right = operator === "+" ? rangeOf(other) : negatedRange(rangeOf(other));
  const atLeast = left.atLeast && right.atLeast ? left.atLeast.plus(right.atLeast).toNumber() : undefined;
  const atMost = left.atMost && right.atMost ? left.atMost.plus(right.atMost).toNumber() : undefined;
  return { ...(atLeast !== undefined && { atLeast }), ...(atMost !== undefined && { atMost }) };
}

function negatedRange({ atLeast, atMost }: Range): Range {
  return { atLeast: atMost && atMost.negated(), atMost: atLeast && atLeast.negated() };
}

function negated({ because, certain }: Unknown): Unknown {
  const { atLeast, atMost, ...rest } = certain;
  const bounds = {
    ...(atMost !== undefined && { atLeast: -atMost }),
    ...(atLeast !== undefined && { atMost: -atLeast }),
  };
  return new Unknown(because, { ...rest, ...bounds });
}

/** What an operator makes of an operand that is not known, or null, which no operator takes; null for any other. */
function notKnown(value: Value, type: Type): Unknown | null {
  if (value === null) return failure("an operand is null");
  if (!(value instanceof Unknown)) return null;
  return value.certain.isFailure ? value : new Unknown(value.because, { ...value.certain, type, isSet: true });
}

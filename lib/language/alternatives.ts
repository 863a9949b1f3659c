import { isWhollyKnown, keyOf } from "./equality";
import { derived, union } from "./marks";
import { marksWithin } from "./marks-within";
import { isSameType } from "./type";
import { typeOf } from "./type-of";
import { isFailure, LIMITS, marksOf, Unknown, unmarked, withMarks, type Certain, type Value } from "./value";

/**
 * A value that is one of several; the value itself where they are all the same. What fails is no value, unless all of
 * them do.
 */
export function oneOf(values: readonly Value[], because: string): Value {
  const [single] = values;
  if (single !== undefined && values.length === 1) return single;
  const all = new Map<unknown, Value>();
  const given = values.flatMap(alternativesOf);
  const possible = given.filter((each) => !isFailure(each));
  for (const value of possible.length === 0 ? given.slice(0, 1) : possible) {
    const key = isWhollyKnown(value) ? keyOf(value) : value;
    const known = all.get(key);
    all.set(key, known === undefined ? value : withMarks(known, marksOf(value)));
  }
  const alternatives = [...all.values()];
  const [only] = alternatives;
  if (only !== undefined && alternatives.length === 1) return only;
  const [type, ...others] = alternatives.filter((each) => unmarked(each) !== null).map(typeOf);
  const isOneType = type !== undefined && type.kind !== "open" && others.every((other) => isSameType(type, other));
  const certain: Certain = {
    ...(isOneType && { type }),
    ...(alternatives.every(isCertainlySet) && { isSet: true }),
  };
  const open = alternatives.length <= LIMITS.alternatives && new Unknown(because, { ...certain, oneOf: alternatives });
  if (open && open.weight <= LIMITS.elements) return open;
  return withMarks(new Unknown(because, certain), union(...alternatives.map(marksWithin)));
}

/** A value that nobody knows, and in which these values may be. */
export function madeOf(values: readonly Value[], because: string, certain: Certain = {}): Unknown {
  const open = new Unknown(because, certain);
  const marks = union(...values.map(marksWithin));
  return marks.length === 0 ? open : new Unknown(because, { ...certain, oneOf: [open, withMarks(open, marks)] });
}

/** The values of which a value is one; itself where nothing of that is known. */
export function alternativesOf(value: Value): readonly Value[] {
  const inner = unmarked(value);
  const marks = marksOf(value);
  if (!(inner instanceof Unknown) || !inner.certain.oneOf) return [value];
  return marks.length === 0 ? inner.certain.oneOf : inner.certain.oneOf.map((each) => withMarks(each, marks));
}

/**
 * What a function comes to for each of the values that its arguments may have; null where none of them has
 * alternatives, or where there are too many to look at each.
 */
export function forEachAlternative(
  values: readonly Value[],
  evaluate: (values: readonly Value[]) => Value,
): Value | null {
  const choices = values.map(alternativesOf);
  const count = choices.reduce((product, each) => product * each.length, 1);
  if (count === 1 || count > LIMITS.alternatives) return null;
  const combinations = Array.from({ length: count }, (_, index) => combination(choices, index));
  const open = values.map(unmarked).find((value) => value instanceof Unknown && value.certain.oneOf);
  return oneOf(combinations.map(evaluate), open instanceof Unknown ? open.because : "a condition decides it");
}

/** One of each, such that every index is another combination. */
function combination(choices: readonly (readonly Value[])[], index: number): readonly Value[] {
  let rest = index;
  return choices.map((each) => {
    const chosen = each[rest % each.length] ?? null;
    rest = Math.floor(rest / each.length);
    return chosen;
  });
}

/** Whether a value is certainly not null. */
export function isCertainlySet(value: Value): boolean {
  const inner = unmarked(value);
  return inner instanceof Unknown ? inner.certain.isSet === true : inner !== null;
}

/** A value that was chosen by another one, whose marks go with it as what it depends on. */
export function decidedBy(decision: Value, value: Value): Value {
  return withMarks(value, derived(marksOf(decision)));
}

import { Decimal, numberText } from "../language/decimal";
import { NUMBER } from "../language/type";
import { Mapping, marksOf, Sequence, unmarked, withMarks, Unknown, type Marked, type Value } from "../language/value";

/** What stands in an evaluated body: plain data, and values that are not known or marked. */
export type Plain =
  null | boolean | number | string | Unknown | Marked | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * A value as plain data: lists and objects are those of JavaScript, and every scalar in them is as plain as it can be.
 * Marks of a list or object go to all that is in it.
 */
export function plainOf(value: Value): Plain {
  const inner = unmarked(value);
  const marks = marksOf(value);
  // Wide values are handed on to many places.
  const isShared = marks.length === 0 && (inner instanceof Sequence || inner instanceof Mapping);
  const known = isShared ? plainValues.get(inner) : undefined;
  if (known !== undefined) return known;
  const plain = madePlain(value);
  if (isShared) plainValues.set(inner, plain);
  return plain;
}

const plainValues = new WeakMap<Sequence | Mapping, Plain>();

function madePlain(value: Value): Plain {
  const inner = unmarked(value);
  const marks = marksOf(value);
  const within = (each: Value): Plain => plainOf(withMarks(each, marks));
  if (inner instanceof Sequence) return inner.elements.map(within);
  if (inner instanceof Mapping) {
    const names = [...inner.members.keys()];
    return Object.fromEntries(names.map((name) => [name, within(inner.members.get(name) ?? null)]));
  }
  if (marks.length > 0) return value as Marked;
  return inner instanceof Decimal ? numberOf(inner) : inner;
}

/** A number of JavaScript where that is the same, else its text. */
function numberOf(number: Decimal): number | string | Unknown {
  const plain = number.toNumber();
  if (number.equals(plain)) return plain;
  return numberText(number) ?? new Unknown("it is a number of a million digits", { type: NUMBER, isSet: true });
}

import { isUnknown, type Maybe } from "./maybe";

/** What a number of something is at least: 0 where nobody knows. */
export function leastOf(number: Maybe<number>): number {
  return isUnknown(number) ? (number.atLeast ?? 0) : number;
}

/** What a number of something cannot exceed. */
export function mostOf(number: Maybe<number>): number {
  return isUnknown(number) ? (number.atMost ?? Infinity) : number;
}

/** So many of something in each of so many others. */
export function timesEach(one: Maybe<number>, other: Maybe<number>): Maybe<number> {
  if (one === 0 || other === 0) return 0;
  if (!isUnknown(one) && !isUnknown(other)) return one * other;
  const unknown = isUnknown(other) ? other : one;
  if (!isUnknown(unknown)) return unknown;
  const { attribute, because } = unknown;
  const [atLeast, atMost] = [leastOf(one) * leastOf(other), mostOf(one) * mostOf(other)];
  return { unknown: true, attribute, because, ...(atLeast > 0 && { atLeast }), ...(atMost < Infinity && { atMost }) };
}

/** A number as far as it is known: it lies between two others. Without `atMost` nobody knows how many there may be. */
export interface Range {
  readonly atLeast: number;
  readonly atMost: number | null;
}

/**
 * How a number goes over an apply. What is said at the least of `lowest`, and at the most of `highest`, holds at every
 * stop of the apply, also of one that is cut short; the other end of both, and `after`, are those of an apply that ends
 * well.
 */
export interface Course {
  readonly now: Range;
  readonly lowest: Range;
  readonly highest: Range;
  /** Null where no apply can end well. */
  readonly after: Range | null;
}

export function exactly(count: number): Range {
  return { atLeast: count, atMost: count };
}

/** `2`, `1 to 2`, `at least 1`. */
export function rangeText({ atLeast, atMost }: Range): string {
  if (atMost === null) return `at least ${atLeast}`;
  return atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`;
}

/** So many more, or fewer, of which it is not known whether they count. */
export function widened({ atLeast, atMost }: Range, more: number): Range {
  return { atLeast, atMost: atMost === null || more === Infinity ? null : atMost + more };
}

/** Where something that is followed through expressions comes from. Two marks are of one origin if it is one object. */
export interface Origin {
  /** `secret`, `sensitive`, `generated`, … : the rooms that make marks know their kinds. */
  readonly kind: string;
  /** Whether Terraform hides what comes from there. */
  readonly isSensitive: boolean;
}

/** What is noted at a value, and goes with it wherever expressions take it. */
export interface Mark {
  readonly origin: Origin;
  /**
   * `contains`: the text, or a form from which it can be had, is in the value. `derived`: the value only depends on it,
   * as a comparison, a length, a hash and a decided condition do.
   */
  readonly holds: "contains" | "derived";
  /** Whether `nonsensitive` was called on the way. */
  readonly isUnmasked: boolean;
}

export const NO_MARKS: readonly Mark[] = [];

/** Whether what is marked is, or holds, what nobody should see. */
export function isHiding({ origin, holds, isUnmasked }: Mark): boolean {
  return origin.isSensitive && holds === "contains" && !isUnmasked;
}

/** The marks of several values, each once. */
export function union(...all: (readonly Mark[])[]): readonly Mark[] {
  return unionOf(all);
}

/** The same of a list that may be longer than the arguments of a call. */
export function unionOf(all: readonly (readonly Mark[])[]): readonly Mark[] {
  const filled = all.filter((marks) => marks.length > 0);
  const [first = NO_MARKS, ...others] = filled;
  if (others.length === 0) return first;
  const merged: Mark[] = [];
  const known = new Map<Origin, Mark[]>();
  for (const mark of filled.flat()) {
    const same = known.get(mark.origin) ?? [];
    if (same.some((each) => isSame(each, mark))) continue;
    merged.push(mark);
    known.set(mark.origin, [...same, mark]);
  }
  return merged;
}

/** The same marks on a value that only depends on the marked one. */
export function derived(marks: readonly Mark[]): readonly Mark[] {
  return marks.length === 0 ? marks : union(marks.map((mark) => ({ ...mark, holds: "derived" })));
}

function isSame(one: Mark, other: Mark): boolean {
  return one.holds === other.holds && one.isUnmasked === other.isUnmasked;
}

import type { Step } from "./expression";

/** Something that an expression reads, and what becomes of it there. */
export interface Read {
  /** The name that it starts at, or what the loop runs over whose variable it starts at. */
  readonly from: string | Loop;
  readonly steps: readonly Step[];
  /** How many lists and objects of the expression stand around it: so many steps lead only to it, not into it. */
  readonly inside: number;
  /** True when the expression makes something else of it, so that further steps do not lead into it. */
  readonly isComputed: boolean;
  /** True when further steps lead into what was made of it: what they read is anybody's guess. */
  readonly isDoubtful: boolean;
  /** True when something is only asked about it, as in a condition: of a whole object that reveals no member. */
  readonly isCompared: boolean;
  /** True when it stands in an argument of `nonsensitive()`. */
  readonly unmasked: boolean;
}

/** What a `for` runs over. */
export interface Loop {
  readonly reads: readonly Read[];
}

/** Steps beyond these are those of a value that refers to a part of itself, over and over. */
export const MAXIMUM_STEPS = 100;

/** `[*]`: each member of a list. */
export const SPLAT: Step = { kind: "splat" };

/** What is read when steps follow an expression that reads this. */
export function withSteps(read: Read, steps: readonly Step[]): Read {
  if (steps.length === 0) return read;
  if (read.isComputed) return { ...read, isDoubtful: true };
  const inside = Math.max(0, read.inside - steps.length);
  const all = [...read.steps, ...steps.slice(read.inside)];
  if (all.length > MAXIMUM_STEPS) return { ...read, inside, isComputed: true, isDoubtful: true };
  return { ...read, steps: all, inside };
}

/** What one turn of a loop is given of something that the loop runs over. */
export function elementOf(read: Read): Read {
  return withSteps(read, [SPLAT]);
}

/** A read of which nothing has been made yet. */
export function readOf(from: string | Loop, steps: readonly Step[], unmasked: boolean): Read {
  return { from, steps, inside: 0, isComputed: false, isDoubtful: false, isCompared: false, unmasked };
}

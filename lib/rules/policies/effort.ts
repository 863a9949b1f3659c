/** What comparing patterns may still cost, in characters compared; without end where nobody limits it. */
let left = Number.POSITIVE_INFINITY;

class TooMuch extends Error {}

/** Says what a step of a comparison costs, before it is made. */
export function spend(characters: number): void {
  left -= characters;
  if (left < 0) throw new TooMuch();
}

/**
 * What a comparison comes to; null where it costs more than so many characters. Wildcards can overlap in more ways than
 * anybody can wait for, and characters are counted, not seconds, so that every machine gives the same answer.
 */
export function withinEffort<T>(most: number, compare: () => T): T | null {
  const outer = left;
  left = Math.min(most, outer);
  const allowed = left;
  try {
    return compare();
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return null;
  } finally {
    left = outer - (allowed - Math.max(left, 0));
  }
}

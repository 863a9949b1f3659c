/** Shorter ones are hashed sooner than they are compared. */
const SHORTEST = 200;

/**
 * What was made of the latest text of each length. Long texts that are many are nearly always the same few, as a team
 * has a handful of keys; and to compare two of them takes less time than to read one through, or to hash it.
 */
export class LatestTexts<Result> {
  private readonly latest = new Map<number, { readonly text: string; readonly result: Result }>();

  constructor(private readonly make: (text: string) => Result) {}

  of(text: string): Result {
    const { length } = text;
    if (length < SHORTEST) return this.make(text);
    const known = this.latest.get(length);
    if (known?.text === text) return known.result;
    const result = this.make(text);
    this.latest.set(length, { text, result });
    return result;
  }
}

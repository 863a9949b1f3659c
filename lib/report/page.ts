/** A text that may not be longer than its limit; what no longer fits is counted. */
export class Page {
  private readonly parts: string[] = [];
  private length = 0;
  private full = false;
  /** How much was left out, in whatever the caller counts. */
  public leftOut = 0;

  /** @param limit in UTF-16 code units */
  public constructor(private readonly limit: number) {}

  /** Adds what a page needs in any case. */
  public add(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  /** Adds a list between its opening and its end, as far as it fits; after the first gap nothing more is taken. */
  public addList(open: string, items: Iterable<{ readonly text: string; readonly count: number }>, end: string): void {
    let opened = false;
    for (const { text, count } of items) {
      const size = (opened ? 0 : open.length + end.length) + text.length;
      this.full ||= this.length + size > this.limit;
      if (this.full) {
        this.leftOut += count;
        continue;
      }
      if (!opened) this.parts.push(open);
      this.parts.push(text);
      this.length += size;
      opened = true;
    }
    if (opened) this.parts.push(end);
  }

  public toString(): string {
    return this.parts.join("");
  }
}

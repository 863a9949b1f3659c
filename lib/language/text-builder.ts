import { unionOf, type Mark } from "./marks";
import { reasonIn } from "./sets";
import { STRING } from "./type";
import { LIMITS, text, Unknown, withMarks, type Hole, type Part, type Value } from "./value";

/** A text that grows part by part, until it is longer than any value that is looked at. */
export class TextBuilder {
  private readonly parts: Part[] = [];
  private pending: string[] = [];
  private length = 0;
  private readonly marks: (readonly Mark[])[] = [];

  /** Whether it is too long already, so that nothing of what is added counts any more. */
  public get isFull(): boolean {
    return this.length > LIMITS.text || this.parts.length > 2 * LIMITS.elements;
  }

  public add(part: Part): void {
    if (this.isFull) return;
    if (typeof part === "string") {
      this.length += part.length;
      this.pending.push(part);
    } else {
      this.flush();
      this.parts.push(part);
    }
  }

  /** Notes at the whole text what a part of it was marked with. */
  public mark(marks: readonly Mark[]): void {
    if (marks.length > 0) this.marks.push(marks);
  }

  public build(): Value {
    return withMarks(this.isFull ? tooLong() : this.inParts(), unionOf(this.marks));
  }

  private inParts(): Value {
    const hole = this.parts.find(isHole);
    if (hole === undefined) return text(this.pending.join(""));
    this.flush();
    const value = new Unknown(reasonIn(hole.value), { type: STRING, isSet: true, parts: this.parts });
    return value.weight > LIMITS.elements || value.depth > LIMITS.depth ? tooLong() : value;
  }

  /** Known parts that stand side by side are one. */
  private flush(): void {
    const known = text(this.pending.join(""));
    if (typeof known === "string" && known !== "") this.parts.push(known);
    this.pending = [];
  }
}

export function isHole(part: Part): part is Hole {
  return typeof part !== "string";
}

/** A text that is not looked at, since it is too long. */
export function tooLong(): Unknown {
  return new Unknown("it is longer than any value that is looked at", { type: STRING, isSet: true });
}

import { isHole } from "./text-builder";
import type { Hole, Part } from "./value";

/** A character that no text has, since it is half of one; where one has it all the same, it stands for itself. */
const HOLE = "\udfff";

/** A text in parts in one piece, for those who read it: each hole is one character. */
export class Tape {
  public readonly characters: string;
  private readonly holes = new Map<number, Hole>();

  public constructor(parts: readonly Part[]) {
    const pieces: string[] = [];
    let length = 0;
    for (const part of parts) {
      if (isHole(part)) this.holes.set(length, part);
      const piece = isHole(part) ? HOLE : part;
      pieces.push(piece);
      length += piece.length;
    }
    this.characters = pieces.join("");
  }

  public holeAt(at: number): Hole | undefined {
    return this.holes.get(at);
  }

  /** The first of the holes, which says why the text is not known. */
  public get firstHole(): Hole | undefined {
    return this.holes.values().next().value;
  }

  /** What stands between two places, in parts. */
  public parts(from: number, to: number): Part[] {
    const parts: Part[] = [];
    let known = from;
    for (const [at, hole] of this.between(from, to)) {
      parts.push(this.characters.slice(known, at), hole);
      known = at + 1;
    }
    parts.push(this.characters.slice(known, to));
    return parts;
  }

  public firstHoleIn(from: number, to: number): Hole | undefined {
    for (const [, hole] of this.between(from, to)) return hole;
    return undefined;
  }

  private *between(from: number, to: number): Generator<[number, Hole]> {
    const piece = this.characters.slice(from, to);
    for (let at = piece.indexOf(HOLE); at !== -1; at = piece.indexOf(HOLE, at + 1)) {
      const hole = this.holes.get(from + at);
      if (hole) yield [from + at, hole];
    }
  }
}

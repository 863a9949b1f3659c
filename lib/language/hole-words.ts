import { isHole } from "./text-builder";
import type { Hole, Part } from "./value";

/** Two characters that nobody writes, of which words are made for parsers that know nothing of holes. */
const [START, END] = ["\ue000", "\ue001"];
const WORD = new RegExp(`${START}(\\d+)${END}`);

/** A text in parts for such a parser: each hole is a word in it, which is found again in what the parser returns. */
export class HoleWords {
  /** Null where the text has a character itself that words are made of. */
  public readonly source: string | null;
  private readonly holes: readonly Hole[];

  public constructor(parts: readonly Part[]) {
    this.holes = parts.filter(isHole);
    let count = 0;
    const pieces = parts.map((part) => (isHole(part) ? wordOf(part, count++) : part));
    this.source = parts.some((part) => !isHole(part) && part.includes(START)) ? null : pieces.join("");
  }

  /** The first of the holes, which says why the text is not known. */
  public get first(): Hole | undefined {
    return this.holes[0];
  }

  /** A piece of the text with its holes. */
  public partsOf(characters: string): Part[] {
    const pieces = characters.split(WORD);
    const parts = pieces.map((piece, index) => (index % 2 === 0 ? piece : (this.holes[Number(piece)] ?? "")));
    return parts.filter((part) => part !== "");
  }
}

/** What `yamlencode` puts after a colon or a dash begins with a space, or with a new line. */
function wordOf(hole: Hole, index: number): string {
  return `${hole.as === "yaml" ? " " : ""}${START}${index}${END}`;
}

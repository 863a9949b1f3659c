import { LIMITS } from "../value";
import type { Token } from "./token";

/** Ends the reading of a text that Terraform would refuse to read, or that is nested too deeply. */
export class MalformedText extends Error {}

const END: Token = { kind: "end", text: "", at: 0 };

/** Goes through tokens, with or without newlines: these part the members of an object, and are spaces elsewhere. */
export class TokenReader {
  private at = 0;
  private depth = 0;
  private readonly isWithNewlines: boolean[] = [];

  public constructor(private readonly tokens: readonly Token[]) {}

  public peek(): Token {
    const token = this.tokens[this.at] ?? END;
    if (token.kind !== "newline" || this.isWithNewlines[this.isWithNewlines.length - 1]) return token;
    return this.tokens[this.at + 1] ?? END;
  }

  public read(): Token {
    const token = this.peek();
    this.at += token === this.tokens[this.at] ? 1 : 2;
    return token;
  }

  /** Where the last token that was read ends in the text. */
  public get end(): number {
    const { text, at } = this.tokens[this.at - 1] ?? END;
    return at + text.length;
  }

  /** Whether a mark is next, which is read over then. */
  public accept(mark: string): boolean {
    const isNext = this.isMark(mark);
    if (isNext) this.read();
    return isNext;
  }

  public expect(mark: string): void {
    if (!this.accept(mark)) throw new MalformedText();
  }

  public take(kind: Token["kind"]): Token {
    if (this.peek().kind !== kind) throw new MalformedText();
    return this.read();
  }

  /** Whether a word is next, which is read over then. */
  public acceptWord(name: string): boolean {
    const isNext = this.isWord(name);
    if (isNext) this.read();
    return isNext;
  }

  public isMark(mark: string): boolean {
    const { kind, text } = this.peek();
    return kind === "mark" && text === mark;
  }

  public isWord(name: string): boolean {
    const { kind, text } = this.peek();
    return kind === "name" && text === name;
  }

  /** Into brackets, or into a template, until `leave`. */
  public enter(isWithNewlines: boolean): void {
    this.isWithNewlines.push(isWithNewlines);
  }

  public leave(): void {
    this.isWithNewlines.pop();
  }

  /** One level deeper in what calls itself, until `ascend`. */
  public descend(): void {
    if (++this.depth > LIMITS.depth) throw new MalformedText();
  }

  public ascend(): void {
    this.depth--;
  }
}

import { withoutSpacesAfter, withoutSpacesBefore } from "./spaces";
import type { Token } from "./token";

/** What the text is inside of. A heredoc is at the beginning of a line when that line may be its last one. */
type Surroundings =
  | { readonly kind: "template" | "quoted" }
  | { readonly kind: "heredoc"; readonly marker: string; isLineBegun: boolean }
  /** `braces` that are open in it; the next closing one ends an expression in a template. */
  | { readonly kind: "expression"; readonly isEmbedded: boolean; braces: number };

const SPACES = /[ \t]+/y;
const NEWLINE = /\r?\n/y;
const LINE_COMMENT = /(?:#|\/\/)[^\n]*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** Also what is no number after all, as `1.2.3`: it is one word. */
const NUMBER = /\d+(?:\.+\d+|\.*[eE][+-]?\d+)*/y;
const MARK = /\.\.\.|::|=>|[=!<>]=|&&|\|\||[[\]().,*/%+\-=<>!?:]/y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const ESCAPE = /\\(?:(["\\nrt])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/y;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
/** At the end of a line, where it ends a text; Terraform leaves such a space when a `~` takes the newline away. */
const SIGN_AND_SPACE = /[$%][ \t\v\f\r](?=\r?\n)/y;
/** Characters that mean nothing but themselves. A return belongs to the newline after it. */
const PLAIN = { template: /[^$%\n]+/y, quoted: /[^$%"\\\r\n]+/y, heredoc: /[^$%\r\n]+/y } as const;

/**
 * The tokens of a template, or of an expression. One pass with an explicit stack, in which every step takes characters
 * away, so that any text takes time in proportion to its length.
 */
export function scan(text: string, as: "template" | "expression"): Token[] {
  return new Scanner(text, as).run();
}

class Scanner {
  private readonly tokens: Token[] = [];
  private readonly around: Surroundings[] = [];
  private literal = "";
  private at = 0;

  public constructor(
    private readonly text: string,
    as: "template" | "expression",
  ) {
    this.around.push(as === "template" ? { kind: as } : { kind: as, isEmbedded: false, braces: 0 });
  }

  public run(): Token[] {
    let isValid = true;
    while (isValid && this.at < this.text.length) isValid = this.step();
    this.endLiteral();
    this.push(isValid ? "end" : "invalid", "");
    return this.tokens;
  }

  /** False where the text cannot go on in this way. */
  private step(): boolean {
    const around = this.around[this.around.length - 1];
    if (around === undefined) return false;
    return around.kind === "expression" ? this.expression(around) : this.template(around);
  }

  private template(around: Exclude<Surroundings, { kind: "expression" }>): boolean {
    if (around.kind === "heredoc" && !around.isLineBegun) {
      if (this.isLastLine(around.marker)) return true;
      around.isLineBegun = true;
    }
    const plain = this.match(PLAIN[around.kind]);
    if (plain !== null) {
      this.literal += plain;
      return true;
    }
    switch (this.text.charAt(this.at)) {
      case "$":
      case "%":
        this.sequence(around.kind === "quoted");
        return true;
      case '"':
        this.endLiteral();
        this.leave("unquote", '"');
        return true;
      case "\\":
        return this.escape();
      default:
        return around.kind !== "quoted" && this.newlineIn(around);
    }
  }

  /** `${`, `%{`, what stands for them as text, or a `$` or `%` that means itself. */
  private sequence(isQuoted: boolean): void {
    const character = this.text.charAt(this.at);
    if (this.text.startsWith(`${character}{`, this.at + 1)) {
      this.literal += `${character}{`;
      this.at += 3;
    } else if (this.text.charAt(this.at + 1) === "{") {
      this.endLiteral();
      const strips = this.text.charAt(this.at + 2) === "~";
      this.take(character === "$" ? "open" : "directive", `${character}{${strips ? "~" : ""}`);
      this.around.push({ kind: "expression", isEmbedded: true, braces: 0 });
    } else {
      const atEnd = isQuoted ? null : this.match(SIGN_AND_SPACE);
      this.literal += atEnd ?? character;
      if (atEnd === null) this.at++;
      else this.endLiteral();
    }
  }

  private escape(): boolean {
    ESCAPE.lastIndex = this.at;
    const match = ESCAPE.exec(this.text);
    if (match === null) return false;
    const [escape, simple, short, long] = match;
    this.at += escape.length;
    if (simple !== undefined) {
      this.literal += SIMPLE_ESCAPES[simple] ?? simple;
      return true;
    }
    const code = parseInt(short ?? long ?? "", 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    this.literal += String.fromCodePoint(code);
    return true;
  }

  /** Each line of a template is a text of its own: a `~` takes away no more than what is left or right in its line. */
  private newlineIn(around: Surroundings): boolean {
    const newline = this.match(NEWLINE);
    if (newline === null) return false;
    this.literal += newline;
    this.endLiteral();
    if (around.kind === "heredoc") around.isLineBegun = false;
    return true;
  }

  /** Ends a heredoc when the line, or what is left of the text, is its name; the newline after that is none of it. */
  private isLastLine(marker: string): boolean {
    const newline = this.text.indexOf("\n", this.at);
    const line = this.text.slice(this.at, newline === -1 ? this.text.length : newline);
    if (withoutSpacesAfter(withoutSpacesBefore(line)) !== marker) return false;
    this.leave("unheredoc", line);
    return true;
  }

  private expression(around: Surroundings & { kind: "expression" }): boolean {
    const character = this.text.charAt(this.at);
    switch (character) {
      case " ":
      case "\t":
        return this.skip(SPACES);
      case "#":
        return this.skip(LINE_COMMENT);
      case "\r":
      case "\n":
        return this.newline();
      case "/":
        if (this.text.startsWith("/*", this.at)) return this.comment();
        return this.text.startsWith("//", this.at) ? this.skip(LINE_COMMENT) : this.word("mark", MARK);
      case "<":
        return this.text.startsWith("<<", this.at) ? this.heredoc() : this.word("mark", MARK);
      case '"':
      case "{":
      case "}":
      case "~":
        return this.bracket(around, character);
      default:
        return this.word("name", NAME) || this.word("mark", MARK) || this.word("number", NUMBER);
    }
  }

  /** Several are as good as one. */
  private newline(): boolean {
    if (this.tokens[this.tokens.length - 1]?.kind !== "newline") this.push("newline", "\n");
    return this.skip(NEWLINE);
  }

  private comment(): boolean {
    const end = this.text.indexOf("*/", this.at + 2);
    if (end === -1) return false;
    this.at = end + 2;
    return true;
  }

  private heredoc(): boolean {
    HEREDOC.lastIndex = this.at;
    const match = HEREDOC.exec(this.text);
    if (match === null) return false;
    const [opening, marker = ""] = match;
    this.take("heredoc", opening);
    this.around.push({ kind: "heredoc", marker, isLineBegun: false });
    return true;
  }

  private word(kind: "name" | "number" | "mark", expression: RegExp): boolean {
    const word = this.match(expression);
    if (word !== null) this.push(kind, word, this.at - word.length);
    return word !== null;
  }

  private bracket(around: Surroundings & { kind: "expression" }, character: string): boolean {
    const isClosing = around.isEmbedded && around.braces === 0;
    if (character === '"') {
      this.take("quote", character);
      this.around.push({ kind: "quoted" });
    } else if (character === "{") {
      this.take("mark", character);
      around.braces++;
    } else if (character === "}" && !isClosing) {
      this.take("mark", character);
      around.braces--;
    } else if (isClosing && (character === "}" || this.text.startsWith("~}", this.at))) {
      this.leave("close", character === "}" ? "}" : "~}");
    } else {
      return false;
    }
    return true;
  }

  /** What the expression matches here, which is read over; null where it does not match. */
  private match(expression: RegExp): string | null {
    const from = this.at;
    return this.skip(expression) ? this.text.slice(from, this.at) : null;
  }

  private skip(expression: RegExp): boolean {
    expression.lastIndex = this.at;
    const isMatch = expression.test(this.text);
    if (isMatch) this.at = expression.lastIndex;
    return isMatch;
  }

  private endLiteral(): void {
    if (this.literal !== "") this.push("text", this.literal);
    this.literal = "";
  }

  private leave(kind: Token["kind"], text: string): void {
    this.take(kind, text);
    this.around.pop();
  }

  private take(kind: Token["kind"], text: string): void {
    this.push(kind, text);
    this.at += text.length;
  }

  private push(kind: Token["kind"], text: string, at = this.at): void {
    this.tokens.push({ kind, text, at });
  }
}

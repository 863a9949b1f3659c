/*
 * The lexical part of Terraform's expressions inside JSON strings: a string is a template, `${…}` and `%{…}` hold
 * expressions, these hold quoted templates, and so on. One pass, one explicit stack, so that any text is linear.
 */

export interface Token {
  /**
   * `text` is literal text of a template; `open` and `close` surround an interpolation, `directive` opens a `%{…}`,
   * `quote` and `unquote` surround a quoted template or a heredoc; `mark` is a punctuation character.
   */
  readonly kind: "text" | "open" | "directive" | "close" | "quote" | "unquote" | "name" | "number" | "mark";
  readonly value: string;
  /** The name at the end of the heredoc that a `quote` opens. */
  readonly marker?: string;
  /** Index of the token that closes what this one opens, or the other way round; -1 where there is none. */
  partner: number;
}

const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{N}\p{M}\p{Pc}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INTEGER = /\d+/y;
const TEMPLATE_TEXT = /[^$%]+/y;
const QUOTED_TEXT = /[^$%"\\]+/y;
const HEREDOC_TEXT = /[^$%\n]+/y;
const HEREDOC = /<<-?([\p{L}\p{Nl}_][\p{L}\p{Nl}\p{N}\p{M}\p{Pc}-]*)\r?\n/uy;
const LAST_LINE = /[ \t]*([\p{L}\p{Nl}_][\p{L}\p{Nl}\p{N}\p{M}\p{Pc}-]*)[ \t]*(?=\r?\n|$)/uy;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([^]))/y;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const CLOSING: Readonly<Record<string, string>> = { "}": "{", "]": "[", ")": "(" };

/** The tokens of a JSON string's template. Malformed text yields what could be made of it: it never throws. */
export function tokenize(text: string): Token[] {
  return new Tokenizer(text).run();
}

class Tokenizer {
  private readonly tokens: Token[] = [];
  /** Indexes of the tokens that are open: interpolations, quotes and brackets. */
  private readonly open: number[] = [];
  private literal = "";
  private at = 0;

  constructor(private readonly text: string) {}

  run(): Token[] {
    while (this.at < this.text.length) {
      const around = this.enclosing();
      if (around === undefined || around.kind === "quote") this.template(around);
      else this.expression();
    }
    this.endText();
    return this.tokens;
  }

  private enclosing(): Token | undefined {
    return this.tokens[this.open[this.open.length - 1] ?? -1];
  }

  private template(around: Token | undefined): void {
    const isHeredoc = around?.marker !== undefined;
    const isQuoted = around !== undefined && !isHeredoc;
    const plain = this.match(isHeredoc ? HEREDOC_TEXT : isQuoted ? QUOTED_TEXT : TEMPLATE_TEXT);
    if (plain !== null) {
      this.literal += plain;
      return;
    }
    const character = this.text.charAt(this.at);
    if (isQuoted && character === '"') {
      this.endText();
      this.close("unquote", '"');
    } else if (isHeredoc && character === "\n") {
      this.literal += character;
      this.at++;
      this.endHeredoc(around.marker);
    } else if (isQuoted && character === "\\") {
      this.literal += this.escape();
    } else if (this.text.startsWith(`${character}${character}{`, this.at)) {
      this.literal += `${character}{`;
      this.at += 3;
    } else if (this.text.charAt(this.at + 1) === "{") {
      this.endText();
      this.push(character === "$" ? "open" : "directive", this.text.slice(this.at, this.at + 2), true);
    } else {
      this.literal += character;
      this.at++;
    }
  }

  private escape(): string {
    const match = this.match(ESCAPE);
    if (match === null) return this.text.charAt(this.at++);
    const code = match.length > 2 ? parseInt(match.slice(2), 16) : null;
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    const character = match.slice(1);
    return SIMPLE_ESCAPES[character] ?? character;
  }

  private expression(): void {
    const character = this.text.charAt(this.at);
    if (/\s/.test(character)) {
      this.at++;
    } else if (character === '"') {
      this.push("quote", character, true);
    } else if (character === "{" || character === "[" || character === "(") {
      this.push("mark", character, true);
    } else if (character === "}" || character === "]" || character === ")") {
      this.closeBracket(character);
    } else if (!this.comment() && !this.heredoc()) {
      const name = this.peek(NAME);
      if (name !== null) this.push("name", name, false);
      else this.numberOrMark();
    }
  }

  private numberOrMark(): void {
    const last = this.tokens[this.tokens.length - 1];
    const number = this.peek(last?.value === "." ? INTEGER : NUMBER);
    if (number !== null) this.push("number", number, false);
    else this.push("mark", this.text.charAt(this.at), false);
  }

  private closeBracket(character: string): void {
    const around = this.enclosing();
    if (character === "}" && (around?.kind === "open" || around?.kind === "directive")) {
      this.close("close", character);
    } else if (around?.value === CLOSING[character]) {
      this.close("mark", character);
    } else if (character === "}" && this.dropUnclosed()) {
      this.closeBracket(character);
    } else {
      this.push("mark", character, false);
    }
  }

  /** A brace ends what stands around an unclosed bracket, as in `${a[0}`; false when there is nothing of that kind. */
  private dropUnclosed(): boolean {
    const around = this.enclosing();
    if (around?.value !== "[" && around?.value !== "(") return false;
    while (this.enclosing()?.value === "[" || this.enclosing()?.value === "(") this.open.pop();
    return true;
  }

  /** Skips a comment of the expression language. */
  private comment(): boolean {
    const isLine = this.text.startsWith("#", this.at) || this.text.startsWith("//", this.at);
    if (!isLine && !this.text.startsWith("/*", this.at)) return false;
    const end = this.text.indexOf(isLine ? "\n" : "*/", this.at + 1);
    this.at = end === -1 ? this.text.length : end + (isLine ? 1 : 2);
    return true;
  }

  /** Opens a heredoc: its body is a template without escapes, up to a line that holds nothing but its name. */
  private heredoc(): boolean {
    const opening = this.peek(HEREDOC);
    if (opening === null) return false;
    const marker = opening.replace(/^<<-?|\r?\n$/g, "");
    this.open.push(this.tokens.length);
    this.tokens.push({ kind: "quote", value: opening, marker, partner: -1 });
    this.at += opening.length;
    this.endHeredoc(marker);
    return true;
  }

  /** At the beginning of a line: closes the heredoc when that line is its last. */
  private endHeredoc(marker: string | undefined): void {
    const line = this.peek(LAST_LINE);
    if (line === null || line.trim() !== marker) return;
    this.endText();
    this.close("unquote", line);
  }

  private push(kind: Token["kind"], value: string, opens: boolean): void {
    if (opens) this.open.push(this.tokens.length);
    this.tokens.push({ kind, value, partner: -1 });
    this.at += value.length;
  }

  private close(kind: Token["kind"], value: string): void {
    const opener = this.open.pop() ?? -1;
    const opening = this.tokens[opener];
    if (opening) opening.partner = this.tokens.length;
    this.tokens.push({ kind, value, partner: opener });
    this.at += value.length;
  }

  private endText(): void {
    if (this.literal !== "") this.tokens.push({ kind: "text", value: this.literal, partner: -1 });
    this.literal = "";
  }

  private peek(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? null;
  }

  private match(pattern: RegExp): string | null {
    const found = this.peek(pattern);
    if (found !== null) this.at += found.length;
    return found;
  }
}

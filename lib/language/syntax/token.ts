export interface Token {
  /**
   * `text` is literal text of a template, at most one line of it. `open` and `directive` begin a `${…}` and a `%{…}`,
   * and `close` ends both. `quote` and `unquote` stand around a quoted template, `heredoc` and `unheredoc` around a
   * heredoc. A `mark` is an operator or another punctuation. `end` comes last; in its place stands `invalid` where
   * the text cannot go on as it does.
   */
  readonly kind:
    | "text"
    | "open"
    | "directive"
    | "close"
    | "quote"
    | "unquote"
    | "heredoc"
    | "unheredoc"
    | "name"
    | "number"
    | "mark"
    | "newline"
    | "end"
    | "invalid";
  /** What is written; of `text`: what it means, without its escapes. */
  readonly text: string;
  /** Where it starts; of `text`: where it ends. */
  readonly at: number;
}

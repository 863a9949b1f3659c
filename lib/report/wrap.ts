const DEFAULT_COLUMNS = 100;
/** A narrower terminal breaks lines itself: below this, texts are a column of words. */
const LEAST_COLUMNS = 40;

/** Width at which texts are broken into lines, for a terminal of so many columns, or for none. */
export function usableColumns(columns: number | undefined): number {
  return columns ? Math.max(LEAST_COLUMNS, columns) : DEFAULT_COLUMNS;
}

/** Characters that take two columns of a terminal: those of East Asia, and pictures. */
const WIDE =
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/gu;

/** How many columns of a terminal a printable text takes. */
export function widthOf(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0);
}

/** Fills a text up with spaces. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Breaks a text at its spaces into lines of a width; a longer word stays whole, so that it can be copied.
 *
 * @param first what the first line starts with
 * @param rest what the other lines start with
 */
export function wrap(text: string, width: number, first: string, rest: string = first): string {
  const lines: string[] = [];
  let line = first;
  let column = widthOf(first);
  let empty = true;
  for (const word of text.split(" ")) {
    const size = widthOf(word);
    if (!empty && column + 1 + size > width) {
      lines.push(line);
      line = rest + word;
      column = widthOf(rest) + size;
    } else {
      line += empty ? word : ` ${word}`;
      column += empty ? size : 1 + size;
    }
    empty = false;
  }
  return [...lines, line].join("\n");
}

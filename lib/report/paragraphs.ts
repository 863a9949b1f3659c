import { printableLines } from "./printable";

/** Lines that stand together, in texts of one or more whole lines, all printable; none where nothing is to be said. */
export type Paragraph = Iterable<string>;

/**
 * The text of paragraphs, with an empty line between them and no line end after the last, in parts: none of its lines
 * starts like a workflow command.
 */
export function* textOfParagraphs(paragraphs: Iterable<Paragraph>): Generator<string> {
  let before = "";
  for (const paragraph of paragraphs) {
    for (const text of paragraph) {
      yield printableLines(before + text);
      before = "\n";
    }
    if (before !== "") before = "\n\n";
  }
}

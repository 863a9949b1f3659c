import { markdownText } from "../markdown-text";
import { styleOf } from "../style";
import { alikeHolders } from "./alike";
import { headlineOf, partOf } from "./headline";
import { holderText } from "./human";
import type { ReviewReport } from "./review-report";

/** How much of a comment the holders may take, so that there is room for findings. */
const LONGEST = 24_000;
/** So many holders are open in a comment; the others are folded. */
const MOST_OPEN = 5;
const LONGEST_LINE = 1000;
/** A comment is narrower than a screen. */
const COLUMNS = 90;

/** What an apply does to AccessKeys, as a part of a comment: the most urgent holders open, the others folded. */
export function reviewMarkdown(review: ReviewReport): string {
  const groups = alikeHolders(review.holders);
  const style = styleOf({ columns: COLUMNS });
  const blocks: { text: string; holders: number }[] = [];
  let length = 0;
  for (const alike of groups) {
    const lines = holderText(alike, style).split("\n");
    const text = lines.map((line) => markdownText(line, LONGEST_LINE)).join("\n");
    length += text.length + 2;
    if (length > LONGEST) break;
    blocks.push({ text, holders: alike.names.length });
  }
  const open = blocks.slice(0, MOST_OPEN);
  const folded = blocks.slice(MOST_OPEN);
  const count = (some: typeof blocks): number => some.reduce((sum, { holders }) => sum + holders, 0);
  const leftOut = review.holders.length - count(blocks);
  const part = partOf(review);
  return [
    ...(part === null ? [] : [`**${markdownText(part)}**\n\n`]),
    `**${markdownText(headlineOf(review))}**\n\n`,
    preformatted(open),
    ...(folded.length === 0
      ? []
      : [`<details><summary>${count(folded)} more holders of keys</summary>\n\n${preformatted(folded)}</details>\n\n`]),
    ...(leftOut === 0
      ? []
      : [`_${leftOut} holders of keys left out, which did not fit; \`ramparts review\` shows all._\n\n`]),
  ].join("");
}

/** Lines as they stand, in which nothing is Markdown. */
function preformatted(blocks: readonly { readonly text: string }[]): string {
  return blocks.length === 0 ? "" : `<pre>\n${blocks.map(({ text }) => text).join("\n\n")}\n</pre>\n\n`;
}

import { printable } from "./printable";

/** Everything of ASCII that Markdown or HTML gives a meaning, somewhere in a line. */
const SPECIAL = /[!"#$%&'()*+:<=>?@[\\\]^_`{|}~]/g;
/**
 * What a forge turns into a link or a notification after it has decoded the entities: a sigil before a name, an
 * address of the web, a short reference. An invisible space inside it, spelled as an entity, keeps it text.
 */
const LINKED = /[@#!$%&~^](?=[\p{L}\p{N}_"])|:(?=\/\/)|www(?=\.)|\bGH-(?=\d)/giu;
const BREAK = "\u200b";

/** A longer text is cut: a comment on a pull request has room for so much. */
const LONGEST = 300;

/**
 * A text of somebody else's configuration inside a line of Markdown or HTML: it shows as what it is, notifies nobody
 * and cannot be clicked. A text over its length ends with an ellipsis.
 */
export function markdownText(text: string, longest: number = LONGEST): string {
  const characters = [...printable(text.slice(0, 2 * longest + 2))];
  const shown = characters.length > longest ? `${characters.slice(0, longest).join("")}…` : characters.join("");
  return shown
    .replace(LINKED, (match) => match + BREAK)
    .replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(BREAK, "&#8203;");
}

/** The same as code, which forges neither link nor format. */
export function markdownCode(text: string, longest?: number): string {
  return `<code>${markdownText(text, longest)}</code>`;
}

import { quote } from "../../manifest/change";
import type { Change } from "../../manifest/changes";
import { printable } from "../printable";
import { countOfChanges } from "./count";

/** What GitHub takes as one comment, less what the last line may need. */
const MAXIMUM_CHARACTERS = 65_536 - 200;
/** By this a program finds its own comment again and replaces it. */
const MARKER = "<!-- ramparts manifest -->";

/**
 * Changes of a manifest as a comment on a pull request; what does not fit is counted.
 *
 * Whatever comes from a manifest stands in code spans, where neither Markdown nor HTML nor a mention has an effect.
 */
export function renderChangesMarkdown(changes: readonly Change[]): string {
  let text = `${MARKER}\n### Credentials\n\n${countOfChanges(changes)}\n`;
  for (const [index, { identity, words, weight }] of changes.entries()) {
    const line = `- ${weight === "high" ? "**!** " : ""}${printable(quote(identity))}: ${printable(words)}\n`;
    if (text.length + line.length > MAXIMUM_CHARACTERS) return `${text}\n… and ${changes.length - index} more\n`;
    text += `${index === 0 ? "\n" : ""}${line}`;
  }
  return text;
}

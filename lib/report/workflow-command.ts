import { printable } from "./printable";

/**
 * So many annotations of each level GitHub shows for one step; it drops the rest without a word.
 *
 * Source: https://docs.github.com/en/actions/reference/limits
 */
export const MOST_PER_LEVEL = 10;

/** A line that GitHub Actions acts on, whatever stands in its texts. */
export function workflowCommand(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string>>,
  ...message: readonly string[]
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${propertyText(value)}`);
  return `::${name} ${list.join(",")}::${message.map(dataText).join("%0A")}`;
}

function dataText(text: string): string {
  return printable(text).replace(/%/g, "%25");
}

function propertyText(text: string): string {
  return dataText(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

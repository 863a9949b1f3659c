import type { NotReadInStack } from "../configuration/not-read";
import { printable } from "./printable";

/**
 * What was not read, one line for each reason: a module may have hundreds of files, and all stacks of an app may have
 * the same gap.
 */
export function notReadLines(notRead: readonly NotReadInStack[]): string[] {
  const gaps = new Map<string, { stack: string; what: string[]; why: string }>();
  for (const { stack, what, why } of notRead) {
    const key = JSON.stringify([stack, why]);
    const gap = gaps.get(key);
    if (gap) gap.what.push(printable(what));
    else gaps.set(key, { stack: printable(stack), what: [printable(what)], why: printable(why) });
  }
  const stacks = new Map<string, string[]>();
  for (const { stack, what, why } of gaps.values()) {
    const text = `${what.join(", ")} (${why})`;
    stacks.set(text, [...(stacks.get(text) ?? []), stack]);
  }
  return [...stacks].map(([text, names]) => `not read in ${names.join(", ")}: ${text}`);
}

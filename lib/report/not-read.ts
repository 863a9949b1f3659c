import type { NotReadInStack } from "../inventory/not-read";
import { printable } from "./printable";

/** What was not read, one line for each reason in each stack: a module may have hundreds of files. */
export function notReadLines(notRead: readonly NotReadInStack[]): string[] {
  const groups = new Map<string, { head: string; what: string[]; why: string }>();
  for (const { stack, what, why } of notRead) {
    const key = JSON.stringify([stack, why]);
    const group = groups.get(key);
    if (group) group.what.push(printable(what));
    else groups.set(key, { head: `not read in ${printable(stack)}`, what: [printable(what)], why: printable(why) });
  }
  return [...groups.values()].map(({ head, what, why }) => `${head}: ${what.join(", ")} (${why})`);
}

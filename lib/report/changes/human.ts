import { createColors } from "picocolors";
import type { Change, Weight } from "../../manifest/changes";
import { printable } from "../printable";
import { countOfChanges } from "./count";

/** Changes of a manifest as a person reads them: a line each, what gives more access first and marked. */
export function renderChangesHuman(
  changes: readonly Change[],
  { colors = false }: { readonly colors?: boolean } = {},
): string {
  const { bold, yellow, dim } = createColors(colors);
  const lines: Readonly<Record<Weight, (line: string) => string>> = {
    high: (line) => bold(yellow(`! ${line}`)),
    medium: (line) => `  ${line}`,
    low: (line) => dim(`  ${line}`),
  };
  const all = changes.map(({ identity, words, weight }) =>
    lines[weight](`${printable(identity)}: ${printable(words)}`),
  );
  return `${[...all, ...(all.length > 0 ? [""] : []), countOfChanges(changes)].join("\n")}\n`;
}

import { createColors } from "picocolors";
import type { Change, Weight } from "../../manifest/changes";
import { inPieces } from "../pieces";
import { printable } from "../printable";
import { countOfChanges } from "./count";

/** Changes of a manifest as a person reads them: a line each, what gives more access first and marked. */
export function renderChangesHuman(
  changes: readonly Change[],
  options: { readonly colors?: boolean } = {},
): Iterable<string> {
  return inPieces(textOf(changes, options));
}

function* textOf(changes: readonly Change[], { colors = false }: { readonly colors?: boolean }): Generator<string> {
  const { bold, yellow, dim } = createColors(colors);
  const lines: Readonly<Record<Weight, (line: string) => string>> = {
    high: (line) => bold(yellow(`! ${line}`)),
    medium: (line) => `  ${line}`,
    low: (line) => dim(`  ${line}`),
  };
  for (const { identity, words, weight } of changes) {
    yield `${lines[weight](`${printable(identity)}: ${printable(words)}`)}\n`;
  }
  yield `${changes.length > 0 ? "\n" : ""}${countOfChanges(changes)}\n`;
}

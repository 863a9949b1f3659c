import { createColors } from "picocolors";
import type { Level } from "../rules/finding";
import { usableColumns } from "./wrap";

/** How texts look that a person reads. */
export interface Style {
  readonly width: number;
  readonly strong: (text: string) => string;
  readonly paint: Readonly<Record<Level, (text: string) => string>>;
  /** The symbol of a change: `+`, `-`, `~`, `=`, `>`, `x`, `!`. */
  readonly symbol: (symbol: string) => string;
}

export interface StyleOptions {
  /** @default false - plain text */
  readonly colors?: boolean | undefined;
  /**
   * Width at which texts are broken into lines, in characters of a terminal; less than 40 counts as 40.
   * @default 100
   */
  readonly columns?: number | undefined;
}

export function styleOf({ colors = false, columns }: StyleOptions): Style {
  const { bold, red, green, yellow, cyan, dim } = createColors(colors);
  const symbols: Readonly<Record<string, (text: string) => string>> = {
    "+": green,
    "-": red,
    "~": yellow,
    "=": dim,
    ">": cyan,
    x: (text) => bold(red(text)),
    "!": (text) => bold(red(text)),
  };
  return {
    width: usableColumns(columns),
    strong: bold,
    paint: { error: (text) => bold(red(text)), warning: (text) => bold(yellow(text)), info: cyan },
    symbol: (symbol) => (symbols[symbol] ?? bold)(symbol),
  };
}

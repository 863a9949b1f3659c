import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const repository = resolve(__dirname, "..");

/** A fenced block of code in a document. */
export interface Block {
  readonly document: string;
  /** Line of its first line of code, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

export function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; language: string; code: string[] } | undefined;
  for (const [index, text] of readFileSync(join(repository, document), "utf8").split("\n").entries()) {
    const fence = /^\s*```(\w*)\s*$/.exec(text);
    if (!fence) open?.code.push(text);
    else if (open) {
      blocks.push({ document, line: open.line, language: open.language, code: open.code.join("\n") });
      open = undefined;
    } else open = { line: index + 2, language: fence[1] ?? "", code: [] };
  }
  return blocks;
}

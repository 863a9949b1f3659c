import type { Traversal } from "./expression";
import { addAll } from "./lists";
import { findReads } from "./read-finder";
import type { Read } from "./reads";

/** Every traversal that a string of the configuration reads, whatever the expression makes of it. */
export function findTraversals(text: string): Traversal[] {
  const traversals: Traversal[] = [];
  const open: Read[] = [...findReads(text)].reverse();
  for (let read = open.pop(); read; read = open.pop()) {
    const { from, steps } = read;
    if (typeof from === "string") traversals.push({ root: from, steps });
    else addAll(open, from.reads);
  }
  return traversals;
}

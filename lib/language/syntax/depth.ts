import { childrenOf } from "../children";
import type { Expression } from "../tree";

/**
 * Whether a tree has more levels than that. A chain as `a + a + a` or `a.b.c` is deep although nothing in its text is
 * nested, and whoever goes through the tree by calling himself has as many levels as it.
 */
export function isDeeper(tree: Expression, limit: number): boolean {
  let level = [tree];
  for (let depth = 0; depth < limit && level.length > 0; depth++) level = level.flatMap(childrenOf);
  return level.length > 0;
}

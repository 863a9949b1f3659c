import type { Rule } from "../rule";

/** Letters further apart than this are another family. */
const MOST_EDITS = 2;

/** The rule that somebody may have meant: the same number, in a family spelled nearly like this. */
export function didYouMean(id: string, rules: readonly Rule[]): Rule | undefined {
  const wanted = partsOf(id);
  const [best] = rules
    .map((rule) => ({ rule, parts: partsOf(rule.id) }))
    .filter(({ parts }) => parts.number === wanted.number)
    .map(({ rule, parts }) => ({ rule, distance: editDistance(wanted.family, parts.family) }))
    .filter(({ distance }) => distance <= MOST_EDITS)
    .sort((one, other) => one.distance - other.distance);
  return best?.rule;
}

/** `key-2` has the parts of `KEY002`; what is longer than any id is cut. */
function partsOf(id: string): { readonly family: string; readonly number: number } {
  const text = id.slice(0, 20).toUpperCase();
  return { family: text.replace(/[^A-Z]/g, ""), number: Number(text.replace(/[^0-9]/g, "")) };
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

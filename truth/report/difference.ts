/** The lines of two texts, with what only the first (`-`) or only the second has (`+`), and what is around that. */
export function difference(before: readonly string[], after: readonly string[], around = 1): string[] {
  const marked = markedLines(before, after);
  const isNear = (index: number): boolean =>
    marked.slice(Math.max(0, index - around), index + around + 1).some((line) => !line.startsWith(" "));
  return marked.filter((line, index) => isNear(index) || /^ \S.*\{$/.test(line));
}

/** By the longest common subsequence. */
function markedLines(before: readonly string[], after: readonly string[]): string[] {
  const lengths: number[][] = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  );
  const at = (one: number, other: number): number => lengths[one]?.[other] ?? 0;
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const row = lengths[one];
      if (!row) continue;
      const isSame = before[one] === after[other];
      row[other] = isSame ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  const lines: string[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      lines.push(` ${before[one]}`);
      one += 1;
      other += 1;
    } else if (other >= after.length || (one < before.length && at(one + 1, other) >= at(one, other + 1))) {
      lines.push(`-${before[one]}`);
      one += 1;
    } else {
      lines.push(`+${after[other]}`);
      other += 1;
    }
  }
  return lines;
}

/** The blocks of two codes that differ: what only the first has (`-`), only the second (`+`), and what is around. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  return blocksIn(markedLines(before, after)).flatMap((block) => {
    const isNear = (index: number): boolean =>
      block.slice(Math.max(0, index - 1), index + 2).some((line) => !line.startsWith(" "));
    if (!block.some((line) => !line.startsWith(" "))) return [];
    return block.filter((_, index) => index === 0 || isNear(index));
  });
}

/** A block begins where a line is not indented, but for the brace at its end. */
function blocksIn(marked: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of marked) {
    if (/^.[^ }]/.test(line)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  return blocks;
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

import type { History } from "./history";
import type { Course, Holder, Range } from "./review";
import type { Statements, StatementKind } from "./statement";

/** How many keys a holder has now, at the least and at the most on the way, and after. */
export function judgeCourses(
  holder: Holder,
  ids: ReadonlySet<string>,
  history: History,
  isConditional: boolean,
  statements: Statements,
): void {
  const over = history.keysOver(ids);
  const counts = {
    keys: over.map((keys) => keys.length),
    live: over.map((keys) => keys.filter(({ status }) => status === "Active").length),
  };
  for (const what of ["keys", "live"] as const) {
    const judge = (when: keyof Course, says: Range | null, isTrue: boolean | null, was: number): void => {
      const kind = `${what} ${when}` satisfies StatementKind;
      statements.add(kind, holder.name, isConditional ? null : isTrue, rangeText(says), String(was));
    };
    const { now, lowest, highest, after } = holder.numbers[what];
    const numbers = counts[what];
    const [first = 0] = numbers;
    const last = numbers.at(-1) ?? 0;
    const least = Math.min(...numbers);
    const most = Math.max(...numbers);
    const { endedWell } = history.record;
    judge("now", now, holds(now, first), first);
    // At every stop, the bounds that nothing passes; the others are claims about an apply that ends well.
    judge("lowest", lowest, endedWell ? holds(lowest, least) : least >= lowest.atLeast, least);
    judge("highest", highest, endedWell ? holds(highest, most) : most <= (highest.atMost ?? most), most);
    if (endedWell) judge("after", after, after !== null && holds(after, last), last);
  }
}

function holds({ atLeast, atMost }: Range, count: number): boolean {
  return count >= atLeast && (atMost === null || count <= atMost);
}

function rangeText(range: Range | null): string {
  if (range === null) return "none";
  const { atLeast, atMost } = range;
  return atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost ?? "any"}`;
}

import type { Comparison } from "./comparison";
import type { Statement } from "./configurations";

const HEADINGS = ["false errors", "false warnings", "undecided", "missed"];

/** A line for each configuration in which something differs, and what that comes to over all of them. */
export function figuresOf(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((comparison) => ({ name: comparison.name, numbers: numbersOf(comparison) }));
  const differing = rows.filter(({ numbers }) => numbers.some((number) => number > 0));
  const sums = HEADINGS.map((_, column) => rows.reduce((sum, { numbers }) => sum + (numbers[column] ?? 0), 0));
  const [errors = 0, warnings = 0, undecided = 0, missed = 0] = sums;
  const definite = comparisons.flatMap(({ found }) => found).filter(isDefinite).length;
  const share = definite === 0 ? 0 : (100 * (errors + warnings)) / definite;
  const width = Math.max(...rows.map(({ name }) => name.length));
  return [
    `${"".padEnd(width)}  ${HEADINGS.join("  ")}`,
    ...differing.map(({ name, numbers }) => `${name.padEnd(width)}  ${columns(numbers)}`),
    `${"all".padEnd(width)}  ${columns(sums)}`,
    "",
    `${rows.length} configurations, ${rows.length - differing.length} of them judged rightly`,
    `${errors + warnings} of ${definite} definite findings false (${share.toFixed(1)} %), ${errors} of them errors`,
    `${undecided} times "not known" of what the text decides; ${missed} findings missed`,
    "",
  ].join("\n");
}

function numbersOf({ wrong, missed }: Comparison): number[] {
  const kinds = wrong.map(({ kind }) => kind);
  const count = (kind: Statement["kind"]): number => kinds.filter((each) => each === kind).length;
  return [count("error"), count("warning"), count("unknown"), missed.length];
}

function isDefinite({ kind }: Statement): boolean {
  return kind !== "unknown";
}

function columns(numbers: readonly number[]): string {
  return numbers.map((number, index) => String(number).padStart(HEADINGS[index]?.length ?? 0)).join("  ");
}

import { counted, named } from "../../text/wording";
import { printable } from "../printable";
import type { ReviewReport } from "./review-report";

const KEY_VERBS = [
  ["+", "created"],
  ["-", "deleted"],
  ["~", "changed"],
  ["x", "gone outside of Terraform"],
  ["!", "out of Terraform's hands"],
  [">", "moved"],
] as const;
const USER_VERBS = ["deleted", "replaced", "renamed", "adopted"] as const;

/** `1 AccessKey created, 2 deleted, of 2 holders; 1 RAM user deleted; 3 others with keys stay as they are`. */
export function headlineOf({ holders, untouched }: ReviewReport): string {
  const counts = new Map<string, number>();
  for (const { keys } of holders) for (const { symbol } of keys) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const keys = listOf(
    KEY_VERBS.map(([symbol, verb]) => [verb, counts.get(symbol) ?? 0]),
    "AccessKey",
  );
  const users = listOf(
    USER_VERBS.map((verb) => [verb, holders.filter(({ change }) => change?.kind === verb).length]),
    "RAM user",
  );
  // A holder is shown also when only the user itself changes, or when something has happened outside.
  const whose = keys === "" || holders.length === 0 ? "" : `, of ${counted(holders.length, "holder")}`;
  const what = [...(users === "" ? [] : [users]), ...(keys === "" ? [] : [`${keys}${whose}`])];
  const all = what.length === 0 ? "no AccessKey is touched" : what.reverse().join("; ");
  return `${all}${untouchedText(untouched, holders.length > 0)}`;
}

/** `1 AccessKey created, 2 deleted`. */
function listOf(counts: readonly (readonly [verb: string, count: number])[], noun: string): string {
  const [first, ...more] = counts.filter(([, count]) => count > 0);
  if (first === undefined) return "";
  const [verb, count] = first;
  return [`${counted(count, noun)} ${verb}`, ...more.map(([other, number]) => `${number} ${other}`)].join(", ");
}

/** What makes the plans a part of the change, which stands before everything else; null where nothing does. */
export function partOf({ plans }: ReviewReport): string | null {
  const parts = plans.filter(({ isComplete }) => isComplete === false).map(({ stack }) => printable(stack));
  if (parts.length === 0) return null;
  const are = parts.length === 1 ? "is" : "are";
  return `a part of the change only: ${named(parts)} ${are} planned for some resources, or with changes put off`;
}

function untouchedText(untouched: number, areOthers: boolean): string {
  if (untouched === 0) return "";
  const who = counted(untouched, areOthers ? "other" : "holder");
  return `; ${who} with keys ${untouched === 1 ? "stays as it is" : "stay as they are"}`;
}

/** Whose keys the apply may fail on, and in which order. */
export function failuresOf({ holders }: ReviewReport): string[] {
  return holders.flatMap(({ kind, name, failure }) => (failure === null ? [] : [`${kind} ${name}: ${failure}`]));
}

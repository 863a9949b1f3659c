import { counted } from "../../inventory/wording";
import type { ReviewReport } from "./review-report";

const VERBS = [
  ["+", "created"],
  ["-", "deleted"],
  ["~", "changed"],
  ["x", "gone outside of Terraform"],
  ["!", "out of Terraform's hands"],
  [">", "moved"],
] as const;

/** `1 AccessKey created, 2 deleted, of 2 holders; 3 others with keys stay as they are`. */
export function headlineOf({ holders, untouched }: ReviewReport): string {
  const counts = new Map<string, number>();
  for (const { keys } of holders) for (const { symbol } of keys) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const parts = VERBS.flatMap(([symbol, verb]) => {
    const count = counts.get(symbol);
    return count === undefined ? [] : [{ count, verb }];
  });
  const [first, ...more] = parts;
  const what = first
    ? [`${counted(first.count, "AccessKey")} ${first.verb}`, ...more.map(({ count, verb }) => `${count} ${verb}`)]
    : ["no AccessKey is touched"];
  // A holder is shown also when only the user itself changes, or when something has happened outside.
  const whose = first === undefined || holders.length === 0 ? "" : `, of ${counted(holders.length, "holder")}`;
  return `${what.join(", ")}${whose}${untouchedText(untouched, holders.length > 0)}`;
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

import { counted } from "../text/wording";
import { notReadLines } from "./not-read";
import { printable } from "./printable";
import type { ReportContext } from "./report";

/** What a report does not say, and why: one line each, which every format ends with. All of it is printable. */
export function remarksOf({
  notKnown = [],
  notRead = [],
  baseline,
}: Pick<ReportContext, "notKnown" | "notRead" | "baseline">): string[] {
  return [
    ...notKnown.map((sentence) => `not known: ${printable(sentence)}`),
    ...notReadLines(notRead),
    ...(baseline && baseline.old > 0
      ? [`not shown: ${counted(baseline.old, "old finding")} in ${printable(baseline.file)}`]
      : []),
  ];
}

import { counted } from "../text/wording";
import type { Finding } from "../rules/finding";
import { summary } from "../rules/summary";
import type { ReportContext } from "./report";

/** `1 error, 2 warnings, 3 acknowledged`: what there is none of is left out. */
export function countsOf(findings: readonly Finding[]): string {
  const { error, warning, info, acknowledged } = summary(findings);
  const parts = [
    [error, `error${error === 1 ? "" : "s"}`],
    [warning, `warning${warning === 1 ? "" : "s"}`],
    [info, `info${info === 1 ? "" : "s"}`],
    [acknowledged, "acknowledged"],
  ] as const;
  return parts.flatMap(([count, noun]) => (count > 0 ? `${count} ${noun}` : [])).join(", ");
}

/** What it comes to in a line: what was not judged does not count as judged well. */
export function conclusionOf(findings: readonly Finding[], { unjudged = [] }: Pick<ReportContext, "unjudged">): string {
  const counts = findings.length === 0 ? "no findings" : countsOf(findings);
  const partly = unjudged.filter(({ isPartly }) => isPartly).length;
  const entirely = unjudged.length - partly;
  return [
    counts,
    ...(entirely > 0 ? [`${counted(entirely, "stack")} not judged`] : []),
    ...(partly > 0 ? [`${counted(partly, "stack")} judged in part only`] : []),
  ].join("; ");
}

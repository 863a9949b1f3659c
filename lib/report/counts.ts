import type { Finding } from "../rules/finding";
import { summary } from "../rules/summary";

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

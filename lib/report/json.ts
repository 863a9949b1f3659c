import type { Finding } from "../rules/finding";
import { fingerprint } from "../rules/fingerprint";
import { summary } from "../rules/summary";
import { printableJson } from "./printable";
import type { ReportContext } from "./report";

export type JsonOptions = Pick<
  ReportContext,
  "version" | "breakGlass" | "notKnown" | "notRead" | "unjudged" | "review" | "keys" | "baseline"
>;

/** Findings for another program: one JSON object, the same for every subcommand. */
export function renderJson(findings: readonly Finding[], options: JsonOptions): string {
  const { version, breakGlass = null, notKnown = [], notRead = [], unjudged = [], review, keys, baseline } = options;
  const report = {
    tool: "ramparts",
    version,
    breakGlass,
    summary: summary(findings),
    unjudged,
    ...(review && { review }),
    ...(keys && { keys }),
    findings: findings.map((finding) => ({ ...finding, fingerprint: fingerprint(finding) })),
    notKnown,
    notRead,
    ...(baseline && { baseline }),
  };
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}

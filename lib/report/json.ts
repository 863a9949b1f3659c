import type { Finding } from "../rules/finding";
import { fingerprint } from "../rules/fingerprint";
import { summary } from "../rules/summary";
import { jsonPieces } from "./json-pieces";
import type { ReportContext } from "./report";

export type JsonOptions = Pick<
  ReportContext,
  "version" | "breakGlass" | "notKnown" | "notRead" | "unjudged" | "review" | "keys" | "baseline"
>;

/** The report, its review, and the list of its holders; a holder or the part of a finding is short. */
const LEVELS = 3;

/** Findings for another program: one JSON object, the same for every subcommand. */
export function renderJson(findings: readonly Finding[], options: JsonOptions): Iterable<string> {
  const { version, breakGlass = null, notKnown = [], notRead = [], unjudged = [], review, keys, baseline } = options;
  const report = {
    tool: "ramparts",
    version,
    breakGlass,
    summary: summary(findings),
    unjudged,
    ...(review && { review }),
    ...(keys && { keys }),
    findings: withFingerprints(findings),
    notKnown,
    notRead,
    ...(baseline && { baseline }),
  };
  return jsonPieces(report, LEVELS);
}

function* withFingerprints(findings: readonly Finding[]): Generator<Finding & { readonly fingerprint: string }> {
  for (const finding of findings) yield { ...finding, fingerprint: fingerprint(finding) };
}

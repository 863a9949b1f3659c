import type { Finding } from "../rules/finding";
import { fingerprint } from "../rules/fingerprint";
import { summary } from "../rules/summary";
import { jsonPieces } from "./json-pieces";
import type { ReportContext } from "./report";

export type JsonOptions = Pick<
  ReportContext,
  "version" | "breakGlass" | "notKnown" | "notRead" | "unjudged" | "review" | "keys" | "baseline"
>;

/** Findings for another program: one JSON object, the same for every subcommand. */
export function renderJson(findings: readonly Finding[], options: JsonOptions): string {
  return [...renderJsonPieces(findings, options)].join("");
}

/** The same in pieces. */
export function* renderJsonPieces(findings: readonly Finding[], options: JsonOptions): Generator<string> {
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
  yield* jsonPieces(report);
  yield "\n";
}

function* withFingerprints(findings: readonly Finding[]): Generator<Finding & { readonly fingerprint: string }> {
  for (const finding of findings) yield { ...finding, fingerprint: fingerprint(finding) };
}

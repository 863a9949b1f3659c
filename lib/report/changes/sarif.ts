import type { Result } from "sarif";
import type { Change, Weight } from "../../manifest/changes";
import { uriOf } from "../place-text";
import { sarifLog, sentence } from "../sarif-log";

const LEVELS = { high: "warning", medium: "note", low: "note" } as const satisfies Record<Weight, string>;
/** All changes are results of one rule: none of them is a finding, all are to be looked at. */
const RULE = "manifest";

/**
 * Changes of a manifest as SARIF 2.1.0.
 *
 * @param file the manifest, which is where a reviewer finds them
 */
export function renderChangesSarif(
  changes: readonly Change[],
  { version, file }: { readonly version: string; readonly file: string },
): string {
  const results = changes.map(({ identity, kind, weight, words }): Result => ({
    ruleId: RULE,
    ruleIndex: 0,
    level: LEVELS[weight],
    message: { text: sentence(`${identity}: ${words}`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } } }],
    properties: { kind, weight },
  }));
  return sarifLog({
    version,
    rules: [{ id: RULE, shortDescription: { text: "Change of credentials" } }],
    results,
  });
}

import type { NotReadInStack } from "../inventory/not-read";
import type { Finding } from "../rules/finding";
import { fingerprint } from "../rules/fingerprint";
import { summary } from "../rules/summary";
import { printableJson } from "./printable";

export interface JsonOptions {
  /** Version of ramparts. */
  readonly version: string;
  /** The reason for which errors were lowered in this run. */
  readonly breakGlass?: string | undefined;
  /**
   * What of the configurations was not read.
   * @default nothing
   */
  readonly notRead?: readonly NotReadInStack[];
}

/** Findings for another program: one JSON object, the same for every subcommand. */
export function renderJson(findings: readonly Finding[], options: JsonOptions): string {
  const { version, breakGlass = null, notRead = [] } = options;
  const report = {
    tool: "ramparts",
    version,
    breakGlass,
    summary: summary(findings),
    findings: findings.map((finding) => ({ ...finding, fingerprint: fingerprint(finding) })),
    notRead,
  };
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}

import type { Finding } from "../rules/finding";
import { fingerprint } from "../rules/fingerprint";
import { summary } from "../rules/summary";
import { printableJson } from "./printable";

export interface JsonOptions {
  /** Version of ramparts. */
  readonly version: string;
  /** The reason for which errors were lowered in this run. */
  readonly breakGlass?: string | undefined;
}

/** Findings for another program: one JSON object, the same for every subcommand. */
export function renderJson(findings: readonly Finding[], { version, breakGlass }: JsonOptions): string {
  const report = {
    tool: "ramparts",
    version,
    breakGlass: breakGlass ?? null,
    summary: summary(findings),
    findings: findings.map((finding) => ({ ...finding, fingerprint: fingerprint(finding) })),
  };
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}

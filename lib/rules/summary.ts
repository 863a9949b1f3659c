import type { Finding, Level } from "./finding";
import { LEVELS } from "./finding";

/** How many findings a run had. One that was acknowledged counts as nothing else. */
export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly acknowledged: number;
}

export function summary(findings: readonly Finding[]): Summary {
  const counts = { error: 0, warning: 0, info: 0, acknowledged: 0 };
  for (const finding of findings) counts[finding.acknowledged ? "acknowledged" : finding.level] += 1;
  return counts;
}

/** Whether a finding that nobody has acknowledged is as severe as a level, or more so. */
export function reaches(findings: readonly Finding[], level: Level): boolean {
  const limit = LEVELS.indexOf(level);
  return findings.some((finding) => !finding.acknowledged && LEVELS.indexOf(finding.level) <= limit);
}

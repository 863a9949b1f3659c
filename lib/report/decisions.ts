import type { Acceptance, Finding } from "../rules/finding";

/** One acceptance, with how much it covers. */
export interface Decision {
  /** The first of the findings. */
  readonly finding: Finding;
  readonly acceptance: Acceptance;
  readonly count: number;
}

/** What was acknowledged, a line for each decision: one may cover thousands of findings. */
export function decisionsIn(findings: readonly Finding[]): Decision[] {
  const decisions = new Map<string, { finding: Finding; acceptance: Acceptance; count: number }>();
  for (const finding of findings) {
    const acceptance = finding.acknowledged;
    if (!acceptance) continue;
    const { reason, until, owner, link } = acceptance;
    const key = JSON.stringify([finding.rule, reason, until, owner, link]);
    const decision = decisions.get(key);
    if (decision) decision.count += 1;
    else decisions.set(key, { finding, acceptance, count: 1 });
  }
  return [...decisions.values()];
}

/** Until when, by whom and why: the words that go into every format. */
export function acceptanceText({ reason, until, owner, link }: Acceptance): string {
  const by = owner === undefined ? "" : ` by ${owner}`;
  return `until ${until}${by}: ${reason}${link === undefined ? "" : ` (${link})`}`;
}

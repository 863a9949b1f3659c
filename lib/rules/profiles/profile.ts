import type { Level } from "../finding";
import { LEVELS } from "../finding";
import type { Thresholds } from "../thresholds";

/** What a rule is in a profile: the level of its findings, or off when it does not run. */
export type RuleLevel = Level | "off";

/** All of them, the most severe first. */
export const RULE_LEVELS: readonly RuleLevel[] = [...LEVELS, "off"];

/** How severely a team judges what the rules find. */
export interface Profile {
  readonly name: string;
  /** Levels that differ from those of the rules themselves, by rule id. */
  readonly levels: Readonly<Record<string, RuleLevel>>;
  readonly thresholds: Thresholds;
  /** Where errors may be acknowledged: `file` is ramparts.yaml alone, since a file can have a code owner. */
  readonly errorsAcknowledgedIn: "code" | "file";
}

/** Whether a level is less severe than another. */
export function isLower(level: RuleLevel, than: RuleLevel): boolean {
  return RULE_LEVELS.indexOf(level) > RULE_LEVELS.indexOf(than);
}

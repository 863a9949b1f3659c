import type { Inventory, Site } from "../inventory/model";
import { Acceptances, acceptanceOf, hasExpired } from "./acceptances";
import { CATALOGUE } from "./catalogue";
import type { Acceptance, Finding, Level, Place } from "./finding";
import { LEVELS } from "./finding";
import { compareText } from "./place-order";
import { redacted } from "./redacted";
import type { Observation, Rule, RuleContext, Stage } from "./rule";

export interface EvaluateOptions {
  readonly stage: Stage;
  /** The day on which the check runs, `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /**
   * Whether what depends on today's date may be an error. Synthesis says no: the same commit synthesises tomorrow.
   * @default true
   */
  readonly timeDecides?: boolean;
  /** @default the whole catalogue */
  readonly rules?: readonly Rule[];
}

/** Runs the rules over an inventory: the findings, most severe first, in an order that depends on nothing else. */
export function evaluate(inventory: Inventory, options: EvaluateOptions): Finding[] {
  const { stage, today, timeDecides = true, rules = CATALOGUE } = options;
  const context: RuleContext = { inventory, stage, today, rules };
  const acceptances = new Acceptances(inventory.stacks, () => true);
  // What has expired cannot accept the report that it has expired.
  const lasting = new Acceptances(inventory.stacks, (acknowledgement) => !hasExpired(acknowledgement, today));

  const findings = new Map<string, Finding>();
  for (const rule of rules) {
    if (!rule.stages.includes(stage)) continue;
    for (const observation of rule.evaluate(context)) {
      const acknowledged = rule.fixed
        ? null
        : (ownAcceptance(observation) ?? (observation.dated ? lasting : acceptances).find(rule.id, observation.site));
      const finding = findingOf(rule, observation, levelOf(rule, observation, timeDecides), acknowledged);
      const { stack, address, path, message } = finding;
      const identity = JSON.stringify([rule.id, stack, address, path, message]);
      if (!findings.has(identity)) findings.set(identity, finding);
    }
  }
  return redacted([...findings.values()].sort(compareFindings), inventory);
}

function ownAcceptance(observation: Observation): Acceptance | null {
  return observation.acceptance && acceptanceOf(observation.acceptance);
}

function levelOf(rule: Rule, observation: Observation, timeDecides: boolean): Level {
  const certain = observation.level ?? rule.level;
  if (observation.dated && !timeDecides && certain === "error") return "warning";
  if (observation.unknown === null || observation.level !== null) return certain;
  return rule.level === "error" ? "warning" : "info";
}

function findingOf(rule: Rule, observation: Observation, level: Level, acknowledged: Acceptance | null): Finding {
  return {
    rule: rule.id,
    level,
    verdict: observation.unknown === null ? "violation" : "indeterminate",
    ...placeOf(observation.site),
    subject: observation.subject,
    message: observation.message,
    fix: observation.fix ?? rule.fix,
    related: observation.related.map(placeOf),
    unknown: observation.unknown?.attribute ?? null,
    fixed: rule.fixed ?? false,
    acknowledged,
  };
}

function placeOf({ stack, address, path, source }: Site): Place {
  return { stack, address, path, source };
}

function compareFindings(one: Finding, other: Finding): number {
  return (
    LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
    compareText(one.stack, other.stack) ||
    compareText(one.path ?? one.address, other.path ?? other.address) ||
    compareText(one.rule, other.rule) ||
    compareText(one.message, other.message) ||
    compareText(one.address, other.address)
  );
}

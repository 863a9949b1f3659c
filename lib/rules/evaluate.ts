import type { AcknowledgementMetadata } from "../configuration/metadata";
import { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKeys } from "../listing/live-keys";
import type { Inventory } from "../inventory/model";
import type { SecretMark } from "../redaction/redaction";
import type { PlanReview } from "../plan/plan-review";
import { acceptanceOf } from "./acceptances";
import { CATALOGUE } from "./catalogue";
import { Decisions } from "./decisions";
import type { Acceptance, Finding, Level } from "./finding";
import { LEVELS } from "./finding";
import { GRD003 } from "./guard/grd003";
import { GRD004 } from "./guard/grd004";
import type { GuardBase } from "./guard/guard-base";
import { mergedInstances } from "./merged-instances";
import { compareText } from "./place-order";
import type { Profile } from "./profiles/profile";
import { isLower } from "./profiles/profile";
import { redacted } from "./redacted";
import type { Observation, Rule, RuleContext, RunIdentity, Stage } from "./rule";
import type { Settings } from "./settings";
import { NO_SETTINGS, profileOf, SETTINGS_FILE, settledLevel } from "./settings";

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
  /**
   * What the team has settled in ramparts.yaml.
   * @default nothing: the profile is `baseline`, or what the code asks for
   */
  readonly settings?: Settings;
  /**
   * What the change starts from: what weakens the guard since then is reported.
   * @default the change is not judged
   */
  readonly base?: GuardBase;
  /**
   * What a plan does, as `reviewOf` says it; the inventory is what there will be after it.
   * @default there is no plan: the inventory is of a configuration or a state
   */
  readonly review?: PlanReview;
  /**
   * What lives in the account.
   * @default only what the inventory says is known
   */
  readonly liveKeys?: LiveKeys;
  /**
   * What the run authenticates with, as its environment says it.
   * @default only what the plan itself tells
   */
  readonly runIdentity?: RunIdentity;
  /**
   * Secrets that are known from elsewhere, such as the environment: no finding shows one.
   * @default those that the inventory knows
   */
  readonly secretMarks?: readonly SecretMark[];
}

/**
 * Runs the rules over an inventory: the findings, in an order that depends on nothing else. What weakens the guard
 * comes first, since it decides what the rest is worth; then the most severe.
 */
export function evaluate(inventory: Inventory, options: EvaluateOptions): Finding[] {
  const { stage, today, timeDecides = true, rules = CATALOGUE, settings = NO_SETTINGS, base = null } = options;
  const { review = null, liveKeys, runIdentity = null, secretMarks } = options;
  const { allowedRecipients } = settings;
  const profile = profileOf(settings, inventory.stacks);
  const thresholds = { ...profile.thresholds, ...settings.thresholds };
  const usage = { acknowledgements: new Set<AcknowledgementMetadata>(), rules: new Set<string>() };
  const recipients = allowedRecipients && { allowedRecipients };
  const settled = { settings, profile, thresholds, ...recipients };
  const listing = liveKeys ? new LiveKeyIndex(liveKeys, inventory) : null;
  const given = { review, listing, runIdentity };
  const context: RuleContext = { inventory, stage, today, rules, base, usage, ...given, ...settled };
  const decisions = new Decisions(inventory, settings, profile, today);

  const findings: Finding[] = [];
  for (const rule of inRunningOrder(rules)) {
    const ruleLevel = settledLevel(rule, settings, profile);
    if (!rule.stages.includes(stage) || ruleLevel === "off") continue;
    usage.rules.add(rule.id);
    const seen = new SeenOnce();
    for (const observation of rule.evaluate(context)) {
      const certain = levelOf(rule, ruleLevel, observation);
      const { acceptance, counts, external } = decisions.on(rule, observation, certain);
      if (acceptance) usage.acknowledgements.add(acceptance);
      const level = observation.dated && !timeDecides && certain === "error" ? "warning" : certain;
      const told = acceptance && !counts ? refused(observation, profile) : observation;
      const accepted = acceptance && counts ? { ...acceptanceOf(acceptance), ...(external && { external }) } : null;
      if (seen.add(told)) findings.push(findingOf(rule, told, level, accepted));
    }
  }
  const sorted = findings.sort(compareFindings);
  // An instance that a plan or a state has is an object of its own.
  const told = stage === "configuration" ? mergedInstances(sorted).sort(compareFindings) : sorted;
  return redacted(told, base ? [inventory, base.inventory] : [inventory], secretMarks);
}

/** What one rule has seen, each thing once. */
class SeenOnce {
  /** The first at each address: of most there is no second one. */
  private readonly firsts = new Map<string, Observation>();
  private readonly others = new Set<string>();

  /** Whether it was not seen before. */
  add(observation: Observation): boolean {
    const { address } = observation.site;
    const first = this.firsts.get(address);
    if (first === undefined) {
      this.firsts.set(address, observation);
      return true;
    }
    const identity = identityOf(observation);
    return identity !== identityOf(first) && this.others.size < this.others.add(identity).size;
  }
}

/** What of a rule is the same finding: the lengths keep the parts apart. */
function identityOf({ site: { stack, address, path }, message }: Observation): string {
  return `${stack.length} ${address.length} ${path?.length ?? ""} ${stack}${address}${path ?? ""}${message}`;
}

/** Whether acceptances are needed is known when everything else has been judged. */
function inRunningOrder(rules: readonly Rule[]): Rule[] {
  return [...rules.filter(({ id }) => id !== GRD003.id), ...rules.filter(({ id }) => id === GRD003.id)];
}

/** Says to whoever has acknowledged it why that does not count. */
function refused(observation: Observation, { name }: Profile): Observation {
  const why = `the profile ${name} takes acknowledgements of errors from ${SETTINGS_FILE} alone`;
  return { ...observation, message: `${observation.message}; it is acknowledged in code, but ${why}` };
}

/** A level that the observation itself has is changed only where the rule was lowered below it. */
function levelOf(rule: Rule, settled: Level, { level, unknown }: Observation): Level {
  if (level !== null) return isLower(settled, rule.level) && isLower(settled, level) ? settled : level;
  if (unknown === null) return settled;
  return settled === "error" ? "warning" : "info";
}

function findingOf(rule: Rule, observation: Observation, level: Level, acknowledged: Acceptance | null): Finding {
  const { stack, address, path, source } = observation.site;
  return {
    rule: rule.id,
    level,
    verdict: observation.unknown === null ? "violation" : "indeterminate",
    stack,
    address,
    path,
    source,
    subject: observation.subject,
    message: observation.message,
    fix: observation.fix ?? rule.fix,
    related: observation.related,
    unknown: observation.unknown?.attribute ?? null,
    fixed: rule.fixed ?? false,
    acknowledged,
  };
}

function compareFindings(one: Finding, other: Finding): number {
  return (
    Number(other.rule === GRD004.id) - Number(one.rule === GRD004.id) ||
    LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
    compareText(one.stack, other.stack) ||
    compareText(one.path ?? one.address, other.path ?? other.address) ||
    compareText(one.rule, other.rule) ||
    compareText(one.message, other.message) ||
    compareText(one.address, other.address)
  );
}

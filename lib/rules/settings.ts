import type { AcknowledgementMetadata } from "../configuration/metadata";
import type { Stack } from "../inventory/model";
import type { Site } from "../places/site";
import type { Quotas } from "../limits/quotas";
import type { Source } from "./finding";
import type { Profile, RuleLevel } from "./profiles/profile";
import { isLower } from "./profiles/profile";
import { profileNamed, strictest } from "./profiles/profiles";
import type { Rule } from "./rule";
import type { Thresholds } from "./thresholds";

/** Name of the file in which a team keeps its settings. */
export const SETTINGS_FILE = "ramparts.yaml";

/** An acknowledgement in ramparts.yaml: for configurations that are not ours, and for what code may not accept. */
export interface FileAcknowledgement extends AcknowledgementMetadata {
  readonly rule: string;
  /** By Terraform address in any stack, of which a final `*` stands for any ending; or at a construct and below. */
  readonly by: "address" | "path";
  readonly target: string;
  readonly source: Source;
}

/** What a review may have Terraform run with credentials. */
export interface AllowedPrograms {
  /** Sources of providers: `aliyun/alicloud`. */
  readonly providers: readonly string[];
  /** What the sources of modules begin with; such as lie beside the configuration are looked into instead. */
  readonly modules: readonly string[];
  /** Types of backends, of remote states too: `oss`. */
  readonly backends: readonly string[];
}

/** What a team has settled in ramparts.yaml; quotas, which are facts about accounts, are for the inventory. */
export interface Settings {
  /** Null where the file names none. */
  readonly profile: Profile | null;
  /** Levels of rules that differ from the profile, by id. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
  readonly thresholds: Partial<Thresholds>;
  readonly quotas: Partial<Quotas>;
  /** Fingerprints of the PGP keys to which secrets may be encrypted; null when anybody may be a recipient. */
  readonly allowedRecipients: readonly string[] | null;
  readonly acknowledgements: readonly FileAcknowledgement[];
  /** Null when a review may run whatever the configuration names. */
  readonly terraform: AllowedPrograms | null;
}

/** A team without a file. */
export const NO_SETTINGS: Settings = {
  profile: null,
  levels: new Map(),
  thresholds: {},
  quotas: {},
  allowedRecipients: null,
  acknowledgements: [],
  terraform: null,
};

/** The profile that holds: the strictest of the file's and of those that the code asks for, which cannot weaken it. */
export function profileOf(settings: Settings, stacks: readonly Stack[]): Profile {
  const fromCode = stacks.flatMap(({ guard }) => profileNamed(guard?.profile ?? "") ?? []);
  return strictest(settings.profile ? [settings.profile, ...fromCode] : fromCode);
}

/** What a rule is: as the file says, else as the profile says, else as the rule says; a fixed rule is never lowered. */
export function settledLevel(rule: Rule, settings: Settings, profile: Profile): RuleLevel {
  const own = rule.offByDefault ? "off" : rule.level;
  const level = settings.levels.get(rule.id) ?? profile.levels[rule.id] ?? own;
  return rule.fixed && isLower(level, rule.level) ? rule.level : level;
}

/** The place of an entry of the file, as a finding shows it. */
export function settingsSite(entry: string, source: Source | null = null): Site {
  return { stack: SETTINGS_FILE, address: entry, path: SETTINGS_FILE, source };
}

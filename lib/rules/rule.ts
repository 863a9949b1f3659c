import type { AcknowledgementMetadata } from "../configuration/metadata";
import type { Inventory } from "../inventory/model";
import type { Unknown } from "../maybe/maybe";
import type { Site } from "../places/site";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { PlanReview } from "../plan/plan-review";
import type { Acceptance, Level } from "./finding";
import type { GuardBase } from "./guard/guard-base";
import type { Profile } from "./profiles/profile";
import type { Settings } from "./settings";
import type { Thresholds } from "./thresholds";

export type Stage = "configuration" | "plan" | "state";

/** What a rule may look at. */
export interface RuleContext {
  readonly inventory: Inventory;
  readonly stage: Stage;
  /** The day on which the check runs, `YYYY-MM-DD`, UTC; injected, so that a rule has no clock of its own. */
  readonly today: string;
  readonly profile: Profile;
  /** The numbers of the profile, and those of the team. */
  readonly thresholds: Thresholds;
  /** All rules of the run: what the guard's own rules judge acknowledgements by. */
  readonly rules: readonly Rule[];
  /** What the team has settled in ramparts.yaml. */
  readonly settings: Settings;
  /** Fingerprints of the PGP keys to which secrets may be encrypted; absent when anybody may be a recipient. */
  readonly allowedRecipients?: readonly string[];
  /** What the change is compared with; null when nobody has given a base. */
  readonly base: GuardBase | null;
  /** What the plan does, at the stage of a plan; null elsewhere. The inventory is the `after` of its `plan`. */
  readonly review: PlanReview | null;
  /** What is known of the keys that live in the account beside what Terraform says; null when nobody has given it. */
  readonly listing: LiveKeyIndex | null;
  /** What the run itself authenticates with, as far as its environment tells; null when nobody has said. */
  readonly runIdentity: RunIdentity | null;
  /** The acknowledgements that have accepted a finding so far, and whether a rule has run. */
  readonly usage: Usage;
}

/** What Terraform authenticates with where it runs. */
export interface RunIdentity {
  /** The AccessKey id. */
  readonly accessKeyId: string;
}

/** What has happened in a run: complete for the one rule that runs last, GRD003. */
export interface Usage {
  readonly acknowledgements: ReadonlySet<AcknowledgementMetadata>;
  readonly rules: ReadonlySet<string>;
}

/** One thing that a rule has seen; `violation()` and `indeterminate()` make it. */
export interface Observation {
  readonly site: Site;
  /** One sentence or two: what is wrong here, with the value. */
  readonly message: string;
  /** The identity it is about, `user:hologres-bi`, `account:1234…`, where there is one. */
  readonly subject: string | null;
  /** Other places that take part, in the order in which a reader needs them. */
  readonly related: readonly Site[];
  /** Set when a value is unknown: neither passed nor a violation. */
  readonly unknown: Unknown | null;
  /** Replaces the rule's level, where the catalogue names two; of an indeterminate observation, the level of that. */
  readonly level: Level | null;
  /** Replaces the rule's fix, where the case has a better one. */
  readonly fix: string | null;
  /** Set where the declaration itself carries the acceptance: a custody, a root key. */
  readonly acceptance: Acceptance | null;
  /** True when today's date decides it: never more than a warning under synthesis, nor accepted by what has expired. */
  readonly dated: boolean;
}

/** One rule of the catalogue: its texts and a pure function of the inventory. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** True when it can be neither accepted nor lowered: the service would refuse, or a secret would be lost. */
  readonly fixed?: true;
  /** True when the rule runs only where a profile asks for it. */
  readonly offByDefault?: true;
  readonly stages: readonly Stage[];
  /** What the finding is, as a title. */
  readonly title: string;
  readonly why: string;
  /** What to do, as an imperative clause without a full stop. */
  readonly fix: string;
  /** The same check elsewhere: `{ "CIS Alibaba Cloud": "1.6", "Cloud Config": "root-ak-check" }`. */
  readonly twins?: Readonly<Record<string, string>>;
  /**
   * What fires the rule, and what it should be, each as whoever writes or reviews it sees it: a configuration in
   * Terraform JSON, or TypeScript with the constructs; what matters of the JSON of a plan (`resource_changes`) or of a
   * state (`values`); a listing of live keys, as docs/keys.md has it, also after TypeScript and the line
   * `// keys.json`; a change of ramparts.yaml, as a diff; or a command.
   */
  readonly example: { readonly before: string; readonly after: string };
  evaluate(context: RuleContext): Iterable<Observation>;
}

/** What an observation may say beside its place and message. */
export interface ObservationDetails {
  readonly subject?: string | undefined;
  readonly related?: readonly Site[];
  readonly level?: Level;
  readonly fix?: string;
  readonly acceptance?: Acceptance | undefined;
  readonly dated?: boolean;
}

export function violation(site: Site, message: string, details: ObservationDetails = {}): Observation {
  return observe(site, message, null, details);
}

export function indeterminate(
  site: Site,
  message: string,
  unknown: Unknown,
  details: ObservationDetails = {},
): Observation {
  return observe(site, message, unknown, details);
}

const NOWHERE: readonly Site[] = [];

function observe(site: Site, message: string, unknown: Unknown | null, details: ObservationDetails): Observation {
  return {
    site,
    message,
    subject: details.subject ?? null,
    related: details.related ?? NOWHERE,
    unknown,
    level: details.level ?? null,
    fix: details.fix ?? null,
    acceptance: details.acceptance ?? null,
    dated: details.dated ?? false,
  };
}

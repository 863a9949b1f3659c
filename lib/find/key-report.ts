import type { ConsumerMetadata } from "../configuration/metadata";
import type { Site } from "../places/site";

/** Everything that whoever has found a leaked AccessKey has to know; no text of it holds a whole id but the command. */
export interface KeyReport {
  /** First and last four characters. */
  readonly id: string;
  readonly holder: KeyHolder;
  /** Where Terraform manages it; null for a key that none of the states knows. */
  readonly place: Site | null;
  /** Whether the code speaks of it there: a deposed key has an address at which the code speaks of another one. */
  readonly standing: "declared" | "undeclared" | "deposed" | "notKnown" | null;
  /** Whether there were states to look in: else nothing tells whether Terraform manages the key. */
  readonly areStatesGiven: boolean;
  /**
   * The newest that is known: a listing's, else a state's; `gone` for a key that a listing shows to be deleted. Null
   * where nothing tells it.
   */
  readonly status: "Active" | "Inactive" | "gone" | null;
  /** What tells the status: a listing has looked at the account, a state is as old as the last apply or refresh. */
  readonly statusFrom: "listing" | "state";
  readonly created: string | null;
  /** When it was last used; `never`, or null where nothing tells it. */
  readonly lastUsed: string | null;
  readonly grants: readonly KeyGrant[];
  /** What has the grants: code and manifest tell only what is meant to be. Null where nothing has any. */
  readonly grantsFrom: "states" | "code" | "manifest" | null;
  readonly consumers: readonly ConsumerMetadata[];
  readonly otherKeys: readonly OtherKey[];
  /** A sentence about from where it works. */
  readonly networks: string;
  readonly disable: Disabling;
  /** What the next apply does with it; null for a key that no state knows, or that is gone. */
  readonly nextApply: ApplyEffect | null;
  /** What keeps it disabled, or else becomes of it, one sentence each. */
  readonly lasting: readonly string[];
  /** What nobody can tell from what was given, one sentence each. */
  readonly notKnown: readonly string[];
}

/**
 * What an apply does with a key that somebody has disabled by hand. `fails` where Terraform refuses the plan,
 * `notKnown` where what was given does not tell it.
 */
export type ApplyEffect = "deletes" | "replaces" | "forgets" | "enables" | "disables" | "keeps" | "fails" | "notKnown";

/** Whose the key is. */
export interface KeyHolder {
  readonly kind: "user" | "account" | "unknown";
  /** `RAM user "etl"`. */
  readonly label: string;
  readonly accountId: string | null;
}

export interface KeyGrant {
  readonly policy: string;
  readonly type: string;
  /** The group through which the user has it. */
  readonly through: string | null;
}

export interface OtherKey {
  readonly id: string;
  readonly status: string | null;
  readonly place: Site | null;
}

/** How the key stops working at once. */
export interface Disabling {
  /** For a shell, with the whole id; null where there is none to give, or nothing to disable. */
  readonly command: string | null;
  /** Set where a listing shows that the key works no more. */
  readonly isDone?: true;
  /** What to know before and after, one sentence each. */
  readonly notes: readonly string[];
}

import type { Principal } from "../../../inventory/grant-model";
import type { Unknown } from "../../../maybe/maybe";
import type { Site } from "../../../places/site";
import type { PolicyCondition } from "../../../policy/policy-conditions";

/** How dangerous something is that somebody may do: to have the account, to make or widen credentials, or less. */
export type Weight = "administrator" | "credential-minting" | "other";

/** How a policy comes to somebody. */
export interface Via {
  /** Null for the trust policy of a role. */
  readonly policy: { readonly name: string | null; readonly type: string | null } | null;
  /** The attachment; for a trust policy the role, for an unknown group the membership. */
  readonly site: Site;
  /** The group that has the policy, where it is not attached to the user itself, with the membership. */
  readonly through: { readonly group: Principal; readonly membership: Site } | null;
}

/** Something that somebody may do on one side and may not on the other. */
export interface Grant {
  /** `trust` says who may assume a role, anything else what somebody may do. */
  readonly kind: "permissions" | "trust";
  /** What made the difference: a permission that came or went, or a denial that did. */
  readonly change: "allowed" | "no longer denied" | "no longer allowed" | "denied";
  /** Patterns of actions, without those of `exceptActions`. Empty for a policy that is known by its name only. */
  readonly actions: readonly string[];
  readonly exceptActions: readonly string[];
  /** Patterns of resources; in a grant of trust of principals, as `RAM acs:ram::1234567890123456:root`. */
  readonly targets: readonly string[];
  readonly exceptTargets: readonly string[];
  /** All of them must hold. */
  readonly conditions: readonly PolicyCondition[];
  /** True where all of it was granted before, and will be, but under conditions that are not certainly as strict. */
  readonly conditionsChanged: boolean;
  /** For `trust`: what the role itself may do, which is what is lent. */
  readonly weight: Weight;
  /** The ways by which the policy that allows, or denied, comes to the principal. */
  readonly via: readonly [Via, ...Via[]];
}

/** A policy or group that differs, and of which nobody can tell what it is, or what the difference comes to. */
export interface Undecided {
  readonly when: "before" | "after";
  readonly unknown: Unknown;
  readonly via: Via;
  /** Of all that the policy grants, where that is known. */
  readonly weight?: Weight;
}

/** What changes for one user, group or role. */
export interface AuthorityChange {
  readonly principal: Principal;
  readonly existence: "created" | "deleted" | "kept";
  /** The most dangerous first. */
  readonly widened: readonly Grant[];
  /** Empty for who is deleted: nothing is left to say. */
  readonly narrowed: readonly Grant[];
  readonly undecided: readonly Undecided[];
}

export interface AuthorityChanges {
  readonly principals: readonly AuthorityChange[];
  /** What is granted to somebody of whom it is not known who that is. */
  readonly unattributed: readonly Undecided[];
}

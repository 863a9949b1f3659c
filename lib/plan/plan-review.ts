import type { ElsewhereCount } from "../inventory/elsewhere-count";
import type { AccountIdentity, Owner } from "../inventory/model";
import type { Site } from "../places/site";
import type { Plan } from "../inventory/read-plans";
import type { KeyPair } from "./key-pairs";
import type { NameClash } from "./name-clashes";
import type { Course } from "./range";
import type { Certainty, Gap } from "./world/outcome";
import type { RefusalKind } from "./world/world";

/** What an apply does to AccessKeys, by whose they are. */
export interface PlanReview {
  readonly plan: Plan;
  /** Whoever has keys that are touched: first those for whom the apply may fail, then who may be without a live key. */
  readonly holders: readonly HolderReview[];
  /** How many others have keys, of which none is touched. */
  readonly untouched: number;
  readonly renames: readonly UserRename[];
  /** The groups, roles and policies of which the service refuses the name. */
  readonly nameClashes: readonly NameClash[];
  /** What the review cannot tell, and why: a sentence each. */
  readonly notKnown: readonly string[];
}

export type HolderKind = "RAM user" | "Alibaba Cloud account" | "whoever runs Terraform" | "unknown owner";

/** Whoever has AccessKeys under one quota, over all stacks. */
export interface HolderReview {
  /**
   * `hologres-bi`, with its account where another holder has the same name; an account's id, or an address where
   * nothing better is known.
   */
  readonly name: string;
  readonly kind: HolderKind;
  /** `RAM user "hologres-bi"`: for a sentence. */
  readonly label: string;
  /** `user:hologres-bi`, `account:1234…`; null where neither is known. */
  readonly subject: string | null;
  /** Where a finding about it belongs: the declaration of the user, else the first of its keys. */
  readonly site: Site;
  readonly account: AccountIdentity;
  /** The user before the apply and after it. */
  readonly before: Owner | null;
  readonly after: Owner | null;
  /** What becomes of the user itself; null where nothing does. */
  readonly change: HolderChange | null;
  /** In the order in which a reader finds them. */
  readonly keys: readonly KeyReview[];
  /** AccessKeys that Terraform does not manage. */
  readonly unmanaged: ElsewhereCount;
  readonly affected: readonly AffectedConsumer[];
  /** Places of the configuration that read the secret of a key that is affected: `kubernetes_secret.bi`. */
  readonly readers: readonly Site[];
  readonly quota: number;
  readonly apply: ApplyReview;
  /** Why nothing is said about its numbers; null where something is. */
  readonly notJudged: string | null;
}

/**
 * `+` created, `-` deleted, `~` replaced or updated, `=` as it was, `>` moved, `x` gone outside of Terraform, `!` out
 * of its hands.
 */
export type ChangeSymbol = "+" | "-" | "~" | "=" | ">" | "x" | "!";

export interface HolderChange {
  readonly kind: "created" | "deleted" | "replaced" | "renamed" | "adopted" | "forgotten" | "moved";
  readonly symbol: ChangeSymbol;
  readonly words: string;
  /** Whether a deletion takes along what Terraform does not know of; null where that is not known. */
  readonly force: boolean | null;
  readonly site: Site;
  /** Where Terraform has the user before the apply and after it; null on a side where it has none. */
  readonly addresses: { readonly leaving: string | null; readonly coming: string | null };
}

/** One key of a holder. */
export interface KeyReview extends KeyPair {
  readonly symbol: ChangeSymbol;
  /** `etl`, `etl["eu"]`. */
  readonly name: string;
  readonly words: string;
  readonly fate: KeyFate;
  /**
   * Which part of the change is this holder's: a key that changes hands is deleted from one and created for another.
   */
  readonly part: "both" | "before" | "after";
}

/** A status as far as it is known; null where there is no key. */
export type KeyStatus = "Active" | "Inactive" | "not known" | null;

/** What an apply that ends well does to a key. */
export interface KeyFate {
  readonly kind:
    | "created"
    | "deleted"
    | "replaced"
    | "disabled"
    | "enabled"
    | "updated"
    | "kept"
    | "forgotten"
    | "dies with its user"
    | "vanished"
    | "lost from view"
    | "unknown";
  /** Of the key that there is now. */
  readonly before: KeyStatus;
  /** Of the one that there is at this address after the apply. */
  readonly after: KeyStatus;
  /** What happened to it outside of Terraform since the last apply; not known where the plan would not say it. */
  readonly outside: "enabled" | "disabled" | "vanished" | "not known" | null;
  /** False where its status, and that it is there, are as the last apply left them. */
  readonly isAsked: boolean;
  readonly isTainted: boolean;
  /** Whether its creation went wrong before anybody had its secret. */
  readonly isSecretLost: boolean;
  /** Whether the deletion of its user takes it along. */
  readonly diesWithUser: Certainty | null;
  /** The same of the one that is created in its place; null where there is none. */
  readonly nextDiesWithUser: Certainty | null;
  /** Whether the key that there is now stays in the account and in no state. */
  readonly untracked: Certainty | null;
}

/** Somebody who uses a key that is disabled, deleted or replaced. */
export interface AffectedConsumer {
  readonly service: string;
  readonly name: string;
  readonly owner: string;
  readonly runbook: string | null;
  /** Names of the keys. */
  readonly keys: readonly string[];
}

/** One step of an order: what is done to a key or to a user. */
export interface Step {
  readonly verb: "create" | "delete" | "enable" | "disable" | "update" | "rename";
  /** `blue`, `the user etl`. */
  readonly name: string;
  readonly site: Site;
  /** Null for what is done to the user itself. */
  readonly key: KeyReview | null;
}

/** A request that the service refuses: the apply stops there, and what it has done stays. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly verdict: "may fail" | "will fail" | "not known";
  /** The shortest order that leads to it, its last step being what is refused; empty where that is not known. */
  readonly steps: readonly Step[];
  /** An order of all steps in which nothing is refused; empty where there is none, or none was found. */
  readonly safeOrder: readonly Step[];
}

/** What may happen to the keys of one holder over all orders that Terraform may choose. */
export interface ApplyReview {
  readonly keys: Course;
  readonly live: Course;
  /** How many keys it would need room for on its way. */
  readonly needed: number;
  /** Whether there is a moment in which none of its keys works, of which one does now. */
  readonly gap: Gap;
  /** Whatever the service refuses, the most certain first. */
  readonly refusals: readonly Refusal[];
  /** The worst of them. */
  readonly verdict: "cannot fail" | "may fail" | "will fail" | "not known";
  /** Whether the order is the one of the apply; otherwise it is only what the JSON of the plan proves. */
  readonly isOrderCertain: boolean;
  /** The shortest order that leads to the fewest live keys. */
  readonly lowestLive: readonly Step[];
  /** Under which condition all of that holds; null where there is none. */
  readonly assumes: string | null;
  /** `keys: 2 now → 1 → 2 after; live: 1 → 1 → 2`. */
  readonly numbers: string;
  /** `may fail: …`; null where nothing can. */
  readonly failure: string | null;
}

/** A RAM user with keys under another name: what is declared for it is deleted and made again. */
export interface UserRename {
  readonly how: "in place" | "deleted and created";
  readonly from: string;
  readonly to: string;
  readonly holder: HolderReview;
  /** Keys of the old name that the apply takes away or lets go of. */
  readonly keys: readonly KeyReview[];
}

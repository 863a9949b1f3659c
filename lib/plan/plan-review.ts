import type { LiveKey } from "../inventory/live-keys";
import type { AccountIdentity, Maybe, Owner, Site } from "../inventory/model";
import type { Plan } from "../inventory/plan/plan-model";
import type { KeyPair } from "./key-pairs";
import type { KeyOperation } from "./simulation/key-operation";
import type { QuotaVerdict } from "./simulation/simulate";

/** What an apply does to AccessKeys, by whose they are. */
export interface PlanReview {
  readonly plan: Plan;
  /** Whoever has keys that are touched: first those for whom the apply may fail, then who may be without a live key. */
  readonly holders: readonly HolderReview[];
  /** How many others have keys, of which none is touched. */
  readonly untouched: number;
  readonly renames: readonly UserRename[];
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
  readonly unmanaged: UnmanagedKeys;
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
  readonly kind: "created" | "deleted" | "replaced" | "renamed" | "forgotten" | "moved";
  readonly symbol: ChangeSymbol;
  readonly words: string;
  /** Whether a deletion takes along what Terraform does not know of; null where that is not known. */
  readonly force: boolean | null;
  readonly site: Site;
}

/** One key of a holder. */
export interface KeyReview extends KeyPair {
  readonly symbol: ChangeSymbol;
  /** `etl`, `etl["eu"]`. */
  readonly name: string;
  readonly words: string;
  /**
   * Which part of the change is this holder's: a key that changes hands is deleted from one and created for another.
   */
  readonly part: "both" | "before" | "after";
}

/** AccessKeys that Terraform does not manage. */
export interface UnmanagedKeys {
  readonly count: Maybe<number>;
  /** Whether nobody has said the number, and it is what is taken then: none of a user that the code creates. */
  readonly isAssumed: boolean;
  /** How many of them are Active; null where that is not known. */
  readonly live: number | null;
  /** One by one; null where no listing has them. */
  readonly keys: readonly LiveKey[] | null;
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

/** How a number goes: before the apply, at the least and at the most on the way, after it. */
export interface Course {
  readonly now: number;
  readonly lowest: number;
  readonly highest: number;
  readonly after: number;
}

/** One operation of an order, with the key that it is on. */
export interface Step {
  readonly kind: KeyOperation["kind"];
  readonly key: KeyReview;
}

/** What may happen to the keys of one holder over all orders that Terraform may choose. */
export interface ApplyReview {
  readonly keys: Course;
  readonly live: Course;
  /** False where keys may be Active that are not counted in `live`. */
  readonly isLiveKnown: boolean;
  /** Whether every order has a moment in which none of the keys that are counted in `live` works. */
  readonly isGapCertain: boolean;
  /** Whether a creation meets a full quota; not known where there may be keys beside those that are counted. */
  readonly verdict: QuotaVerdict | "not known";
  /** Whether the order is the one of the apply; otherwise it is only what the JSON of the plan proves. */
  readonly isOrderCertain: boolean;
  /** The shortest order in which a creation, its last step, is refused; empty for what cannot fail. */
  readonly refusal: readonly Step[];
  /** An order of all steps in which none is; empty where there is none, or none was found. */
  readonly safeOrder: readonly Step[];
  /** The shortest order that leads to the fewest live keys. */
  readonly lowestLive: readonly Step[];
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

import type { Configuration } from "./configuration";
import type { Drift } from "./drift";
import type { Edit } from "./edit";

/** An account and the code of it over time: what is applied first, and what then comes, step by step. */
export interface World {
  readonly seed: string;
  readonly stacks: readonly string[];
  readonly base: Configuration;
  readonly steps: readonly Step[];
}

/** From one apply to the next: what happens in between, what the code becomes, how it is planned and applied. */
export interface Step {
  readonly tainted: readonly string[];
  readonly drifts: readonly Drift[];
  /** Whether the listing was taken before what happened outside of Terraform. */
  readonly isListingOld: boolean;
  readonly edits: readonly Edit[];
  readonly flags: PlanFlags;
  readonly apply: ApplyOptions;
  /** Whether the review of the directory has the listing. */
  readonly isDirectoryListed: boolean;
}

export interface PlanFlags {
  readonly mode: "normal" | "destroy" | "refresh only";
  readonly refreshes: boolean;
  /** Labels of blocks. */
  readonly targets: readonly string[];
  readonly replaces: readonly string[];
}

export interface ApplyOptions {
  readonly parallelism: 1 | 10;
  /** Milliseconds that one resource waits at most; how long each does the seed of the world tells. */
  readonly slowness: number;
  readonly refusal: Refusal | null;
  readonly isLastStackFirst: boolean;
}

/** The call of an action that is refused, counted from 0. */
export interface Refusal {
  readonly action: string;
  readonly index: number;
}

export const PLAIN_FLAGS: PlanFlags = { mode: "normal", refreshes: true, targets: [], replaces: [] };
export const PLAIN_APPLY: ApplyOptions = { parallelism: 10, slowness: 0, refusal: null, isLastStackFirst: false };

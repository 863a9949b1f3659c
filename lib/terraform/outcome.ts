import type { StackDirectory } from "./stacks";

export type TerraformStep = "init" | "plan" | "show" | "graph";

/** A step of one stack did not succeed; the other stacks have nothing to do with that. */
export interface FailedStack {
  readonly kind: "failed";
  readonly stack: StackDirectory;
  readonly step: TerraformStep;
  /** As a shell says it, 128 and the signal's number where a signal ended it; null where it was ended for its size. */
  readonly exitCode: number | null;
  /** What Terraform says is wrong, without credentials; may hold what a terminal acts on. */
  readonly lines: readonly string[];
  /** What that means here, and what to do; null where nobody knows more than Terraform says. */
  readonly explanation: string | null;
}

/** A stack that reads outputs of others which have not been applied yet, so that there is no plan to be had. */
export interface WaitingStack {
  readonly kind: "waiting";
  readonly stack: StackDirectory;
  /** Names of the stacks that have to be applied first. */
  readonly for: readonly [string, ...string[]];
}

export interface PlannedStack {
  readonly kind: "planned";
  readonly stack: StackDirectory;
  /** What `terraform show -json` writes of the plan; with its secrets. */
  readonly plan: Buffer;
  readonly graph: ApplyGraph;
  /** The file that `terraform apply` takes in the stack's directory; with its secrets. */
  readonly file: Buffer;
}

/** What `terraform graph -plan` writes, or why there is none. */
export type ApplyGraph =
  { readonly text: string; readonly because: null } | { readonly text: null; readonly because: string };

export interface ReadState {
  readonly kind: "read";
  readonly stack: StackDirectory;
  /** What `terraform show -json` writes of the state; with its secrets. */
  readonly state: Buffer;
}

export type PlanOutcome = PlannedStack | WaitingStack | FailedStack;
export type StateOutcome = ReadState | FailedStack;

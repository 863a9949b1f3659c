/** What has happened: everything that the judge knows beside the review. */
export interface ApplyRecord {
  /** The account when the plan was made; nothing happens between that and the apply. */
  readonly before: Account;
  /** What the states had before the plan, as the last apply left them. */
  readonly recorded: readonly StateObject[];
  readonly plans: readonly PlanRun[];
  /** Every action that changed something or was refused, in the order of time. */
  readonly calls: readonly RecordedCall[];
  readonly after: Account;
  /** What the states have after the apply. */
  readonly state: readonly StateObject[];
  readonly endedWell: boolean;
  /** The listing that the review was given; null for none. */
  readonly listing: Account | null;
}

export interface Account {
  readonly users: readonly AccountUser[];
}

export interface AccountUser {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly AccountKey[];
  /** What it may do, as a rung of the ladder; 0 is nothing. */
  readonly width: number;
  readonly policies: readonly string[];
}

export interface AccountKey {
  readonly id: string;
  readonly status: "Active" | "Inactive";
}

export interface StateObject {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly id: string;
  /** The user whose name it has: its own, or that of its owner. */
  readonly userName: string | null;
  readonly status: string | null;
  readonly policy: string | null;
  readonly isTainted: boolean;
  /** Null for the current object of its address. */
  readonly deposed: string | null;
}

export interface PlanRun {
  readonly stack: string;
  /** Whether Terraform has asked the account for everything that is in the state. */
  readonly isRefreshed: boolean;
}

export interface RecordedCall {
  readonly action: string;
  readonly user: string | null;
  /** The name that the user is to get. */
  readonly newName: string | null;
  readonly key: string | null;
  readonly refusal: { readonly code: string; readonly isInjected: boolean } | null;
  readonly after: Account;
}

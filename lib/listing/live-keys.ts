/** The AccessKeys that live in an account, whoever made them: a listing that somebody has taken there. */
export interface LiveKeys {
  /** The account's id. */
  readonly accountId: string;
  /** When the listing was taken: RFC 3339, UTC. */
  readonly time: string;
  readonly users: readonly LiveUser[];
  /** The AccessKeys of the account itself; null when the listing does not say. */
  readonly rootKeys: readonly LiveKey[] | null;
}

export interface LiveUser {
  readonly name: string;
  readonly accessKeys: readonly LiveKey[];
}

export interface LiveKey {
  /** The AccessKey id. */
  readonly id: string;
  readonly status: "Active" | "Inactive";
  /** When it was created: RFC 3339; null when the listing does not say. */
  readonly created: string | null;
  /** When it was last used: RFC 3339; null when it never was, or when the listing does not say. */
  readonly lastUsed: string | null;
  /** True when the listing says that it was never used. */
  readonly isUnused: boolean;
}

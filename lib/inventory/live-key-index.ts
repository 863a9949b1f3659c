import type { LiveKey, LiveKeys } from "./live-keys";
import { InputError } from "./input-error";
import type { AccountIdentity, Inventory } from "./model";

/** An AccessKey of a listing, with whose it is; null for the account itself. */
export interface ListedKey {
  readonly live: LiveKey;
  readonly userName: string | null;
}

/** A listing of live keys, looked up by id and by user. */
export class LiveKeyIndex {
  private readonly byId = new Map<string, ListedKey>();
  private readonly byUser = new Map<string, readonly LiveKey[]>();
  private readonly isSayingAccounts: boolean;

  constructor(
    private readonly liveKeys: LiveKeys,
    { accounts }: Pick<Inventory, "accounts">,
  ) {
    for (const { name, accessKeys } of liveKeys.users) {
      this.byUser.set(name.toLowerCase(), accessKeys);
      for (const live of accessKeys) this.byId.set(live.id, { live, userName: name });
    }
    for (const live of liveKeys.rootKeys ?? []) this.byId.set(live.id, { live, userName: null });
    this.isSayingAccounts = accounts.some(({ accountId }) => accountId !== null);
  }

  /** Whether the listing is of this account. Where nothing says any account, it is taken to be of the only one. */
  covers({ accountId }: AccountIdentity): boolean {
    return accountId === null ? !this.isSayingAccounts : accountId === this.liveKeys.accountId;
  }

  /** The keys of a user; RAM compares names without regard to case. */
  keysOf(userName: string): readonly LiveKey[] {
    return this.byUser.get(userName.toLowerCase()) ?? [];
  }

  get rootKeys(): readonly LiveKey[] | null {
    return this.liveKeys.rootKeys;
  }

  find(id: string): ListedKey | undefined {
    return this.byId.get(id);
  }

  all(): Iterable<ListedKey> {
    return this.byId.values();
  }

  /** Whether something that was made then, or nobody knows when, should be in the listing. */
  isSince(created: string | null): boolean {
    return created === null || !(Date.parse(created) > Date.parse(this.liveKeys.time));
  }
}

/**
 * Refuses a listing of another account than the one whose identities are managed: each of its keys would be one that
 * nobody knows.
 *
 * @throws InputError
 */
export function refuseOtherAccount({ accountId }: LiveKeys, { accounts }: Pick<Inventory, "accounts">): void {
  const known = [...new Set(accounts.flatMap((account) => account.accountId ?? []))].sort();
  if (known.length === 0 || known.includes(accountId)) return;
  const names = known.length === 1 ? `account ${known[0]}` : `the accounts ${known.join(", ")}`;
  throw new InputError(
    `The listing of live keys is of account ${accountId}, and what is looked at is of ${names}. ` +
      "Take the listing with credentials of that account, or leave it out.",
  );
}

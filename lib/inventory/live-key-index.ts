import { InputError } from "../files/input-error";
import type { LiveKey, LiveKeys } from "../listing/live-keys";
import type { AccessKey, AccountIdentity, Inventory } from "./model";
import { isUnknown, type Maybe, type Unknown } from "../maybe/maybe";

/** An AccessKey of a listing, with whose it is; null for the account itself. */
export interface ListedKey {
  readonly live: LiveKey;
  readonly userName: string | null;
}

/** A listing of live keys, looked up by id and by user: what it says of the keys that Terraform has. */
export class LiveKeyIndex {
  readonly accountId: string;
  readonly time: string;
  /** The keys of the account itself; null where the listing does not tell them. */
  readonly rootKeys: readonly LiveKey[] | null;
  private readonly byId = new Map<string, ListedKey>();
  private readonly byUser = new Map<string, readonly LiveKey[]>();
  private readonly isSayingAccounts: boolean;

  constructor({ accountId, time, users, rootKeys }: LiveKeys, { accounts }: Pick<Inventory, "accounts">) {
    this.accountId = accountId;
    this.time = time;
    this.rootKeys = rootKeys;
    for (const { name, accessKeys } of users) {
      this.byUser.set(name.toLowerCase(), accessKeys);
      for (const live of accessKeys) this.byId.set(live.id, { live, userName: name });
    }
    for (const live of rootKeys ?? []) this.byId.set(live.id, { live, userName: null });
    this.isSayingAccounts = accounts.some(({ accountId }) => accountId !== null);
  }

  /** Whether the listing is of this account. Where nothing says any account, it is taken to be of the only one. */
  covers({ accountId }: AccountIdentity): boolean {
    return accountId === null ? !this.isSayingAccounts : accountId === this.accountId;
  }

  /**
   * The keys of a user; null where the listing does not have the user, and so says nothing of the keys. RAM compares
   * names without regard to case.
   */
  keysOf(userName: string): readonly LiveKey[] | null {
    return this.byUser.get(userName.toLowerCase()) ?? null;
  }

  find(id: string): ListedKey | undefined {
    return this.byId.get(id);
  }

  all(): Iterable<ListedKey> {
    return this.byId.values();
  }

  /**
   * Whether a key is gone, deleted outside of Terraform: the listing was taken after its creation, and has its holder
   * but not the key. Whoever counts keys asks this.
   */
  isGone(key: AccessKey): Maybe<boolean> {
    const { record, site } = key;
    if (record === null || this.byId.has(record.id)) return false;
    const notTold = (because: string): Unknown => ({ unknown: true, attribute: `${site.address}.id`, because });
    if (!this.hasHolder(key)) return notTold("does not tell the keys of its holder at all");
    const created = Date.parse(record.created ?? "");
    return Number.isNaN(created)
      ? notTold("nothing tells which of the two is older")
      : created <= Date.parse(this.time);
  }

  /** Whether the listing tells which keys there are of somebody: one that has not the user may not be whole. */
  hasHolder({ account, owner, metadata }: Pick<AccessKey, "account" | "owner" | "metadata">): boolean {
    if (!this.covers(account) || isUnknown(owner)) return false;
    // Without a user it is a key of whoever made it, which is the account for certain where that is in writing.
    if (owner === null) return this.rootKeys !== null && metadata?.root !== undefined;
    return owner.userName !== null && this.keysOf(owner.userName) !== null;
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

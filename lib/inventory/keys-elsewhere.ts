import type { LiveKeyIndex } from "./live-key-index";
import type { LiveKey } from "../listing/live-keys";
import type { AccessKey, AccountIdentity } from "./model";
import type { Maybe } from "../maybe/maybe";

/** The AccessKeys of a listing that Terraform does not manage, by whose they are. */
export class KeysElsewhere {
  private readonly managed: ReadonlySet<string>;

  /**
   * @param managed the keys that Terraform has, or had when the listing was taken
   * @param released those of them that it lets go of: nobody manages them any more
   */
  constructor(
    private readonly listing: LiveKeyIndex | null,
    managed: readonly AccessKey[],
    released: readonly AccessKey[] = [],
  ) {
    // Without a listing nothing is looked for.
    const ids = new Set(listing === null ? [] : managed.flatMap(idOf));
    for (const id of released.flatMap(idOf)) ids.delete(id);
    this.managed = ids;
  }

  /** Those of a RAM user; null where no listing of its account has the user. */
  ofUser(account: AccountIdentity, userName: string | null): readonly LiveKey[] | null {
    if (userName === null || !this.listing?.covers(account)) return null;
    return this.elsewhere(this.listing.keysOf(userName));
  }

  /** Those of the Alibaba Cloud account itself; null where no listing has them. */
  ofAccount(account: AccountIdentity): readonly LiveKey[] | null {
    if (!this.listing?.covers(account)) return null;
    return this.elsewhere(this.listing.rootKeys);
  }

  private elsewhere(keys: readonly LiveKey[] | null): readonly LiveKey[] | null {
    return keys && keys.filter(({ id }) => !this.managed.has(id));
  }
}

/** How many root keys there are that Terraform does not manage, as `Account` says. */
export function saidAccountKeys({ declared, site }: AccountIdentity): Maybe<number> {
  return (
    declared?.existingAccountAccessKeys ?? {
      unknown: true,
      attribute: `${site?.address ?? "Account"}.existingAccountAccessKeys`,
      because: "nobody has said it",
    }
  );
}

function idOf({ record }: AccessKey): string[] {
  return record === null ? [] : [record.id];
}

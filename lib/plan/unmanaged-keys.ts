import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKey } from "../inventory/live-keys";
import type { Maybe } from "../inventory/model";
import type { Plan } from "../inventory/plan/plan-model";
import type { Holder } from "./holders";
import type { UnmanagedKeys } from "./plan-review";

/** AccessKeys that Terraform does not manage: those of a listing of its account, else as was said. */
export class UnmanagedKeyCounts {
  private readonly managed: ReadonlySet<string>;

  constructor(
    { before, recorded }: Plan,
    private readonly listing: LiveKeyIndex | null,
  ) {
    // What has vanished since the listing was taken was Terraform's, too.
    this.managed = new Set([...before.accessKeys, ...recorded.accessKeys].flatMap(({ record }) => record?.id ?? []));
  }

  of(holder: Holder): UnmanagedKeys {
    const listed = this.listed(holder);
    if (listed !== null) {
      const keys = listed.filter(({ id }) => !this.managed.has(id));
      return { count: keys.length, live: keys.filter(({ status }) => status === "Active").length, keys };
    }
    const count = saidCount(holder);
    return { count, live: count === 0 ? 0 : null, keys: null };
  }

  private listed({ kind, account, before, after }: Holder): readonly LiveKey[] | null {
    if (!this.listing?.covers(account)) return null;
    if (kind === "Alibaba Cloud account") return this.listing.rootKeys;
    // Before the apply it has the name that the listing has.
    const userName = before === null ? after?.userName : before.userName;
    return userName ? this.listing.keysOf(userName) : null;
  }
}

function saidCount({ kind, account, before, after, unknown }: Holder): Maybe<number> {
  if (unknown !== null) return unknown;
  if (kind === "Alibaba Cloud account") return account.declared?.existingAccountAccessKeys ?? nobodyHasSaid("Account");
  const said = [before, after].flatMap((owner) => (owner ? owner.existingAccessKeys : []));
  const known = said.filter((count) => typeof count === "number");
  // A declaration that is gone has said nothing.
  return known.length > 0 ? Math.max(...known) : (said[0] ?? nobodyHasSaid(kind));
}

function nobodyHasSaid(whose: string): Maybe<number> {
  const because = "nobody has said how many AccessKeys there are that Terraform does not manage";
  return { unknown: true, attribute: `the existing AccessKeys of ${whose}`, because };
}

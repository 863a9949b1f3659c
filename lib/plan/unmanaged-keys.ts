import { KeysElsewhere, saidAccountKeys } from "../inventory/keys-elsewhere";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKey } from "../inventory/live-keys";
import { isUnknown, type Maybe } from "../inventory/model";
import type { Plan } from "../inventory/plan/plan-model";
import type { Holder } from "./holders";
import type { UnmanagedKeys } from "./plan-review";

/** AccessKeys that Terraform does not manage: those of a listing of its account, else as was said. */
export class UnmanagedKeyCounts {
  private readonly elsewhere: KeysElsewhere;

  constructor({ before, recorded }: Plan, listing: LiveKeyIndex | null) {
    // What has vanished since the listing was taken was Terraform's, too.
    this.elsewhere = new KeysElsewhere(listing, [...before.accessKeys, ...recorded.accessKeys]);
  }

  of(holder: Holder): UnmanagedKeys {
    const keys = this.listed(holder);
    if (keys !== null) {
      const live = keys.filter(({ status }) => status === "Active").length;
      return { count: keys.length, isAssumed: false, live, keys };
    }
    const count = saidCount(holder);
    const isSaid = [holder.before, holder.after].some((owner) => owner?.saysExistingAccessKeys);
    const isAssumed = holder.kind === "RAM user" && !isUnknown(count) && !isSaid;
    return { count, isAssumed, live: count === 0 ? 0 : null, keys: null };
  }

  private listed({ kind, account, before, after }: Holder): readonly LiveKey[] | null {
    if (kind === "Alibaba Cloud account") return this.elsewhere.ofAccount(account);
    // Before the apply it has the name that the listing has.
    return this.elsewhere.ofUser(account, (before ?? after)?.userName ?? null);
  }
}

function saidCount({ kind, account, before, after, unknown }: Holder): Maybe<number> {
  if (unknown !== null) return unknown;
  if (kind === "Alibaba Cloud account") return saidAccountKeys(account);
  const said = [before, after].flatMap((owner) => (owner ? owner.existingAccessKeys : []));
  const known = said.filter((count) => typeof count === "number");
  // A declaration that is gone has said nothing.
  return known.length > 0 ? Math.max(...known) : (said[0] ?? nobodyHasSaid(kind));
}

function nobodyHasSaid(whose: string): Maybe<number> {
  const because = "nobody has said how many AccessKeys there are that Terraform does not manage";
  return { unknown: true, attribute: `the existing AccessKeys of ${whose}`, because };
}

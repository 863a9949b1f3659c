import { listedCount, toldCount, unlisted, type ElsewhereCount } from "../inventory/elsewhere-count";
import { KeysElsewhere, saidAccountKeys } from "../inventory/keys-elsewhere";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKey } from "../listing/live-keys";
import { isUnknown, type Maybe, type Unknown } from "../maybe/maybe";
import type { Plan } from "../inventory/read-plans";
import type { Holder } from "./holders";
import { isUntoldDeletion } from "./key-pairs";

/** AccessKeys that Terraform does not manage: those of a listing of its account, else as was said. */
export class UnmanagedKeyCounts {
  private readonly elsewhere: KeysElsewhere;
  private readonly counts = new Map<Holder, ElsewhereCount>();

  constructor({ before, recorded }: Plan, listing: LiveKeyIndex | null) {
    // What has vanished since the listing was taken was Terraform's, too.
    this.elsewhere = new KeysElsewhere(listing, [...before.accessKeys, ...recorded.accessKeys]);
  }

  of(holder: Holder): ElsewhereCount {
    let count = this.counts.get(holder);
    if (count === undefined) {
      const listed = this.listed(holder);
      count = listed === null ? saidCount(holder) : listedCount(listed);
      this.counts.set(holder, count);
    }
    return count;
  }

  private listed({ kind, account, before, after, formerName }: Holder): readonly LiveKey[] | null {
    if (kind === "Alibaba Cloud account") return this.elsewhere.ofAccount(account);
    // Before the apply it has the name that the listing has, or that the listing had before somebody renamed it.
    const listed = this.elsewhere.ofUser(account, (before ?? after)?.userName ?? null);
    return listed ?? this.elsewhere.ofUser(account, formerName);
  }
}

function saidCount({ kind, account, before, after, leaving, unknown }: Holder): ElsewhereCount {
  if (unknown !== null) return unlisted("nobody", unknown);
  // Keys that Terraform does not find any more stand nowhere in such a plan.
  if (isUntoldDeletion(leaving)) return unlisted("nobody", NOT_TOLD_OF_DESTROYED);
  if (kind === "Alibaba Cloud account") {
    const said = saidAccountKeys(account);
    return unlisted(isUnknown(said) ? "nobody" : "code", said);
  }
  const sides = [before, after].filter((owner) => owner !== null);
  return sides.length === 0 ? unlisted("nobody", nobodyHasSaid(kind)) : toldCount(sides);
}

const NOT_TOLD_OF_DESTROYED: Unknown = {
  unknown: true,
  attribute: "the existing AccessKeys of a user that is destroyed",
  because: "a plan that destroys does not say which AccessKeys Terraform has lost sight of",
};

function nobodyHasSaid(whose: string): Maybe<number> {
  const because = "nobody has said how many AccessKeys there are that Terraform does not manage";
  return { unknown: true, attribute: `the existing AccessKeys of ${whose}`, because };
}

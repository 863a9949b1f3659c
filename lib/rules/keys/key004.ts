import { leastOf } from "../../maybe/counts";
import { toldCount } from "../../inventory/elsewhere-count";
import type { AccessKey, AccountIdentity, Owner } from "../../inventory/model";
import type { Maybe, Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { claimedQuota, FIX_CLAIMED_QUOTA, quotaOf } from "../../inventory/quota-of";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { declaredKeys, groupBy, isAccountKey } from "./declared-keys";

/** A key whose replacement is created while the old one still takes its slot. */
export const KEY004: Rule = {
  id: "KEY004",
  level: "error",
  stages: ["configuration", "plan"],
  title: "AccessKey that is replaced by create_before_destroy",
  why:
    "The new key is created before the old one is deleted: with no free slot RAM refuses it, in every apply again; " +
    "with one, consumers get the new key while the old one may outlive a failed apply, live and untracked. " +
    "A resource that refers to the key hands its create_before_destroy on to it.",
  fix: "take create_before_destroy off the key, and off whatever refers to its id or secret",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "blue": {
      "user_name": "etl",
      "lifecycle": { "create_before_destroy": true }
    },
    "green": { "user_name": "etl" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "blue": { "user_name": "etl" },
    "green": { "user_name": "etl" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const [owner, keys] of groupBy(declaredKeys(inventory), holderOf)) {
      const first = keys.filter((key) => key.createBeforeDestroy !== null);
      if (first.length === 0) continue;
      const peak = peakOf(owner, keys, first);
      for (const key of first) yield observe(key, owner, peak);
    }
  },
};

type Holder = Maybe<Owner | null> | AccountIdentity;

/** A root key counts to its account, a key of nobody to nothing. */
function holderOf(key: AccessKey): Holder {
  return isAccountKey(key) ? key.account : key.owner;
}

/** The keys that there are when all that are created first have been: what RAM counts. */
function peakOf(holder: Holder, keys: readonly AccessKey[], first: readonly AccessKey[]): Maybe<number> {
  if (holder === null) return 0;
  if (isUnknown(holder)) return holder;
  const existing = isAccount(holder) ? (holder.declared?.existingAccountAccessKeys ?? 0) : toldCount([holder]).count;
  const counts = [existing, ...[...keys, ...first].map((key) => key.instances)];
  const known = counts.reduce<number>((sum, count) => sum + leastOf(count), 0);
  const unknown = counts.find(isUnknown);
  return unknown && known <= limitOf(holder) ? unknown : known;
}

function limitOf(holder: Owner | AccountIdentity): number {
  return isAccount(holder) ? quotaOf(holder, "accessKeysPerAccount") : quotaOf(holder.account, "accessKeysPerUser");
}

function claimOf(holder: Owner | AccountIdentity, count: number): Unknown | null {
  return isAccount(holder)
    ? claimedQuota(holder, "accessKeysPerAccount", count)
    : claimedQuota(holder.account, "accessKeysPerUser", count);
}

function isAccount(holder: Owner | AccountIdentity): holder is AccountIdentity {
  return "accountId" in holder;
}

function observe(key: AccessKey, holder: Holder, peak: Maybe<number>): Observation {
  const origin = key.createBeforeDestroy ?? key.site;
  const isOwn = origin.address === key.site.address;
  const who = isOwn
    ? "The AccessKey is created before it is destroyed"
    : `${origin.address} needs the AccessKey and is created before it is destroyed, so the AccessKey is, too`;
  const details = { subject: subjectOf(key), related: isOwn ? [] : [origin] };
  if (isUnknown(peak)) {
    const message = `${who}: whether there is a free slot for that cannot be told, since ${notKnown(peak)}`;
    return indeterminate(key.site, message, peak, details);
  }
  const limit = holder === null || isUnknown(holder) ? Infinity : limitOf(holder);
  const claim = holder === null || isUnknown(holder) ? null : claimOf(holder, peak);
  if (claim !== null) {
    const message = `${who}: a replacement would make ${peak} AccessKeys, and RAM allows ${limit}: ${notKnown(claim)}`;
    return indeterminate(key.site, message, claim, { ...details, fix: FIX_CLAIMED_QUOTA });
  }
  if (peak <= limit)
    return violation(key.site, `${who}: a replacement needs a free slot`, { ...details, level: "warning" });
  return violation(key.site, `${who}: a replacement would make ${peak} AccessKeys, and RAM allows ${limit}`, details);
}

import { DEFAULT_QUOTAS, type Quotas } from "../limits/quotas";
import type { AccountIdentity } from "./model";
import type { Unknown } from "../maybe/maybe";

/**
 * What an account allows for certain: the quota of ramparts.yaml, else the documented one. `Account` may lower it. What
 * it raises is the word of the code that is judged by it: see `claimedQuota`.
 */
export function quotaOf({ quotas, declared }: AccountIdentity, name: keyof Quotas): number {
  const settled = quotas?.[name] ?? DEFAULT_QUOTAS[name];
  return Math.min(settled, declared?.quotas?.[name] ?? settled);
}

/** What an account allows at the most, if the code is right that it allows more. */
export function mostQuotaOf(account: AccountIdentity, name: keyof Quotas): number {
  return Math.max(quotaOf(account, name), account.declared?.quotas?.[name] ?? 0);
}

/** Why it is not known whether so many are too many: the code alone says that they are not. Null where it is known. */
export function claimedQuota(account: AccountIdentity, name: keyof Quotas, count: number): Unknown | null {
  const claim = mostQuotaOf(account, name);
  if (count > claim || count <= quotaOf(account, name)) return null;
  return {
    unknown: true,
    attribute: `${account.site?.address ?? "Account"}.quotas.${name}`,
    because: `only the code says that it is ${claim}, and a quota is raised in ramparts.yaml`,
  };
}

/** What to do about it. */
export const FIX_CLAIMED_QUOTA = "say the quota under quotas in ramparts.yaml, too: a file that can have a code owner";

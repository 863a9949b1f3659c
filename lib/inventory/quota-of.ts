import { DEFAULT_QUOTAS, type Quotas } from "../limits/quotas";
import type { AccountIdentity } from "./model";

/** What an account allows: the quota of ramparts.yaml, else its own where `Account` declares one. */
export function quotaOf(account: AccountIdentity, name: keyof Quotas): number {
  return account.quotas?.[name] ?? account.declared?.quotas?.[name] ?? DEFAULT_QUOTAS[name];
}

import type { AccountIdentity } from "./model";

/**
 * Whether two configurations may act on one account. An account id that code says and nothing has read is a claim: two
 * of them for the same credentials are one login, and one of the two is wrong.
 */
export function mayBeSameAccount(one: AccountIdentity, other: AccountIdentity): boolean {
  if (one.accountId === null || other.accountId === null || one.accountId === other.accountId) return true;
  const claimed = other.claimedLogins;
  return one.claimedLogins?.some((login) => claimed?.includes(login) === true) === true;
}

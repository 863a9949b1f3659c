import type { AccessKey, AccountIdentity } from "../inventory/model";
import type { Unknown } from "../maybe/maybe";
import { isUnknown } from "../maybe/maybe";

export { counted, quote, shortened } from "../text/wording";

/** The clause with which an indeterminate message says what is not known. */
export function notKnown(unknown: Unknown): string {
  return `${unknown.attribute} is not known, because ${unknown.because}`;
}

/** `user:hologres-bi`, for the owner of a key; undefined where the configuration names none. */
export function subjectOf(key: AccessKey): string | undefined {
  if (key.owner === null) return key.metadata?.root ? accountSubject(key.account) : undefined;
  if (isUnknown(key.owner)) return undefined;
  const name = key.owner.userName ?? key.owner.declaration?.site.address;
  return name === undefined ? undefined : `user:${name}`;
}

/** `account:1234…`; undefined where the configuration does not say which account it is. */
export function accountSubject(account: Pick<AccountIdentity, "accountId">): string | undefined {
  return account.accountId === null ? undefined : `account:${account.accountId}`;
}

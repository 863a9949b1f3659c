import type { AccessKey, AccountIdentity, Unknown } from "../inventory/model";
import { isUnknown } from "../inventory/model";

/** No name that RAM takes is longer; a longer text is not worth a screen of report. */
const LONGEST_QUOTE = 128;

/** A text of a configuration inside a sentence. What a terminal would act on is made visible by the renderers. */
export function quote(text: string): string {
  return `"${shortened(text)}"`;
}

/** A text that is not worth a screen of report. */
export function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_QUOTE + 2)];
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("")}…` : text;
}

/** `1 AccessKey`, `2 AccessKeys`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

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

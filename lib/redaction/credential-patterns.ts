/*
 * What credentials of Alibaba Cloud look like: what the reader of literal credentials finds and every output redacts.
 *
 * Source: samples of the RAM and STS documentation; rules of gitleaks and trufflehog, read in 2026.
 */

/** The prefix of AccessKey ids, put together so that no scanner takes this file for a leak. */
const ID_PREFIX = ["L", "T", "A", "I"].join("");
const TOKEN_ID_PREFIX = "STS.";
/** An AccessKey id: 24 characters today, 16 for the oldest ones that public detectors know; or one of a session. */
const ID = new RegExp(`(?<![0-9A-Za-z])(?:${ID_PREFIX}[0-9A-Za-z]{12,24}|STS\\.[0-9A-Za-z]{16,32})(?![0-9A-Za-z])`);
/** The same glued to other text: too much is found by it to report, but not to redact. */
const GLUED_IDS = new RegExp(`(?:${ID_PREFIX}[0-9A-Za-z]{12,}|STS\\.[0-9A-Za-z]{16,})`, "g");
/** An AccessKey secret: like many other identifiers, so that it counts only beside an id or under a telling name. */
const SECRETS = /(?<![0-9A-Za-z])[0-9A-Za-z]{30}(?![0-9A-Za-z])/g;
const TELLING = "(?:access[_-]?key[_-]?secret|secret[_-]?(?:access[_-]?)?key)";
const TELLING_NAME = new RegExp(TELLING, "i");
/** `SECRET_KEY=…`, `"AccessKeySecret": "…"`, `name: SECRET_KEY, value: …`: close enough to be its value. */
const TOLD_SECRET = new RegExp(
  `${TELLING}[^0-9A-Za-z]{1,20}(?:value[^0-9A-Za-z]{1,20})?([0-9A-Za-z]{30})(?![0-9A-Za-z])`,
  "gi",
);

const TELLING_PARTS = ["ecret", "ECRET"];
/** Without any of these, a text neither holds an AccessKey id nor names a secret: nearly all have none. */
export const CREDENTIAL_PARTS: readonly string[] = [ID_PREFIX, TOKEN_ID_PREFIX, ...TELLING_PARTS];

/** Whether an AccessKey id stands in a text. */
export function holdsId(text: string): boolean {
  return mayHoldId(text) && ID.test(text);
}

/** Nearly always not, and this is cheaper than looking for an id. */
function mayHoldId(text: string): boolean {
  return text.includes(ID_PREFIX) || text.includes(TOKEN_ID_PREFIX);
}

/** Whether a name says that it is one of a secret: `AccessKeySecret`, `ALICLOUD_SECRET_KEY`. */
export function isTelling(name: string): boolean {
  return TELLING_NAME.test(name);
}

/** Whether a text names a secret somewhere; nearly always not, and this is cheaper than looking for the name. */
export function mayTell(text: string): boolean {
  return TELLING_PARTS.some((part) => text.includes(part));
}

/** What has the form of a secret in a text. */
export function secretsIn(text: string): readonly string[] {
  return text.length < 30 ? [] : (text.match(SECRETS) ?? []);
}

/** What a text itself says to be a secret. */
export function toldSecretsIn(text: string): readonly string[] {
  return mayTell(text) ? Array.from(text.matchAll(TOLD_SECRET), (match) => match[1] ?? "") : [];
}

/** Whether what has the form of a secret, in this text or beside it, has to be taken for one. */
export function mentionsCredential(text: string): boolean {
  return (mayHoldId(text) && text.search(GLUED_IDS) !== -1) || (mayTell(text) && isTelling(text));
}

/** A text in which only the first and last four characters are left of an AccessKey id. */
export function shortenIds(text: string): string {
  return text.replace(GLUED_IDS, (id) => `${id.slice(0, 4)}…${id.slice(-4)}`);
}

/** A text without anything that has the form of a secret. */
export function withoutSecrets(text: string, replacement: string): string {
  return text.replace(SECRETS, replacement);
}

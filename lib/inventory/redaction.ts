import { ID, SECRET, TELLING_NAME } from "./literal-credentials";

const IDS = new RegExp(ID, "g");
const SECRETS = new RegExp(SECRET, "g");

/** Whether texts beside this one, or in it, may be a secret although they look like any other identifier. */
export function mentionsCredential(text: string): boolean {
  return ID.test(text) || TELLING_NAME.test(text);
}

/**
 * A text of a configuration without the credentials that were written into it: of an AccessKey id the first and last
 * four characters are left, of a secret nothing. A secret is recognised beside an id or under a telling name.
 *
 * @param suspect whether something beside the text mentions a credential
 */
export function redactCredentials(text: string, suspect = false): string {
  const mentions = suspect || mentionsCredential(text);
  const redacted = text.replace(IDS, (id) => `${id.slice(0, 4)}…${id.slice(-4)}`);
  return mentions ? redacted.replace(SECRETS, "(redacted)") : redacted;
}

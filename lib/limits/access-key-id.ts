/** Letters and digits in every sample, 16 to 28 of them; accounts that are not real ones separate them. */
const ID = /^[0-9A-Za-z](?:[0-9A-Za-z]|[-._](?=[0-9A-Za-z])){14,62}[0-9A-Za-z]$/;
/** Nothing else of a key has 30 letters and digits. */
const SECRET = /^[0-9A-Za-z]{30}$/;

/** What an AccessKey id is, for an error that refuses another text. */
export const ACCESS_KEY_ID_FORM =
  'an AccessKey id, 16 to 64 characters: letters and digits, with single "-", "." or "_" between them';

/** Whether a text can be an AccessKey id; what looks like a secret cannot. */
export function isAccessKeyId(text: string): boolean {
  return ID.test(text) && !isLikeSecret(text);
}

/** Whether a text looks like an AccessKey secret. */
export function isLikeSecret(text: string): boolean {
  return SECRET.test(text);
}

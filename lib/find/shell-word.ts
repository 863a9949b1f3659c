/** What a shell takes as it is. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._/:@-]*$/;

/** A text as one word of a POSIX shell; null for what would not stay on its line of a terminal. */
export function shellWord(text: string): string | null {
  if (PLAIN.test(text)) return text;
  return /\p{C}|\p{Zl}|\p{Zp}/u.test(text) ? null : `'${text.replaceAll("'", "'\\''")}'`;
}

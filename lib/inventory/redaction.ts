import { createHmac, randomBytes } from "node:crypto";
import { mentionsCredential, shortenIds, withoutSecrets } from "./credential-patterns";

const REDACTED = "[redacted]";
/** Another one in every process: a hash of a secret tells nothing to whoever reads it in a report or a dump. */
const SALT = randomBytes(16);
/** Shorter texts are words as often as credentials, and a report without them could not be read. */
const SHORTEST = 16;
/** Longer ones are not looked for: no credential is. */
const LONGEST = 4096;
/** Literals of more different lengths than this are not looked for: each length is a pass over the text. */
const MOST_LENGTHS = 16;
/** Runs of characters in which a credential may stand. */
const WORDS = /[^\s"'`]+/g;

/** A secret that was found, by which it is found again; the secret itself is never kept. */
export interface SecretMark {
  readonly length: number;
  /** A salted hash, of use in this process only. */
  readonly hash: string;
}

/** The mark of a secret; null for what is too short or too long to be looked for in other texts. */
export function markOf(secret: string): SecretMark | null {
  const { length } = secret;
  return length < SHORTEST || length > LONGEST ? null : { length, hash: hashOf(secret) };
}

/**
 * A text without the credentials that stand in it: of an AccessKey id the first and last four characters are left, of
 * a secret nothing. What has the form of a secret is taken for one beside an id or a telling name.
 *
 * @param suspect whether something beside the text makes it a place for secrets
 */
export function redactCredentials(text: string, suspect = false): string {
  if (!suspect && !mentionsCredential(text)) return text;
  return shortenIds(withoutSecrets(text, REDACTED));
}

/** Makes a function that also takes out the secrets of which there are marks, wherever they stand. */
export function redactor(marks: Iterable<SecretMark>): (text: string) => string {
  const hashes = new Map<number, Set<string>>();
  for (const { length, hash } of marks) {
    const known = hashes.get(length);
    if (known) known.add(hash);
    else if (hashes.size < MOST_LENGTHS) hashes.set(length, new Set([hash]));
  }
  if (hashes.size === 0) return (text) => redactCredentials(text);
  // The longest first: a token may begin as a shorter one does.
  const lengths = [...hashes].sort(([one], [other]) => other - one);
  return (text) => {
    let redacted = text;
    for (const [length, known] of lengths) {
      if (redacted.length < length) continue;
      redacted = redacted.replace(WORDS, (word) => withoutMarked(word, length, known));
    }
    return redactCredentials(redacted);
  };
}

function withoutMarked(word: string, length: number, hashes: ReadonlySet<string>): string {
  let result = "";
  let start = 0;
  for (let at = 0; at + length <= word.length; at++) {
    if (!hashes.has(hashOf(word.slice(at, at + length)))) continue;
    result += word.slice(start, at) + REDACTED;
    start = at + length;
    at = start - 1;
  }
  return result + word.slice(start);
}

function hashOf(text: string): string {
  return createHmac("sha256", SALT).update(text).digest("base64");
}

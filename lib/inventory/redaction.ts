import { createHmac, randomBytes } from "node:crypto";
import { mentionsCredential, shortenIds, withoutSecrets } from "./credential-patterns";

const REDACTED = "[redacted]";
/** Another one in every process: a hash of a secret tells nothing to whoever reads it in a report or a dump. */
const SALT = randomBytes(16);
const START_SALT = SALT.readInt32LE(0);
/** Shorter texts are words as often as credentials, and a report without them could not be read. */
const SHORTEST = 16;
/** Longer ones are not looked for: no credential is. */
const LONGEST = 4096;
/** So many characters of a secret tell cheaply where one may start. */
const START = 8;
/** Runs of characters that somebody may repeat by themselves. */
const WORDS = /[^\s"'`]+/g;

/** A secret that was found, by which it is found again; the secret itself is never kept. */
export interface SecretMark {
  readonly length: number;
  /** A salted hash, of use in this process only. */
  readonly hash: string;
  /** The same of the first characters, but quick: what tells where it is worth looking. */
  readonly start: number;
}

/** The mark of a secret; null for what is too short or too long to be looked for in other texts. */
export function markOf(secret: string): SecretMark | null {
  const { length } = secret;
  return length < SHORTEST || length > LONGEST ? null : { length, hash: hashOf(secret), start: startAt(secret, 0) };
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

/**
 * The marks of a secret, as it is and as a message quotes it; and of its parts between which spaces or quotes stand,
 * each of which is looked for by itself.
 */
export function marksOf(secret: string): SecretMark[] {
  const texts = new Set([secret, JSON.stringify(secret).slice(1, -1), ...(secret.match(WORDS) ?? [])]);
  return [...texts].flatMap((text) => markOf(text) ?? []);
}

/** Makes a function that also takes out the secrets of which there are marks, wherever they stand. */
export function redactor(marks: Iterable<SecretMark>): (text: string) => string {
  const withoutSecret = markedRedactor(marks);
  return (text) => redactCredentials(withoutSecret(text));
}

/** Makes a function that takes out the secrets of which there are marks, and nothing else. */
export function markedRedactor(marks: Iterable<SecretMark>): (text: string) => string {
  const byStart = new Map<number, Map<number, Set<string>>>();
  for (const { length, hash, start } of marks) {
    const lengths = byStart.get(start) ?? new Map<number, Set<string>>();
    byStart.set(start, lengths);
    const hashes = lengths.get(length);
    if (hashes) hashes.add(hash);
    else lengths.set(length, new Set([hash]));
  }
  if (byStart.size === 0) return (text) => text;
  const known = new Map([...byStart].map(([start, lengths]) => [start, longestFirst(lengths)]));
  return (text) => withoutMarked(text, known);
}

type HashesByLength = readonly (readonly [length: number, hashes: ReadonlySet<string>])[];

/** A token may begin as a shorter one does. */
function longestFirst(lengths: ReadonlyMap<number, ReadonlySet<string>>): HashesByLength {
  return [...lengths].sort(([one], [other]) => other - one);
}

function withoutMarked(text: string, known: ReadonlyMap<number, HashesByLength>): string {
  let result = "";
  let start = 0;
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    const lengths = known.get(startAt(text, at));
    const found = lengths?.find(
      ([length, hashes]) => at + length <= text.length && hashes.has(hashOf(text.slice(at, at + length))),
    );
    if (found === undefined) continue;
    result += text.slice(start, at) + REDACTED;
    start = at + found[0];
    at = start - 1;
  }
  return start === 0 ? text : result + text.slice(start);
}

/** FNV-1a of the characters with which something starts. */
function startAt(text: string, at: number): number {
  let hash = START_SALT;
  for (let next = at; next < at + START; next++) hash = Math.imul(hash ^ text.charCodeAt(next), 0x01000193);
  return hash;
}

function hashOf(text: string): string {
  return createHmac("sha256", SALT).update(text).digest("base64");
}

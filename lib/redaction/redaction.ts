import { createHmac, randomBytes } from "node:crypto";
import { isLikeName, isOwnWord, isPlainWord } from "./looks";
import { isInAddress } from "./in-address";
import { withoutMakerTokens } from "./maker-tokens";
import { withoutPrivateKeys } from "./private-keys";
import { withoutPairedSecrets, withoutToldSecrets } from "./told-secrets";
import { withoutUrlSecrets } from "./urls";
import { mentionsCredential, shortenIds, withoutSecrets } from "./credential-patterns";

const REDACTED = "[redacted]";
/** Taken once, as it is asked for every character. */
const { imul } = Math;
/** Another one in every process: a hash of a secret tells nothing to whoever reads it in a report or a dump. */
const SALT = randomBytes(16);
/** Of the quick hash; odd, so that no character is lost. */
const BASE = SALT.readInt32LE(0) | 1;
/** Shorter texts are words as often as credentials, and a report without them could not be read. */
const SHORTEST = 8;
/** Shorter ones are left in addresses, whose parts are names: without them nobody would know whom to call. */
const SHORTEST_IN_ADDRESSES = 16;
/** Longer ones are not looked for: no credential is. */
const LONGEST = 4096;
/** So many characters of a secret tell cheaply where one may start. */
const START = 8;
/** What the first of so many characters counts in the quick hash. */
const FIRST = power(BASE, START - 1);
/** Bits of the table that tells quickly where no secret starts, nearly always rightly. */
const TABLE_BITS = 19;
const WORD_CHARACTER = /[0-9A-Za-z]/;
/** Runs of characters that somebody may repeat by themselves. */
const WORDS = /[^\s"'`]+/g;

/** Nearly every secret is but one of them, and a message quotes it as it is. */
const ONE_WORD = /^[!#-&(-[\]-_a-~]+$/;

/** A secret that was found, by which it is found again; the secret itself is never kept. */
export interface SecretMark {
  readonly length: number;
  /** A salted hash, of use in this process only. */
  readonly hash: string;
  /** The same of the first characters, but quick: what tells where it is worth looking. */
  readonly start: number;
  /** Whether it might as well be the name of something: then it is left in addresses. */
  readonly isName: boolean;
  /** Whether it is a plain word: then it is none where it is a part of another one. */
  readonly isWord: boolean;
}

/** Takes secrets out of texts. */
export interface Redactor {
  (text: string): string;
  /** The same for a text that is an address as a whole, or the name of a place: without names nobody is found. */
  readonly address: (text: string) => string;
}

/**
 * The mark of a secret; null for what is too short or too long to be looked for in other texts, and for what reports
 * say by themselves.
 */
export function markOf(secret: string): SecretMark | null {
  const { length } = secret;
  if (length < SHORTEST || length > LONGEST || isOwnWord(secret)) return null;
  const looks = { isName: isLikeName(secret), isWord: isPlainWord(secret) };
  return { length, hash: hashOf(secret), start: startAt(secret, 0), ...looks };
}

/**
 * A text without the credentials that stand in it: of an AccessKey id the first and last four characters are left, of
 * a secret nothing. What has the form of a secret is taken for one beside an id or a telling name.
 *
 * @param suspect whether something beside the text makes it a place for secrets
 */
export function redactCredentials(text: string, suspect = false): string {
  const rest = withoutToldSecrets(withoutForms(text), REDACTED);
  if (!suspect && !mentionsCredential(rest)) return rest;
  return shortenIds(withoutSecrets(withoutPairedSecrets(rest, REDACTED), REDACTED));
}

/**
 * A text without what is a secret wherever it stands, and by nothing but its form: tokens of well-known makers, private
 * keys, and whatever a URL gives away. AccessKey ids are left.
 */
export function withoutForms(text: string): string {
  return withoutMakerTokens(withoutUrlSecrets(withoutPrivateKeys(text, REDACTED), REDACTED), REDACTED);
}

/**
 * The marks of a secret, as it is and as a message quotes it; and of its parts between which spaces or quotes stand,
 * each of which is looked for by itself.
 */
export function marksOf(secret: string): SecretMark[] {
  if (ONE_WORD.test(secret)) {
    const mark = markOf(secret);
    return mark === null ? [] : [mark];
  }
  const texts = new Set([secret, JSON.stringify(secret).slice(1, -1), ...(secret.match(WORDS) ?? [])]);
  return [...texts].flatMap((text) => markOf(text) ?? []);
}

/** Makes a function that also takes out the secrets of which there are marks, wherever they stand. */
export function redactor(marks: readonly SecretMark[]): Redactor {
  const withoutSecret = markedRedactor(marks);
  const withoutLong = markedRedactor(marks.filter(isLookedForInAddresses));
  return Object.assign((text: string) => redactCredentials(withoutSecret(text)), {
    address: (text: string) => redactCredentials(withoutLong(text)),
  });
}

/** Whether a secret is taken out of addresses, too: it is long, and nothing that anybody would name something. */
export function isLookedForInAddresses({ length, isName }: SecretMark): boolean {
  return length >= SHORTEST_IN_ADDRESSES && !isName;
}

/** Makes a function that takes out the secrets of which there are marks, and nothing else. */
export function markedRedactor(marks: Iterable<SecretMark>): (text: string) => string {
  const byStart = new Map<number, Map<number, Map<string, SecretMark>>>();
  for (const mark of marks) {
    const { length, hash, start } = mark;
    const lengths = byStart.get(start) ?? new Map<number, Map<string, SecretMark>>();
    byStart.set(start, lengths);
    const hashes = lengths.get(length);
    if (hashes) hashes.set(hash, mark);
    else lengths.set(length, new Map([[hash, mark]]));
  }
  if (byStart.size === 0) return (text) => text;
  const known = new Map([...byStart].map(([start, lengths]) => [start, longestFirst(lengths)]));
  const table = new Uint8Array(1 << (TABLE_BITS - 3));
  for (const start of known.keys()) {
    const slot = slotOf(start);
    table[slot >>> 3] = (table[slot >>> 3] ?? 0) | (1 << (slot & 7));
  }
  const shortest = [...known.values()].flat().reduce((least, [length]) => Math.min(least, length), LONGEST);
  return (text) => withoutMarked(text, known, table, shortest);
}

type MarksByLength = readonly (readonly [length: number, marks: ReadonlyMap<string, SecretMark>])[];

/** A token may begin as a shorter one does. */
function longestFirst(lengths: ReadonlyMap<number, ReadonlyMap<string, SecretMark>>): MarksByLength {
  return [...lengths].sort(([one], [other]) => other - one);
}

function withoutMarked(
  text: string,
  known: ReadonlyMap<number, MarksByLength>,
  table: Uint8Array,
  shortest: number,
): string {
  // Of one that was cut off, the beginning may be all that is there.
  const last = text.length - (text.includes("…") ? START : shortest);
  if (last < 0) return text;
  let result = "";
  let start = 0;
  let hash = startAt(text, 0);
  for (let at = 0; at <= last; at++) {
    const slot = slotOf(hash);
    const mayStart = ((table[slot >>> 3] ?? 0) & (1 << (slot & 7))) !== 0;
    const found = mayStart ? lengthAt(text, at, known.get(hash)) : undefined;
    if (found === undefined) {
      hash = nextStart(hash, text, at);
      continue;
    }
    result += text.slice(start, at) + REDACTED;
    start = at + found;
    at = start - 1;
    if (start <= last) hash = startAt(text, start);
  }
  return start === 0 ? text : result + text.slice(start);
}

/** The length of the secret that stands there, of those that start like this. */
function lengthAt(text: string, at: number, lengths: MarksByLength = []): number | undefined {
  const whole = lengths.find(([length, marks]) => {
    if (at + length > text.length) return false;
    const mark = marks.get(hashOf(text.slice(at, at + length)));
    return mark !== undefined && !isOtherWord(mark, text, at) && !isLeft(mark, text, at);
  });
  return whole?.[0] ?? cutLengthAt(text, at, lengths);
}

/** What is left of a secret in a text that was shortened: so much as tells that one starts there is left of it. */
function cutLengthAt(text: string, at: number, [longest]: MarksByLength): number | undefined {
  if (longest === undefined) return undefined;
  const [length, marks] = longest;
  const cut = text.slice(at, at + length).indexOf("…");
  if (cut < START) return undefined;
  return [...marks.values()].some((mark) => !isLeft(mark, text, at)) ? cut : undefined;
}

/** Whether a plain word is but a part of another one there. */
function isOtherWord({ isWord, length }: SecretMark, text: string, at: number): boolean {
  return isWord && (WORD_CHARACTER.test(text.charAt(at - 1)) || WORD_CHARACTER.test(text.charAt(at + length)));
}

/** Whether a secret stands in an address, of which it is left a part. */
function isLeft(mark: SecretMark, text: string, at: number): boolean {
  return !isLookedForInAddresses(mark) && isInAddress(text, at, at + mark.length);
}

/** A hash of the characters with which something starts that is cheap to carry on to the next place. */
function startAt(text: string, at: number): number {
  let hash = 0;
  for (let next = at; next < at + START; next++) hash = (imul(hash, BASE) + text.charCodeAt(next)) | 0;
  return hash;
}

/** The same for the place after one. */
function nextStart(hash: number, text: string, at: number): number {
  const rest = hash - imul(text.charCodeAt(at), FIRST);
  return (imul(rest, BASE) + text.charCodeAt(at + START)) | 0;
}

function slotOf(hash: number): number {
  return imul(hash, 0x9e3779b1) >>> (32 - TABLE_BITS);
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let times = 0; times < exponent; times++) result = imul(result, base);
  return result;
}

function hashOf(text: string): string {
  return createHmac("sha256", SALT).update(text).digest("base64");
}

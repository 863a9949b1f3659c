import { isDeepStrictEqual } from "node:util";
import { isNotKnown, type Told } from "./manifest";

/** What a change is about. */
export type ChangeKind =
  "identity" | "accessKey" | "grant" | "policy" | "account" | "setting" | "acknowledgement" | "unresolved";

/**
 * How much a reviewer should look at a change. `high`: somebody or something can do more, or is protected less.
 * `medium`: access goes away or moves, so that something may stop. `low`: the rest.
 */
export type Weight = "high" | "medium" | "low";

/** All weights, the highest first. */
export const WEIGHTS: readonly Weight[] = ["high", "medium", "low"];

/** One difference between two manifests, as a sentence about an identity. */
export interface Change {
  /** `hologres-bi`, `group readers`, `account:1234567890123456`. */
  readonly identity: string;
  readonly kind: ChangeKind;
  /** Goes on after the identity and a colon. What comes from a manifest stands in backticks, and holds none. */
  readonly words: string;
  readonly weight: Weight;
}

/** A change without whom it concerns. */
export type Said = Omit<Change, "identity">;

export function said(kind: ChangeKind, weight: Weight, words: string): Said {
  return { kind, words, weight };
}

/** A longer text is not worth a line of report. */
const LONGEST_QUOTE = 200;

/** A text of a manifest inside a sentence: it ends where the backticks end, whatever it holds. */
export function quote(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_QUOTE + 2)];
  const short = characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("")}…` : text;
  return short === "" ? "(empty)" : `\`${short.replaceAll("`", "'")}\``;
}

/** A value in a sentence: `none` for what is not there, the reason for what is not known. */
export function quoted(value: Told<string | number> | null, none = "none"): string {
  if (value === null) return none;
  return isNotKnown(value) ? `not known, because ${quote(value.unknown)}` : quote(String(value));
}

/** `a`, `b` and 3 more. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, texts.length > 6 ? 5 : 6).map(quote);
  return texts.length > 6 ? `${shown.join(", ")} and ${texts.length - 5} more` : shown.join(", ");
}

/** How a difference in each member is said; every member of the type has to be there. */
export type Sayings<T> = { readonly [Name in keyof T]-?: (before: T[Name], after: T[Name]) => readonly Said[] };

/** What is said about the members that differ. */
export function compareMembers<T extends object>(sayings: Sayings<T>, before: T, after: T): Said[] {
  const names = Object.keys(sayings) as (keyof T)[];
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .flatMap((name) => sayings[name](before[name], after[name]));
}

/** What belongs together of two lists, and what has no counterpart; several of one name are paired in their order. */
export interface Pairs<T> {
  readonly both: readonly (readonly [T, T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

export function pairUp<T>(before: readonly T[], after: readonly T[], nameOf: (item: T) => string): Pairs<T> {
  const waiting = new Map<string, T[]>();
  for (const item of [...before].reverse()) {
    const name = nameOf(item);
    const others = waiting.get(name);
    if (others) others.push(item);
    else waiting.set(name, [item]);
  }
  const both: [T, T][] = [];
  const added: T[] = [];
  for (const item of after) {
    const counterpart = waiting.get(nameOf(item))?.pop();
    if (counterpart === undefined) added.push(item);
    else both.push([counterpart, item]);
  }
  const paired = new Set(both.map(([one]) => one));
  return { both, added, removed: before.filter((item) => !paired.has(item)) };
}

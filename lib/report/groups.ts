import { addAll } from "../text/lists";
import type { Finding, Place } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { signatureOf } from "./signature";

/** One thing to say, with all the places that it holds for. */
export interface Entry {
  /** The first of the findings: they differ in nothing but their place and their subject. */
  readonly finding: Finding;
  readonly places: readonly Place[];
}

/** Identities of which the same is to be said. */
export interface Group {
  /** What they are: `user`, `account`, …; `stack` where findings are about no identity. */
  readonly kind: string;
  /** Names, in the order of the findings. */
  readonly names: readonly string[];
  readonly entries: readonly Entry[];
}

/**
 * Findings by the identity that they are about, the one with the most severe finding first. Forty users with the same
 * findings are one group, so that a report is as long as what it has to say.
 */
export function groupFindings(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, { kind: string; names: string[]; entries: GrowingEntry[] }>();
  for (const { kind, name, findings: ofSubject } of bySubject(mostSevereFirst(findings))) {
    const bySignature = entriesOf(ofSubject);
    const entries = [...bySignature.values()];
    const signature = signatureOf([kind, ...bySignature.keys()]);
    const alike = groups.get(signature);
    if (!alike) {
      groups.set(signature, { kind, names: [name], entries });
      continue;
    }
    alike.names.push(name);
    // The same is said of both, in the same order.
    for (const [index, { places }] of entries.entries()) addAll(alike.entries[index]?.places ?? [], places);
  }
  return [...groups.values()];
}

/** The order of the evaluation, but for what an emergency has lowered since. */
export function mostSevereFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

type GrowingEntry = Entry & { readonly places: Place[] };

/** What is said of one subject, by what tells it apart. */
function entriesOf(findings: readonly Finding[]): Map<string, GrowingEntry> {
  const entries = new Map<string, GrowingEntry>();
  for (const finding of findings) {
    const { rule, level, message, fix, related } = finding;
    const signature = signatureOf([rule, level, message, fix, related]);
    const entry = entries.get(signature);
    if (entry) entry.places.push(finding);
    else entries.set(signature, { finding, places: [finding] });
  }
  return entries;
}

interface Subject {
  readonly kind: string;
  readonly name: string;
}

function bySubject(findings: readonly Finding[]): Iterable<Subject & { readonly findings: readonly Finding[] }> {
  const subjects = new Map<string, Subject & { readonly findings: Finding[] }>();
  for (const finding of findings) {
    const subject = subjectOf(finding);
    const key = JSON.stringify([subject.kind, subject.name]);
    const known = subjects.get(key);
    if (known) known.findings.push(finding);
    else subjects.set(key, { ...subject, findings: [finding] });
  }
  return subjects.values();
}

function subjectOf({ subject, stack }: Finding): Subject {
  if (subject === null) return { kind: "stack", name: stack };
  const colon = subject.indexOf(":");
  return { kind: subject.slice(0, Math.max(0, colon)), name: subject.slice(colon + 1) };
}

const NOUNS: ReadonlyMap<string, string> = new Map([
  ["user", "RAM user"],
  ["group", "RAM group"],
  ["role", "RAM role"],
  ["policy", "RAM policy"],
  ["account", "Alibaba Cloud account"],
]);

/** What a group is about, before its names: `RAM users`. */
export function nounOf({ kind, names }: Group): string {
  const noun = NOUNS.get(kind) ?? kind;
  if (names.length === 1) return noun;
  return noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** The first of many as text, and how many more there are. */
export function firstOf<T>(values: readonly T[], most: number, textOf: (value: T) => string): string {
  const shown = values.slice(0, most).map(textOf).join(", ");
  return values.length > most ? `${shown} and ${values.length - most} more` : shown;
}

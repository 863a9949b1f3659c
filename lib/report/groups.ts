import { addAll } from "../inventory/lists";
import type { Finding, Place } from "../rules/finding";
import { LEVELS } from "../rules/finding";

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

interface Draft {
  readonly kind: string;
  readonly names: string[];
  readonly entries: Map<string, { readonly finding: Finding; readonly places: Place[] }>;
}

/**
 * Findings by the identity that they are about, the one with the most severe finding first. Forty users with the same
 * findings are one group, so that a report is as long as what it has to say.
 */
export function groupFindings(findings: readonly Finding[]): Group[] {
  const bySubject = new Map<string, Draft>();
  for (const finding of mostSevereFirst(findings)) {
    const { kind, name } = subjectOf(finding);
    const subject = JSON.stringify([kind, name]);
    const draft = bySubject.get(subject) ?? { kind, names: [name], entries: new Map() };
    bySubject.set(subject, draft);
    const { rule, level, message, fix, related } = finding;
    addTo(draft, JSON.stringify([rule, level, message, fix, related]), finding, [finding]);
  }

  const alike = new Map<string, Draft>();
  for (const draft of bySubject.values()) {
    const signature = JSON.stringify([draft.kind, ...draft.entries.keys()]);
    const first = alike.get(signature);
    if (!first) {
      alike.set(signature, draft);
      continue;
    }
    addAll(first.names, draft.names);
    for (const [key, { finding, places }] of draft.entries) addTo(first, key, finding, places);
  }
  return [...alike.values()].map(({ kind, names, entries }) => ({ kind, names, entries: [...entries.values()] }));
}

/** The order of the evaluation, but for what an emergency has lowered since. */
export function mostSevereFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

function addTo({ entries }: Draft, key: string, finding: Finding, places: readonly Place[]): void {
  const entry = entries.get(key);
  if (entry) addAll(entry.places, places);
  else entries.set(key, { finding, places: [...places] });
}

function subjectOf({ subject, stack }: Finding): { readonly kind: string; readonly name: string } {
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

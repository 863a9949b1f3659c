import { withoutKeys } from "../places/instance-keys";
import type { Finding, Level } from "./finding";
import { LEVELS } from "./finding";
import { fingerprint } from "./fingerprint";
import { compareText } from "./place-order";

/** A finding that was there when a baseline was recorded. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly level: Level;
  /** For whoever reads the file; nothing is compared by it but what is of version 1. */
  readonly rule: string;
  readonly stack: string;
  readonly address: string;
}

/** What a baseline can hold of some findings: those that nobody has accepted and that may be lived with. */
export function baselineOf(findings: readonly Finding[]): BaselineEntry[] {
  return findings
    .filter(canBeOld)
    .map((finding) => {
      const { rule, level, stack, address } = finding;
      return { fingerprint: fingerprint(finding), level, rule, stack, address };
    })
    .sort(
      (one, other) =>
        compareText(one.rule, other.rule) ||
        compareText(one.stack, other.stack) ||
        compareText(one.address, other.address) ||
        compareText(one.fingerprint, other.fingerprint) ||
        LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level),
    );
}

/**
 * The findings that are new since a baseline. One is old when the baseline has an entry with its fingerprint that is as
 * severe, and every entry stands for one finding: a second one of its kind in the same place is new.
 */
export function newSince(baseline: readonly BaselineEntry[], findings: readonly Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const { fingerprint: known, level } of baseline) {
    const key = keyOf(known, level);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return findings.filter((finding) => {
    if (!canBeOld(finding)) return true;
    const key = oldKey(fingerprint(finding), finding.level, left);
    if (key === undefined) return true;
    left.set(key, (left.get(key) ?? 0) - 1);
    return false;
  });
}

/** The least severe entry that will do, so that a more severe one is left for a more severe finding. */
function oldKey(known: string, level: Level, left: ReadonlyMap<string, number>): string | undefined {
  const severeEnough = LEVELS.slice(0, LEVELS.indexOf(level) + 1).reverse();
  return severeEnough.map((each) => keyOf(known, each)).find((each) => (left.get(each) ?? 0) > 0);
}

/**
 * The findings that are new since a baseline of version 1, which had one entry for all instances of a declaration: it
 * stands for those of each of them.
 */
export function newSinceVersion1(baseline: readonly BaselineEntry[], findings: readonly Finding[]): Finding[] {
  const declarations = new Map<string, Level[]>();
  for (const entry of baseline) {
    const key = declarationOf(entry);
    const known = declarations.get(key);
    if (known) known.push(entry.level);
    else declarations.set(key, [entry.level]);
  }
  return newSince(baseline, findings).filter((finding) => {
    if (!canBeOld(finding) || !(finding.instances || finding.address.includes("["))) return true;
    const levels = declarations.get(declarationOf(finding)) ?? [];
    return !levels.some((level) => LEVELS.indexOf(level) <= LEVELS.indexOf(finding.level));
  });
}

/**
 * The entries of a baseline of version 1 as those of today: what stands for findings that are there is written as they
 * are, the others stay.
 *
 * @param found the findings that are new since that baseline
 */
export function inVersion2(
  baseline: readonly BaselineEntry[],
  findings: readonly Finding[],
  found: readonly Finding[],
): BaselineEntry[] {
  const isNew = new Set(found);
  const old = baselineOf(findings.filter((finding) => !isNew.has(finding)));
  const known = new Set(old.map(declarationOf));
  return [...old, ...baseline.filter((entry) => !known.has(declarationOf(entry)))];
}

function declarationOf({ rule, stack, address }: Pick<BaselineEntry, "rule" | "stack" | "address">): string {
  return JSON.stringify([rule, stack, withoutKeys(address)]);
}

function canBeOld({ fixed, acknowledged }: Finding): boolean {
  return !fixed && acknowledged === null;
}

function keyOf(known: string, level: Level): string {
  return `${known} ${level}`;
}

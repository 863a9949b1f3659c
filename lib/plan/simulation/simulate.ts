import { heaviestDownSet } from "./heaviest-down-set";
import type { Before, KeyOperation } from "./key-operation";
import { PartialOrder } from "./partial-order";
import { findRefusal, type KeyCounts } from "./refusal";
import { findSafeOrder } from "./safe-order";

/** What an apply does to the keys of one user, or of the account itself. */
export interface KeyApply {
  /** Keys before the apply, and how many of them are Active; those that Terraform does not manage count too. */
  readonly start: KeyNumbers;
  readonly operations: readonly KeyOperation[];
  /** What of the order is fixed; Terraform may choose the rest. */
  readonly before: readonly Before[];
  /** How many keys there may be. */
  readonly quota: number;
}

export interface KeyNumbers {
  readonly keys: number;
  readonly live: number;
}

/** A number of keys, with the shortest order that leads to it: of those the first by the order of the operations. */
export interface Witnessed {
  readonly count: number;
  readonly order: readonly KeyOperation[];
}

/** Whether a creation meets a full quota: in no order, in some orders, in every order. */
export type QuotaVerdict = "cannot fail" | "may fail" | "will fail";

export interface Simulation {
  /** The most keys that there can be at one time. */
  readonly peak: Witnessed;
  /** The fewest Active keys that there can be at one time. */
  readonly lowest: Witnessed;
  /** Whether every order has a moment in which no key is Active; false also where the search was given up. */
  readonly isGapCertain: boolean;
  readonly quota: QuotaVerdict;
  /** False where the search was given up: "may fail" can be "will fail" then. The other two are always exact. */
  readonly exact: boolean;
  /** After an apply that does not fail. */
  readonly after: KeyNumbers;
  /** An order whose last operation is the first to meet a full quota; null for what cannot fail. */
  readonly refusal: readonly KeyOperation[] | null;
  /** An order of all operations in which none does; null for what will fail, and where the search was given up. */
  readonly safeOrder: readonly KeyOperation[] | null;
}

/**
 * What may happen over all orders that Terraform may choose. It works on several resources at a time, but each key
 * comes and goes at one instant, so that every apply is one of those orders; one that fails has done a part of one, so
 * that the peak and the lowest number hold for it too.
 *
 * Both are exact whatever the number of operations. So is the verdict for up to twenty operations under a quota of five
 * or less, and for most that are more; where the choice of the next creation is too great a puzzle, `exact` says so.
 *
 * Where fewer pairs are given than Terraform keeps to, "cannot fail", "will fail" and a gap that is certain still hold,
 * since they are said of more orders than there are; the peak may be too high and the lowest number too low.
 */
export function simulate({ start, operations, before, quota }: KeyApply): Simulation {
  const order = new PartialOrder(operations.length, before);
  const changes = operations.map(({ keys }) => keys);
  const lives = operations.map(({ live }) => live);
  const losses = lives.map((live) => -live as -1 | 0 | 1);
  const operationsAt = (indices: readonly number[]): KeyOperation[] => indices.flatMap((at) => operations[at] ?? []);
  const witnessed = (from: number, of: readonly number[], reached: ReadonlySet<number>): Witnessed => {
    const indices = order.arrange(reached);
    return { count: indices.reduce((count, at) => count + (of[at] ?? 0), from), order: operationsAt(indices) };
  };
  const { verdict, exact, refusal, safeOrder } = judge(order, { changes, start: start.keys, quota });
  const lowest = witnessed(start.live, lives, heaviestDownSet(order, losses));
  return {
    peak: witnessed(start.keys, changes, heaviestDownSet(order, changes)),
    lowest,
    isGapCertain: lowest.count <= 0 && isGapInEveryOrder(order, losses, start.live),
    quota: verdict,
    exact,
    after: { keys: sum(start.keys, changes), live: sum(start.live, lives) },
    refusal: refusal && operationsAt(refusal),
    safeOrder: safeOrder && operationsAt(safeOrder),
  };
}

interface Judgement {
  readonly verdict: QuotaVerdict;
  readonly exact: boolean;
  readonly refusal: readonly number[] | null;
  readonly safeOrder: readonly number[] | null;
}

function judge(order: PartialOrder, counts: KeyCounts): Judgement {
  const refusal = findRefusal(order, counts);
  if (refusal === null) {
    const any = order.arrange(new Set(counts.changes.keys()));
    return { verdict: "cannot fail", exact: true, refusal, safeOrder: any };
  }
  // In which order ever: more keys in the end than the quota allows, so that a creation was the one too many.
  if (sum(counts.start, counts.changes) > counts.quota) {
    return { verdict: "will fail", exact: true, refusal, safeOrder: null };
  }
  const safe = findSafeOrder(order, counts);
  if (safe.found) return { verdict: "may fail", exact: true, refusal, safeOrder: safe.order };
  return { verdict: safe.none ? "will fail" : "may fail", exact: safe.none, refusal, safeOrder: null };
}

/** Losses are to a quota what creations are: all Active keys but one may be lost at a time. */
function isGapInEveryOrder(order: PartialOrder, losses: KeyCounts["changes"], live: number): boolean {
  if (live <= 0 || sum(0, losses) >= live) return true;
  const kept = findSafeOrder(order, { changes: losses, start: 0, quota: live - 1 });
  return !kept.found && kept.none;
}

function sum(start: number, changes: readonly number[]): number {
  return changes.reduce((count, change) => count + change, start);
}

import { heaviestDownSet } from "./heaviest-down-set";
import type { PartialOrder } from "./partial-order";

/** Machine words that are looked at for the shortest order; where there are more, a longer one will do. */
const MOST_STEPS = 200_000;
const BITS = 64;

/** What an order does to the number of keys, and how many there may be. */
export interface KeyCounts {
  /** What each operation does to the number of keys. */
  readonly changes: readonly (-1 | 0 | 1)[];
  readonly start: number;
  readonly quota: number;
}

/**
 * Operations in an order in which the last one, a creation, meets a full quota, and none before it does; null when
 * there is none in any order. It is the shortest, and of those the first by index, while there are few enough.
 */
export function findRefusal(order: PartialOrder, counts: KeyCounts): number[] | null {
  const over = setOverQuota(order, counts);
  return over && (searchShortest(order, counts) ?? firstRefusalOf(order.arrange(over), counts));
}

/**
 * Operations with a creation among them after which there are more keys than the quota allows: whatever their order,
 * one of the creations meets a full quota, since deletions alone never lead above it.
 */
function setOverQuota(order: PartialOrder, { changes, start, quota }: KeyCounts): Set<number> | null {
  for (const base of start > quota ? firstCreations(order, changes) : [new Set<number>()]) {
    const found = heaviestDownSet(order, changes, base);
    let count = start;
    for (const at of found) count += changes[at] ?? 0;
    if (count > quota) return found;
  }
  return null;
}

/** Each creation that needs no other one, with all that it needs. */
function* firstCreations(order: PartialOrder, changes: KeyCounts["changes"]): Generator<Set<number>> {
  for (const [at, ancestors] of order.ancestors.entries()) {
    if (changes[at] === 1 && ancestors.every((each) => changes[each] !== 1)) yield new Set([...ancestors, at]);
  }
}

function firstRefusalOf(arranged: readonly number[], { changes, start, quota }: KeyCounts): number[] | null {
  let count = start;
  for (const [index, at] of arranged.entries()) {
    if (changes[at] === 1 && count >= quota) return arranged.slice(0, index + 1);
    count += changes[at] ?? 0;
  }
  return null;
}

interface State {
  readonly done: bigint;
  readonly count: number;
  readonly last: number;
  readonly before: State | null;
}

/** Breadth first over what may have been done; null when that takes too long. */
function searchShortest(order: PartialOrder, { changes, start, quota }: KeyCounts): number[] | null {
  const useful = new Set<number>();
  changes.forEach((change, at) => {
    if (change === 1) for (const each of [at, ...(order.ancestors[at] ?? [])]) useful.add(each);
  });
  const candidates = [...useful].sort((one, other) => one - other);
  const states: State[] = [{ done: 0n, count: start, last: -1, before: null }];
  const seen = new Set([0n]);
  // A state has a bit for each operation, and is looked at for each of them.
  const stepsOfState = candidates.length * Math.ceil(order.ancestors.length / BITS);
  if (stepsOfState > MOST_STEPS) return null;
  const needs = order.ancestors.map((each) => each.reduce((mask, at) => mask | (1n << BigInt(at)), 0n));
  let steps = 0;
  // The list grows while it is walked.
  for (const state of states) {
    steps += stepsOfState;
    if (steps > MOST_STEPS) return null;
    const ready = candidates.filter((at) => {
      const needed = needs[at] ?? 0n;
      return (state.done & (1n << BigInt(at))) === 0n && (state.done & needed) === needed;
    });
    const refused = state.count < quota ? undefined : ready.find((at) => changes[at] === 1);
    if (refused !== undefined) return [...pathTo(state), refused];
    for (const at of ready) {
      const done = state.done | (1n << BigInt(at));
      if (seen.has(done)) continue;
      seen.add(done);
      states.push({ done, count: state.count + (changes[at] ?? 0), last: at, before: state });
    }
  }
  return null;
}

function pathTo(state: State): number[] {
  const path: number[] = [];
  for (let at = state; at.before !== null; at = at.before) path.push(at.last);
  return path.reverse();
}

import { isUnknown } from "../inventory/model";
import { failureWords, numbersText } from "./apply-words";
import type { ApplyReview, Course, KeyReview, Step, UnmanagedKeys } from "./plan-review";
import { heaviestDownSet } from "./simulation/heaviest-down-set";
import type { KeyOperation, OperationOrder } from "./simulation/key-operation";
import { PartialOrder } from "./simulation/partial-order";
import { simulate, type KeyNumbers, type Simulation } from "./simulation/simulate";

/** What is known of one holder's keys before they are touched. */
export interface ApplyStart {
  /** Keys of Terraform's, and how many of them are Active. */
  readonly managed: KeyNumbers;
  readonly unmanaged: UnmanagedKeys;
  readonly quota: number;
  /** How many more keys may turn out to be of the same holder. */
  readonly possible: number;
  /** False where a status is known after the apply only. */
  readonly areStatusesKnown: boolean;
}

/** Simulates what an apply does to the keys of one holder. */
export function reviewApply(
  start: ApplyStart,
  operations: readonly KeyOperation[],
  order: OperationOrder,
  keyOf: ReadonlyMap<KeyOperation, KeyReview>,
): ApplyReview {
  const { managed, unmanaged, quota, areStatusesKnown } = start;
  const existing = isUnknown(unmanaged.count) ? 0 : unmanaged.count;
  const numbers = { keys: managed.keys + existing, live: managed.live + (unmanaged.live ?? 0) };
  const apply = { operations, before: order.before, quota };
  const simulation = simulate({ ...apply, start: numbers });
  const most = mostAtStart(start, numbers.keys, operations.length);
  const verdict = verdictWith(simulation, numbers.keys, most, () =>
    simulate({ ...apply, start: { ...numbers, keys: most } }),
  );
  const partial = new PartialOrder(operations.length, order.before);
  const keyChanges = operations.map(({ keys }) => keys);
  const liveChanges = operations.map(({ live }) => live);
  const stepsOf = (steps: readonly KeyOperation[] | null): Step[] =>
    (steps ?? []).flatMap((operation) => {
      const key = keyOf.get(operation);
      return key ? [{ kind: operation.kind, key }] : [];
    });
  const courses = {
    keys: courseOf(numbers.keys, keyChanges, partial),
    live: courseOf(numbers.live, liveChanges, partial),
  };
  const review = {
    ...courses,
    isLiveKnown: areStatusesKnown && unmanaged.live !== null,
    verdict,
    isOrderCertain: order.certain,
    refusal: stepsOf(simulation.refusal),
    safeOrder: stepsOf(simulation.refusal && simulation.safeOrder),
    lowestLive: stepsOf(simulation.lowest.order),
  };
  return {
    ...review,
    numbers: numbersText(review, isUnknown(unmanaged.count)),
    failure: failureWords(review, quota, isUnknown(unmanaged.count)),
  };
}

/**
 * The keys that there are at the most. Those that nobody has counted are there already, and fit the quota; the possible
 * ones may come at any time. More than leave no free slot, whatever is deleted, need not be counted.
 */
function mostAtStart({ unmanaged, possible, quota }: ApplyStart, keys: number, operations: number): number {
  const uncounted = isUnknown(unmanaged.count) ? Math.max(keys, quota) : keys;
  return uncounted + Math.min(possible, quota + operations);
}

/** What fails without keys that may be there fails with them, and what does not fail with all of them never does. */
function verdictWith(
  without: Simulation,
  least: number,
  most: number,
  filled: () => Simulation,
): ApplyReview["verdict"] {
  if (without.quota !== "cannot fail" || least === most) return without.quota;
  return filled().quota === "cannot fail" ? "cannot fail" : "not known";
}

function courseOf(now: number, changes: readonly (-1 | 0 | 1)[], order: PartialOrder): Course {
  const sum = (indices: Iterable<number>): number => {
    let count = now;
    for (const index of indices) count += changes[index] ?? 0;
    return count;
  };
  const losses = changes.map((change) => -change);
  return {
    now,
    lowest: sum(heaviestDownSet(order, losses)),
    highest: sum(heaviestDownSet(order, changes)),
    after: sum(changes.keys()),
  };
}

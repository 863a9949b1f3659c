import { isUnknown } from "../inventory/model";
import { failureWords, numbersText } from "./apply-words";
import type { ApplyReview, Course, Step, UnmanagedKeys } from "./plan-review";
import { heaviestDownSet } from "./simulation/heaviest-down-set";
import type { KeyOperation, OperationOrder } from "./simulation/key-operation";
import { PartialOrder } from "./simulation/partial-order";
import { simulate, type KeyApply, type KeyNumbers, type Simulation } from "./simulation/simulate";

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

/** What an apply does to the numbers of keys; each step of an order is the index of an operation. */
interface Outcome extends Pick<ApplyReview, "keys" | "live" | "isGapCertain" | "verdict"> {
  readonly refusal: readonly number[];
  readonly safeOrder: readonly number[];
  readonly lowestLive: readonly number[];
}

const NO_STEPS: readonly Step[] = [];

/** Simulates what an apply does to the keys of holders, one after the other. */
export class ApplyReviews {
  /** The keys of thousands of holders come and go in the same few ways; what an apply does depends on that alone. */
  private readonly outcomes = new Map<string, Outcome>();

  /**
   * What an apply does to the keys of one holder.
   *
   * @param steps the operations, each with its key
   */
  of(
    start: ApplyStart,
    operations: readonly KeyOperation[],
    { before, certain }: OperationOrder,
    steps: readonly Step[],
  ): ApplyReview {
    const { managed, unmanaged, quota, areStatusesKnown } = start;
    const isOpen = isUnknown(unmanaged.count);
    const existing = isUnknown(unmanaged.count) ? 0 : unmanaged.count;
    const numbers = { keys: managed.keys + existing, live: managed.live + (unmanaged.live ?? 0) };
    const most = mostAtStart(start, numbers.keys, operations.length);
    const outcome = this.outcomeOf({ start: numbers, operations, before, quota }, most);
    const stepsAt = (order: readonly number[]): readonly Step[] =>
      order.length === 0 ? NO_STEPS : order.flatMap((at) => steps[at] ?? []);
    const review = {
      keys: outcome.keys,
      live: outcome.live,
      isLiveKnown: areStatusesKnown && unmanaged.live !== null,
      isGapCertain: outcome.isGapCertain,
      verdict: outcome.verdict,
      isOrderCertain: certain,
      refusal: stepsAt(outcome.refusal),
      safeOrder: stepsAt(outcome.safeOrder),
      lowestLive: stepsAt(outcome.lowestLive),
      numbers: "",
      failure: null as string | null,
    };
    review.numbers = numbersText(review, isOpen);
    review.failure = failureWords(review, quota, isOpen);
    return review;
  }

  /** @param most the keys that there may be at the start, where nobody has counted all of them */
  private outcomeOf(apply: KeyApply, most: number): Outcome {
    const { start, operations, before, quota } = apply;
    const effects = operations.map(({ keys, live }) => `${keys} ${live}`);
    const shape = `${start.keys};${start.live};${quota};${most};${effects.join()};${before.join()}`;
    let outcome = this.outcomes.get(shape);
    if (outcome === undefined) {
      outcome = simulated(apply, most);
      this.outcomes.set(shape, outcome);
    }
    return outcome;
  }
}

function simulated(apply: KeyApply, most: number): Outcome {
  const { start, operations, before } = apply;
  const simulation = simulate(apply);
  const order = new PartialOrder(operations.length, before);
  const places = new Map(operations.map((operation, at) => [operation, at]));
  const indices = (steps: readonly KeyOperation[] | null): number[] =>
    (steps ?? []).flatMap((operation) => places.get(operation) ?? []);
  const keyChanges = operations.map(({ keys }) => keys);
  const liveChanges = operations.map(({ live }) => live);
  return {
    keys: courseOf(start.keys, keyChanges, order),
    live: courseOf(start.live, liveChanges, order),
    isGapCertain: simulation.isGapCertain,
    verdict: verdictWith(simulation, start.keys, most, () => simulate({ ...apply, start: { ...start, keys: most } })),
    refusal: indices(simulation.refusal),
    safeOrder: indices(simulation.refusal && simulation.safeOrder),
    lowestLive: indices(simulation.lowest.order),
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

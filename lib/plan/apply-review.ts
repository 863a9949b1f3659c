import type { ElsewhereCount } from "../inventory/elsewhere-count";
import { isUnknown } from "../maybe/maybe";
import { exactly, widened, type Course, type Range } from "./range";
import { heaviestDownSet } from "./simulation/heaviest-down-set";
import type { Before, KeyOperation } from "./simulation/key-operation";
import { PartialOrder } from "./simulation/partial-order";
import { simulate, type Simulation } from "./simulation/simulate";
import type { KeyWork } from "./work";
import type { Gap } from "./world/outcome";
import type { Working } from "./working";

/** What is known of one holder's keys before they are touched. */
export interface ApplyStart {
  /** Keys of Terraform's, and how many of them work for certain, and how many may. */
  readonly managed: { readonly keys: number; readonly live: number; readonly mostLive: number };
  readonly unmanaged: ElsewhereCount;
  /** What the account allows, if the code is right; of more than that a key is refused for certain. */
  readonly quota: number;
  /** What it allows for certain. */
  readonly certainQuota: number;
  /** How many more keys may turn out to be of the same holder. */
  readonly possible: number;
  /** Whether a user changes who, in an account that may be the same one, has the same name. */
  readonly isNamesake: boolean;
  /** Whether only the code says that there is a user of that name. */
  readonly isReferred: boolean;
  /** Whether keys are created for such a user. */
  readonly isNamesakeCreating: boolean;
}

/** What an apply does to the numbers of keys; each step of an order is the index of an operation. */
export interface ApplyOutcome {
  readonly keys: Course;
  readonly live: Course;
  readonly needed: number;
  readonly gap: Gap;
  readonly lowestLive: readonly number[];
  readonly verdict: "cannot fail" | "may fail" | "will fail" | "not known";
  readonly refusal: readonly number[];
  readonly safeOrder: readonly number[];
}

/** Tells what an apply does to the keys of holders of whom nothing else changes, one after the other. */
export class ApplyOutcomes {
  /** The keys of thousands of holders come and go in the same few ways; what an apply does depends on that alone. */
  private readonly outcomes = new Map<string, ApplyOutcome>();

  of(start: ApplyStart, works: readonly KeyWork[], before: readonly Before[]): ApplyOutcome {
    const { managed, unmanaged, quota, possible } = start;
    const effects = works.map(({ kind, before: from, after: to }) => `${kind} ${from} ${to}`);
    const elsewhere = `${isUnknown(unmanaged.count) ? "?" : unmanaged.count} ${unmanaged.live} ${unmanaged.source}`;
    const shape = `${managed.keys} ${managed.live} ${managed.mostLive};${elsewhere};${quota};${possible};${effects.join()};${before.join()}`;
    let outcome = this.outcomes.get(shape);
    if (outcome === undefined) {
      outcome = outcomeOf(start, works, before);
      this.outcomes.set(shape, outcome);
    }
    return outcome;
  }
}

function outcomeOf(start: ApplyStart, works: readonly KeyWork[], before: readonly Before[]): ApplyOutcome {
  const { managed, unmanaged, quota, possible } = start;
  const isOpen = isUnknown(unmanaged.count);
  const elsewhere = isUnknown(unmanaged.count) ? 0 : unmanaged.count;
  const order = new PartialOrder(works.length, before);
  const keys = managed.keys + elsewhere;
  const liveNow = managed.live + (unmanaged.live ?? 0);
  const least = countedAs(works, (working) => working === "yes");
  const simulation = simulate({
    start: { keys, live: liveNow },
    operations: least,
    before,
    quota,
  });
  const most = countedAs(works, (working) => working === "yes" || working === "perhaps");
  const mostLive = managed.mostLive + (unmanaged.live ?? elsewhere);
  const withMost = (): Simulation => simulate({ start: { keys, live: mostLive }, operations: most, before, quota });
  const filled = (): Simulation => {
    const at = mostAtStart(start, keys, works.length);
    return simulate({ start: { keys: at, live: 0 }, operations: least, before, quota });
  };
  const isSure = !isOpen && possible === 0;
  const verdict = verdictWith(simulation, isSure, filled);
  const places = new Map(least.map((operation, at) => [operation, at]));
  const indices = (steps: readonly KeyOperation[] | null): number[] =>
    (steps ?? []).flatMap((operation) => places.get(operation) ?? []);
  const gap = gapOf(start, { live: liveNow, mostLive }, simulation, withMost);
  const more = isOpen ? Infinity : possible;
  const keyCourse = courseOf(keys, changesOf(least, "keys"), changesOf(least, "keys"), keys, order, more);
  const liveCourse = courseOf(liveNow, changesOf(least, "live"), changesOf(most, "live"), mostLive, order, more);
  const isGap = gap === "certain";
  const live = withStarts(isGap ? { ...liveCourse, lowest: exactly(0) } : liveCourse, works);
  return {
    keys: ending(capped(keyCourse, quota), verdict),
    live: ending(capped(live, quota), verdict),
    needed: keyCourse.highest.atMost ?? simulation.peak.count,
    gap,
    lowestLive: indices(simulation.lowest.order),
    verdict,
    refusal: indices(simulation.refusal),
    safeOrder: indices(simulation.refusal && simulation.safeOrder),
  };
}

/** The works as operations that change two numbers: what counts as live is the caller's question. */
function countedAs(works: readonly KeyWork[], counts: (working: Working | null) => boolean): KeyOperation[] {
  return works.map(({ stack, address, kind, deposed, replacement, before, after }) => ({
    stack,
    address,
    kind,
    deposed,
    replacement,
    keys: kind === "create" ? 1 : kind === "delete" ? -1 : 0,
    live: (Number(counts(after)) - Number(counts(before))) as -1 | 0 | 1,
  }));
}

function changesOf(operations: readonly KeyOperation[], number: "keys" | "live"): (-1 | 0 | 1)[] {
  return operations.map((operation) => operation[number]);
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
function verdictWith(without: Simulation, isSure: boolean, filled: () => Simulation): ApplyOutcome["verdict"] {
  if (without.quota !== "cannot fail" || isSure) return without.quota;
  return filled().quota === "cannot fail" ? "cannot fail" : "not known";
}

/** Whether somebody has counted the keys that Terraform does not manage, for the time before this apply. */
export function isCounted({ source }: ElsewhereCount): boolean {
  return source === "listing" || source === "code";
}

/** A moment without a live key, of which some works now: for certain, by the order, or by what nobody knows. */
function gapOf(
  { unmanaged, possible }: ApplyStart,
  { live, mostLive }: { readonly live: number; readonly mostLive: number },
  least: Simulation,
  most: () => Simulation,
): Gap {
  const isUncounted = isUnknown(unmanaged.count) || possible > 0;
  if (least.lowest.count > 0 || mostLive === 0) return "none";
  if (live === 0) return "not known";
  if (isUncounted || most().lowest.count > 0) return "not known";
  // One that somebody has made by hand may work all the time.
  return least.isGapCertain && most().isGapCertain && isCounted(unmanaged) ? "certain" : "by order";
}

/**
 * How a number goes, by what each operation does to it at the least and at the most.
 *
 * @param more how many may come to it at any time
 */
function courseOf(
  now: number,
  least: readonly (-1 | 0 | 1)[],
  most: readonly (-1 | 0 | 1)[],
  mostNow: number,
  order: PartialOrder,
  more: number,
): Course {
  const losses = least.map((change) => -change);
  const sum = (from: number, changes: readonly number[], indices: Iterable<number>): number => {
    let count = from;
    for (const index of indices) count += changes[index] ?? 0;
    return count;
  };
  const start: Range = widened({ atLeast: now, atMost: mostNow }, more);
  const after: Range = widened(
    { atLeast: sum(now, least, least.keys()), atMost: sum(mostNow, most, most.keys()) },
    more,
  );
  const highest = sum(mostNow, most, heaviestDownSet(order, most));
  const lowest = sum(now, least, heaviestDownSet(order, losses));
  return {
    now: start,
    lowest: { atLeast: lowest, atMost: lower(start.atMost, after.atMost) },
    highest: widened({ atLeast: Math.max(start.atLeast, after.atLeast), atMost: highest }, more),
    after,
  };
}

function lower(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}

/** The service refuses what is over the quota, so that there never are more, but for those that are there already. */
function capped({ now, lowest, highest, after }: Course, quota: number): Course {
  const most = now.atMost === null ? null : Math.max(quota, now.atMost);
  const cap = ({ atLeast, atMost }: Range): Range => ({ atLeast, atMost: lower(atMost, most) });
  return { now, lowest, highest: cap(highest), after: after && cap(after) };
}

/** The service makes every key Active: one that is to be Inactive works until Terraform has said so. */
function withStarts(course: Course, works: readonly KeyWork[]): Course {
  const starts = works.filter(({ kind, after }) => kind === "create" && after === "no").length;
  return starts === 0 ? course : { ...course, highest: widened(course.highest, starts) };
}

function ending(course: Course, verdict: ApplyOutcome["verdict"]): Course {
  return verdict === "will fail" ? { ...course, after: null } : course;
}

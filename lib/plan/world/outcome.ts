import { largest, smallest } from "../../text/lists";
import type { Course, Range } from "../range";
import { canReach, wayTo, type Exploration, type Situation, type Step } from "./explore";
import { isLostFromView, NOBODY, type RefusalKind, type Request, type World } from "./world";

/** Whether something happens in every order, or in some. */
export type Certainty = "certain" | "possible";

/** Whether there is a moment in which nothing works, and what decides it: the order, or a status that nobody knows. */
export type Gap = "none" | "certain" | "by order" | "not known";

/** A request that the service refuses, in some order or in all. */
export interface WorldRefusal {
  readonly kind: RefusalKind;
  readonly verdict: "may fail" | "will fail";
  /** The shortest order that leads to it; the last one is what is refused. */
  readonly way: readonly number[];
}

/** What may happen to some of the users and keys of a world. */
export interface WorldOutcome {
  readonly keys: Course;
  readonly live: Course;
  readonly gap: Gap;
  /** The shortest order that leads to the fewest live keys. */
  readonly lowestLive: readonly number[];
  readonly refusals: readonly WorldRefusal[];
  /** An order in which nothing at all is refused; null where there is none. */
  readonly safeOrder: readonly number[] | null;
}

/** What may happen to one key. */
export interface KeyOutcome {
  /** Whether the deletion of its user takes it along. */
  readonly diesWithUser: Certainty | null;
  /** Whether it stays where Terraform does not look for it. */
  readonly isUntracked: Certainty | null;
}

/** The keys of some users, and which requests are about them. */
export interface Group {
  readonly users: ReadonlySet<number>;
  readonly requests: ReadonlySet<number>;
}

/** What an apply comes to for the users of a group. */
export function outcomeOf(exploration: Exploration, group: Group): WorldOutcome {
  const { users } = group;
  const counts = new Map(
    exploration.situations.map((situation) => [situation, countsOf(situation, exploration.requests, users)]),
  );
  const count = (situation: Situation): Counts => counts.get(situation) ?? NOTHING;
  const [first] = exploration.situations;
  const start = first ? count(first) : NOTHING;
  const good = exploration.situations.filter((situation) => exploration.isWell(situation));
  const course = (least: keyof Counts, most: keyof Counts, mostOnTheWay = most): Course => {
    const after = good.length === 0 ? null : rangeOf(good.map(count), least, most);
    const way = rangeOf([...counts.values()], least, mostOnTheWay);
    const now: Range = { atLeast: start[least], atMost: start[most] };
    const ends = [now, after ?? now];
    return {
      now,
      // Both ends of an apply are moments of it.
      lowest: { atLeast: way.atLeast, atMost: smallest(ends.map(({ atMost }) => atMost ?? Infinity)) },
      highest: { atLeast: largest(ends.map(({ atLeast }) => atLeast)), atMost: way.atMost },
      after,
    };
  };
  const live = course("live", "mostLive", "withStarts");
  const gap = gapOf(exploration, count, start);
  const lowest = exploration.situations.find((situation) => count(situation).live === live.lowest.atLeast);
  return {
    keys: course("keys", "keys"),
    live: gap === "certain" ? { ...live, lowest: { atLeast: 0, atMost: 0 } } : live,
    gap,
    lowestLive: lowest ? wayTo(lowest) : [],
    refusals: refusalsOf(exploration, (request, situation) =>
      concerns(group, exploration.requests, request, situation),
    ),
    safeOrder: good[0] ? wayTo(good[0]) : null,
  };
}

/** What an apply comes to for each key. */
export function keyOutcomes(world: World, exploration: Exploration): KeyOutcome[] {
  const [start] = exploration.situations;
  const ends = exploration.situations.filter(({ steps }) => steps.length === 0);
  const good = ends.filter((situation) => exploration.isWell(situation));
  const deletions = new Map(
    exploration.requests.flatMap((request, at) =>
      request.kind === "delete key" ? [[request.key, 1 << at] as const] : [],
    ),
  );
  const certainty = (is: (situation: Situation) => boolean): Certainty | null => {
    const decisive = good.length > 0 ? good : ends;
    if (decisive.every(is)) return "certain";
    return ends.some(is) ? "possible" : null;
  };
  // What is created is gone for want of its creation, too, where the apply stops before.
  const amongGood = (is: (situation: Situation) => boolean): Certainty | null =>
    good.some(is) ? (good.every(is) ? "certain" : "possible") : null;
  return world.keys.map((_, key) => {
    const deletion = deletions.get(key) ?? 0;
    const isGone = ({ moment }: Situation): boolean => moment.users[key] === NOBODY;
    const isDeleted = ({ done }: Situation): boolean => (done & deletion) !== 0;
    return {
      // What has a deletion of its own goes by that, whichever of the two comes first.
      diesWithUser: deletion !== 0 ? null : start?.moment.users[key] === NOBODY ? amongGood(isGone) : certainty(isGone),
      isUntracked: certainty((end) => isLostFromView(world, end.moment, key, isDeleted(end))),
    };
  });
}

interface Counts {
  readonly keys: number;
  /** Keys that work for certain, and those that may. */
  readonly live: number;
  readonly mostLive: number;
  /** Those that may, with all that are to start Inactive: the service makes them Active at first. */
  readonly withStarts: number;
}

const NOTHING: Counts = { keys: 0, live: 0, mostLive: 0, withStarts: 0 };

function countsOf({ done, moment }: Situation, all: readonly Request[], users: ReadonlySet<number>): Counts {
  let keys = 0;
  let live = 0;
  let mostLive = 0;
  for (const [key, user] of moment.users.entries()) {
    if (!users.has(user)) continue;
    keys++;
    if (moment.working[key] === "yes") live++;
    if (moment.working[key] !== "no") mostLive++;
  }
  let withStarts = mostLive;
  for (const [at, request] of all.entries()) {
    if (request.kind !== "create key" || request.working !== "no" || (done & (1 << at)) === 0) continue;
    if (users.has(moment.users[request.key] ?? NOBODY)) withStarts++;
  }
  return { keys, live, mostLive, withStarts };
}

function rangeOf(counts: readonly Counts[], least: keyof Counts, most: keyof Counts): Range & { atMost: number } {
  return {
    atLeast: counts.reduce((lowest, each) => Math.min(lowest, each[least]), Infinity),
    atMost: counts.reduce((highest, each) => Math.max(highest, each[most]), 0),
  };
}

/** Of keys that work at the start for certain, whether there is a moment in which none does. */
function gapOf(exploration: Exploration, count: (situation: Situation) => Counts, start: Counts): Gap {
  const { situations, isWell } = exploration;
  if (start.mostLive === 0 || situations.every((situation) => count(situation).live > 0)) return "none";
  if (start.live === 0 || situations.every((situation) => count(situation).mostLive > 0)) return "not known";
  const isWorking = (situation: Situation): boolean => count(situation).mostLive > 0;
  const areGood = situations.some(isWell);
  const isEnd = areGood ? isWell : ({ steps }: Situation): boolean => steps.length === 0;
  return canReach(exploration, isEnd, { situation: isWorking }) === null ? "certain" : "by order";
}

/** Whether a request in a situation is about a group: its own, or one for a key that meets one of its users. */
function concerns(
  { users, requests }: Group,
  all: readonly Request[],
  request: number,
  { moment }: Situation,
): boolean {
  if (requests.has(request)) return true;
  const what = all[request];
  return what?.kind === "create key" && users.has(moment.names.indexOf(what.owner));
}

function refusalsOf(
  exploration: Exploration,
  concernsGroup: (request: number, situation: Situation) => boolean,
): WorldRefusal[] {
  const found = new Map<RefusalKind, number[]>();
  for (const situation of exploration.situations) {
    for (const { request, refusal } of situation.steps) {
      if (refusal === null || found.has(refusal) || !concernsGroup(request, situation)) continue;
      found.set(refusal, [...wayTo(situation), request]);
    }
  }
  const isEnd = ({ steps }: Situation): boolean => steps.length === 0;
  return [...found].map(([kind, way]) => {
    const isOther = ({ refusal, request }: Step, from: Situation): boolean =>
      refusal !== kind || !concernsGroup(request, from);
    return { kind, way, verdict: canReach(exploration, isEnd, { step: isOther }) === null ? "will fail" : "may fail" };
  });
}

import { PartialOrder } from "../simulation/partial-order";
import type { Before } from "../simulation/key-operation";
import { answersTo, firstMoment, type Moment, type RefusalKind, type Request, type World } from "./world";

/**
 * Situations times requests that are looked at. Two users with two keys each, all of which an apply replaces, have
 * about a thousand situations.
 */
const MOST_STEPS = 400_000;
/** More requests than bits are in a number. */
const MOST_REQUESTS = 30;

/** What has been done, what was refused, and what there is then. */
export interface Situation {
  readonly done: number;
  readonly refused: number;
  readonly moment: Moment;
  /** The requests that the service may get next, with what comes of each; none where the apply has come to its end. */
  readonly steps: Step[];
  /** The shortest way here. */
  readonly before: { readonly situation: Situation; readonly request: number } | null;
}

export interface Step {
  readonly request: number;
  readonly refusal: RefusalKind | null;
  readonly next: Situation;
}

/** All that an apply may come to, over all orders that Terraform may choose. */
export interface Exploration {
  readonly requests: readonly Request[];
  /** The first one is where the apply starts; the nearer ones come first. */
  readonly situations: readonly Situation[];
  /** Whether everything was done in it that the apply asks for. */
  readonly isWell: (situation: Situation) => boolean;
}

/**
 * Tries all orders of some requests. Terraform works on several resources at a time, but each request is answered at
 * one instant, so that every apply is one of those orders. What is refused keeps back what waits for it and nothing
 * else. An apply that is cut short has come to one of the situations.
 *
 * @param before what of the order is fixed
 * @returns null where there are too many to be tried
 */
export function explore(world: World, requests: readonly Request[], before: readonly Before[]): Exploration | null {
  const count = requests.length;
  if (count > MOST_REQUESTS) return null;
  const order = new PartialOrder(count, before);
  const needs = order.ancestors.map((ancestors) => ancestors.reduce((mask, at) => mask | (1 << at), 0));
  const all = count === 0 ? 0 : (2 ** count - 1) | 0;
  const situations: Situation[] = [];
  const known = new Map<string, Situation>();
  const situationOf = (done: number, refused: number, moment: Moment, way: Situation["before"]): Situation => {
    const { names, users, working } = moment;
    const key = `${done} ${refused} ${names.join()} ${users.join()} ${working.join()}`;
    let situation = known.get(key);
    if (situation === undefined) {
      situation = { done, refused, moment, steps: [], before: way };
      known.set(key, situation);
      situations.push(situation);
    }
    return situation;
  };
  situationOf(0, 0, firstMoment(world), null);
  let steps = 0;
  // The list grows while it is walked.
  for (const situation of situations) {
    const { done, refused, moment } = situation;
    steps += count;
    if (steps > MOST_STEPS) return null;
    for (const [request, what] of requests.entries()) {
      const bit = 1 << request;
      const needed = needs[request] ?? 0;
      if (((done | refused) & bit) !== 0 || (done & needed) !== needed) continue;
      for (const { moment: after, refusal } of answersTo(world, moment, what)) {
        const way = { situation, request };
        const next =
          refusal === null
            ? situationOf(done | bit, refused, after, way)
            : situationOf(done, refused | bit, after, way);
        situation.steps.push({ request, refusal, next });
      }
    }
  }
  return { requests, situations, isWell: ({ done }) => done === all };
}

/** The requests that lead to a situation, in the order of the shortest way. */
export function wayTo(situation: Situation): number[] {
  const way: number[] = [];
  for (let at = situation.before; at !== null; at = at.situation.before) way.push(at.request);
  return way.reverse();
}

/** Whether an end can be reached without what is ruled out: a situation on the way, or a step. */
export function canReach(
  { situations }: Exploration,
  isEnd: (situation: Situation) => boolean,
  allowed: {
    readonly situation?: (situation: Situation) => boolean;
    readonly step?: (step: Step, from: Situation) => boolean;
  },
): Situation | null {
  const [first] = situations;
  const isAllowed = allowed.situation ?? (() => true);
  if (first === undefined || !isAllowed(first)) return null;
  const reached = new Set([first]);
  // The set grows while it is walked.
  for (const situation of reached) {
    if (isEnd(situation)) return situation;
    for (const step of situation.steps) {
      if (isAllowed(step.next) && (allowed.step?.(step, situation) ?? true)) reached.add(step.next);
    }
  }
  return null;
}

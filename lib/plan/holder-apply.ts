import { isUnknown } from "../maybe/maybe";
import type { Site } from "../places/site";
import { named } from "../text/wording";
import { isCounted, type ApplyOutcome, type ApplyStart } from "./apply-review";
import { failureWords, numbersText } from "./apply-words";
import type { ClusterOutcome } from "./cluster-review";
import type { Holder } from "./holders";
import type { ApplyReview, KeyReview, Refusal, Step } from "./plan-review";
import { widened, type Course } from "./range";
import { forceOf } from "./cluster-world";
import type { HolderWork, Work } from "./work";
import type { WorldOutcome } from "./world/outcome";

type Judgement = Pick<ApplyReview, "keys" | "live" | "needed" | "gap" | "refusals" | "lowestLive">;

/** What is around a holder and its work. */
interface Around {
  readonly keys: readonly KeyReview[];
  /** All whose names it meets, itself among them. */
  readonly met: readonly Holder[];
  readonly isOrderCertain: boolean;
}

/** What an apply does to one holder's keys, from what was found for the keys alone or for users whose names meet. */
export function holderApply(found: Judgement, start: ApplyStart, { keys, met, isOrderCertain }: Around): ApplyReview {
  const isTold = (kind: Refusal["kind"]): boolean => found.refusals.some((refusal) => refusal.kind === kind);
  const mayExceed = found.keys.highest.atMost === null || found.needed > start.quota;
  const isQuotaOpen =
    (start.isNamesakeCreating && mayExceed) || (start.certainQuota < start.quota && found.needed > start.certainQuota);
  const open = [
    ...(start.isNamesake && !isTold("name taken") ? [notKnown("name taken")] : []),
    ...(start.isReferred && keys.some(isCreated) && !isTold("no such user") ? [notKnown("no such user")] : []),
    ...(isQuotaOpen && !isTold("quota") ? [notKnown("quota")] : []),
  ];
  const all = open.length === 0 ? found.refusals : [...found.refusals, ...open];
  const refusals = all.length < 2 ? all : [...all].sort((one, other) => weight(other) - weight(one));
  const judged = {
    ...found,
    ...(start.isNamesake && { keys: unbound(found.keys), live: unbound(found.live) }),
    refusals,
    verdict: refusals[0]?.verdict ?? ("cannot fail" as const),
    isOrderCertain,
    assumes: assumptionOf(keys, met),
  };
  return {
    ...judged,
    numbers: numbersText(judged),
    failure: failureWords(judged, start.quota, start.unmanaged),
  };
}

/** What another user of the same name may take along, or leave behind. */
function unbound({ now, highest, after }: Course): Course {
  return {
    now,
    lowest: { atLeast: 0, atMost: now.atMost },
    highest: { atLeast: now.atLeast, atMost: highest.atMost },
    after: after && { atLeast: 0, atMost: after.atMost },
  };
}

const WEIGHTS = { "will fail": 3, "may fail": 2, "not known": 1 } as const;

function weight({ verdict }: Refusal): number {
  return WEIGHTS[verdict];
}

function assumptionOf(keys: readonly KeyReview[], met: readonly Holder[]): string | null {
  if (!keys.some(isUnasked) && !met.some(isUnaskedUser)) return null;
  const unasked = [...keys.filter(isUnasked).map(({ name }) => name), ...met.filter(isUnaskedUser).map(userText)];
  return `${named(unasked)} ${unasked.length === 1 ? "is as the last apply left it" : "are as the last apply left them"}`;
}

function isCreated({ change, part }: KeyReview): boolean {
  return part !== "before" && (change?.action === "create" || change?.action === "replace");
}

function isUnasked({ fate }: KeyReview): boolean {
  return !fate.isAsked && fate.before !== null;
}

/** A user in the state that the plan leaves out, or forgets: Terraform has not asked under which name it is there. */
function isUnaskedUser({ before, leaving }: Holder): boolean {
  const isAsked = leaving?.isAsked === true;
  return Boolean(before?.declaration) && !isAsked;
}

function userText({ before }: Holder): string {
  return `the user ${before?.userName ?? before?.declaration?.site.address ?? ""}`;
}

/** What was found for the keys of a holder alone. */
export function keysJudgement(outcome: ApplyOutcome, stepAt: (index: number) => Step): Judgement {
  const { keys, live, needed, gap, verdict } = outcome;
  const stepsAt = (order: readonly number[]): readonly Step[] => (order.length === 0 ? NO_STEPS : order.map(stepAt));
  const refusals: readonly Refusal[] =
    verdict === "cannot fail"
      ? NO_REFUSALS
      : [{ kind: "quota", verdict, steps: stepsAt(outcome.refusal), safeOrder: stepsAt(outcome.safeOrder) }];
  return { keys, live, needed, gap, refusals, lowestLive: stepsAt(outcome.lowestLive) };
}

const NO_STEPS: readonly Step[] = [];
const NO_REFUSALS: readonly Refusal[] = [];

/** What was found for a holder among users whose names meet. */
export function clusterJudgement(
  { outcome, filled }: ClusterOutcome,
  { unmanaged, possible, quota }: ApplyStart,
  { holder, users, keys }: HolderWork,
  stepAt: (index: number) => Step,
  isOrderCertain: boolean,
): Judgement {
  const stepsAt = (order: readonly number[]): readonly Step[] => order.map(stepAt);
  const safeOrder = stepsAt(outcome.safeOrder ?? []);
  const refusals = outcome.refusals.map(({ kind, verdict, way }): Refusal => {
    // What is made for a user before there is one: the JSON of a plan does not prove every order that there is.
    if (kind === "no such user" && verdict === "may fail" && !isOrderCertain) {
      return { ...notKnown(kind), steps: stepsAt(way) };
    }
    return { kind, verdict, steps: stepsAt(way), safeOrder };
  });
  const more = isUnknown(unmanaged.count) ? Infinity : possible;
  const isGone = users.some(({ verb }) => verb === "delete") && users.every(({ verb }) => verb === "delete");
  const moreAfter = isGone ? 0 : more;
  const most = outcome.keys.highest.atMost ?? outcome.keys.highest.atLeast;
  const isKnown = (kind: Refusal["kind"]): boolean => refusals.some((refusal) => refusal.kind === kind);
  const isFuller = filled?.refusals.some(({ kind }) => kind === "quota") ?? more > 0;
  const mayMeetQuota = isFuller && keys.some(({ kind }) => kind === "create");
  const mayKeepKeys =
    (unmanaged.keys === null || possible > 0) &&
    users.some(({ verb }) => verb === "delete") &&
    forceOf(holder) !== true;
  return {
    keys: widenedCourse(outcome.keys, more, moreAfter),
    live: widenedCourse(outcome.live, more, moreAfter),
    // What is refused would be one more.
    needed: isKnown("quota") ? Math.max(most, quota) + 1 : most,
    gap: gapWith(outcome, unmanaged, more),
    refusals: [
      ...refusals,
      ...(mayMeetQuota && !isKnown("quota") ? [notKnown("quota")] : []),
      ...(mayKeepKeys && !isKnown("user keeps keys") ? [notKnown("user keeps keys")] : []),
    ],
    lowestLive: stepsAt(outcome.lowestLive),
  };
}

function widenedCourse({ now, lowest, highest, after }: Course, more: number, moreAfter: number): Course {
  const end = after && widened(after, moreAfter);
  return { now: widened(now, more), lowest: widened(lowest, more), highest: widened(highest, more), after: end };
}

/** Where nobody has counted all keys, one that somebody has made by hand may work all the time. */
function gapWith({ gap }: WorldOutcome, unmanaged: ApplyStart["unmanaged"], more: number): ApplyReview["gap"] {
  if (gap === "none") return gap;
  if (more > 0) return "not known";
  return gap === "certain" && !isCounted(unmanaged) ? "by order" : gap;
}

/** What may be refused for the sake of keys that nobody has counted. */
function notKnown(kind: Refusal["kind"]): Refusal {
  return { kind, verdict: "not known", steps: [], safeOrder: [] };
}

/** What the works of holders are called in the steps of an order. */
export function stepOf(work: Work, holder: Holder, key: KeyReview | undefined): Step {
  const { stack, address } = work;
  if (work.of === "key" && key) return { verb: keyVerb(work), name: key.name, site: key.site, key };
  const site: Site = { stack, address, path: null, source: null };
  if (work.of === "key") return { verb: keyVerb(work), name: address, site, key: null };
  const name = (work.verb === "create" ? holder.after : holder.before)?.userName ?? address;
  return { verb: work.verb, name: `the user ${name}`, site, key: null };
}

function keyVerb({ kind, before, after }: Extract<Work, { of: "key" }>): Step["verb"] {
  if (kind !== "update") return kind;
  if (after === "no") return "disable";
  return after === "yes" && before === "no" ? "enable" : "update";
}

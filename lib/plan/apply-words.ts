import type { ElsewhereCount } from "../inventory/elsewhere-count";
import { largest } from "../text/lists";
import { isUnknown } from "../maybe/maybe";
import type { ApplyReview, Refusal, Step } from "./plan-review";
import { rangeText, type Course } from "./range";

type Judged = Omit<ApplyReview, "numbers" | "failure">;

/** `keys: 2 now → 1 → 2 after; live: 1 → 1 → 2`; where the apply cannot end well, what it comes to until then. */
export function numbersText({ keys, live, needed, refusals }: Judged): string {
  if (keys.after === null || live.after === null) {
    const isQuota = refusals.some(({ kind, verdict }) => kind === "quota" && verdict === "will fail");
    const need = isQuota ? `, and room is needed for ${needed}` : "";
    return `keys: ${nowText(keys)}${need}; live: ${rangeText(live.now)} now, ${live.lowest.atLeast} at the least where it stops`;
  }
  const course = [nowText(keys), onTheWay(keys), `${endText(keys)} after`];
  return [`keys: ${course.join(" → ")}`, `live: ${liveText(live)}`].join("; ");
}

function nowText({ now }: Course): string {
  return `${rangeText(now)} now`;
}

/** "At least" is said once, in front. */
function endText({ now, after }: Course): string {
  if (after === null) return "";
  return now.atMost === null ? String(after.atLeast) : rangeText(after);
}

function liveText({ now, lowest, after }: Course): string {
  return [rangeText(now), lowest.atLeast, now.atMost === null ? after?.atLeast : after && rangeText(after)].join(" → ");
}

/** Of the numbers on the way the one that matters: the most, where that is more than at both ends. */
function onTheWay({ now, lowest, highest, after }: Course): string {
  const ends = [now, after ?? now].map(({ atLeast, atMost }) => atMost ?? atLeast);
  const most = highest.atMost ?? 0;
  return String(most > largest(ends) ? most : lowest.atLeast);
}

/** Whether and how the service refuses something on the way; null where it cannot. */
export function failureWords(
  { refusals, isOrderCertain, verdict }: Pick<Judged, "refusals" | "isOrderCertain" | "verdict">,
  quota: number,
  { count }: ElsewhereCount,
): string | null {
  const told = refusals.flatMap((refusal) => {
    if (refusal.verdict === "not known") return notKnownWords(refusal, isUnknown(count), quota);
    // What is certain stands above what may come to it.
    return verdict === "will fail" && refusal.verdict !== verdict ? [] : [orderWords(refusal, quota)];
  });
  if (told.length === 0) return null;
  const how = verdict === "will fail" ? "will fail in every order" : "may fail";
  const proven = isOrderCertain || verdict !== "may fail" ? "" : " (possible as far as the JSON of the plan tells)";
  return `${how}: ${told.join("; ")}${proven}`;
}

function notKnownWords({ kind, steps }: Refusal, isOpen: boolean, quota: number): string[] {
  if (kind === "name taken") return ["another user who may be the same one comes, goes or gets another name"];
  if (kind === "no such user" && steps.length === 0) return ["whether there is a user of that name is not known"];
  if (kind !== "quota") return [];
  const keys = isOpen ? "how many keys there are beside these is not known" : "other keys may be of the same user";
  return [`${keys}; the quota is ${quota}`];
}

function orderWords({ kind, steps, safeOrder }: Refusal, quota: number): string {
  const safe = safeOrder.length > 0 ? `; ${stepsText(safeOrder)} does not` : "";
  return `${refusalWords({ kind, steps }, quota)}${safe}`;
}

const REASONS: Readonly<Record<Exclude<Refusal["kind"], "quota">, string>> = {
  "name taken": "meets a user of that name",
  "user keeps keys": "is refused, since the user has AccessKeys",
  "no such user": "finds no user of that name",
};

/** `after create blue, create green meets the full quota of 2`. */
export function refusalWords({ kind, steps }: Pick<Refusal, "kind" | "steps">, quota: number): string {
  const last = steps.slice(-1);
  const earlier = steps.slice(0, -1);
  const when = earlier.length === 0 ? "" : `after ${stepsText(earlier)}, `;
  const reason = kind === "quota" ? `meets the full quota of ${quota}` : REASONS[kind];
  return `${when}${stepsText(last)} ${reason}`;
}

/** `delete etl, create hologres`; a long order ends with how many more steps it has. */
export function stepsText(steps: readonly Step[]): string {
  const shown = steps.slice(0, MOST_STEPS).map(({ verb, name }) => `${verb} ${name}`);
  const more = steps.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}

/** A user has few keys; an order that is longer is none that somebody reads. */
const MOST_STEPS = 8;

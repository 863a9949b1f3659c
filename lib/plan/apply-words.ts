import { isLive } from "./key-pairs";
import type { ApplyReview, Course, Step } from "./plan-review";

type Judged = Omit<ApplyReview, "numbers" | "failure">;

/** `keys: 2 now → 1 → 2 after; live: 1 → 1 → 2`. */
export function numbersText({ keys, live, isLiveKnown }: Judged, isOpen: boolean): string {
  const atLeast = isOpen ? "at least " : "";
  const working = `${isLiveKnown ? "" : "at least "}${live.now} → ${live.lowest} → ${live.after}`;
  return `keys: ${atLeast}${keys.now} now → ${onTheWay(keys)} → ${keys.after} after; live: ${working}`;
}

/** Of the numbers on the way the one that matters: the most, where that is more than at both ends. */
function onTheWay({ now, lowest, highest, after }: Course): number {
  return highest > Math.max(now, after) ? highest : lowest;
}

/** Whether and how the apply meets a full quota; null where it cannot. */
export function failureWords(
  { verdict, refusal, safeOrder, isOrderCertain }: Judged,
  quota: number,
  isOpen: boolean,
): string | null {
  if (verdict === "cannot fail") return null;
  if (verdict === "not known") {
    return isOpen ? `may fail: how many keys there are beside these is not known; the quota is ${quota}` : null;
  }
  const refused = refusalWords(refusal, quota);
  if (verdict === "will fail") return `will fail in every order: ${refused}`;
  const safe = safeOrder.length > 0 ? `; ${stepsText(safeOrder)} does not` : "";
  return `may fail: ${refused}${safe}${isOrderCertain ? "" : " (possible as far as the JSON of the plan tells)"}`;
}

/** `after create blue, create green meets the full quota of 2`. */
export function refusalWords(refusal: readonly Step[], quota: number): string {
  const last = refusal.slice(-1);
  const earlier = refusal.slice(0, -1);
  const when = earlier.length === 0 ? "" : `after ${stepsText(earlier)}, `;
  return `${when}${stepsText(last)} meets the full quota of ${quota}`;
}

/** `delete etl, create hologres`; a long order ends with how many more steps it has. */
export function stepsText(steps: readonly Step[]): string {
  const shown = steps.slice(0, MOST_STEPS).map((step) => `${verbOf(step)} ${step.key.name}`);
  const more = steps.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}

function verbOf({ kind, key }: Step): string {
  if (kind !== "update") return kind;
  return key.after !== null && isLive(key.after) ? "enable" : "disable";
}

/** A user has few keys; an order that is longer is none that somebody reads. */
const MOST_STEPS = 8;

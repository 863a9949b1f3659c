import type { AccessKey } from "../../inventory/model";
import type { HolderReview, KeyReview } from "../../plan/plan-review";

/**
 * Whether two keys of one user take turns, as far as a plan shows it: both say their status, neither is created before
 * it is destroyed, and one of them is Inactive or this apply touches one of them only.
 *
 * @param keys the keys of the user after the apply
 * @param holder what the plan does to them; undefined where it does nothing
 */
export function isRotating(keys: readonly AccessKey[], holder: HolderReview | undefined): boolean {
  if (keys.length !== 2 || !keys.every((key) => key.pinsStatus && key.createBeforeDestroy === null)) return false;
  return (
    keys.some(({ status }) => status === "Inactive") ||
    (holder !== undefined && holder.keys.filter(isTouched).length === 1)
  );
}

/** Whether a plan makes something else of a key than it is. */
export function isTouched({ change, before, after }: KeyReview): boolean {
  if (change?.action === "update") return before?.status !== after?.status;
  return change !== null && change.action !== "no-op" && change.action !== "read";
}

import type { AccessKey } from "../inventory/model";
import { placeKey } from "../places/place-key";
import type { Plan } from "../inventory/read-plans";

/** The AccessKeys that a plan takes out of the state and leaves live. */
export function forgottenKeys({ before, changes }: Pick<Plan, "before" | "changes">): AccessKey[] {
  const places = new Set(
    changes.flatMap(({ action, order, site }) => (action === "forget" || order === "forget" ? [placeKey(site)] : [])),
  );
  return places.size === 0 ? [] : before.accessKeys.filter(({ site }) => places.has(placeKey(site)));
}

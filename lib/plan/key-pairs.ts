import { ACCESS_KEY_TYPE } from "../inventory/access-keys";
import type { AccessKey, Site } from "../inventory/model";
import { PlaceMap } from "../inventory/place-map";
import type { Plan, ResourceChange } from "../inventory/plan/plan-model";

/** One key of the plan, before the apply and after it. */
export interface KeyPair {
  readonly site: Site;
  readonly before: AccessKey | null;
  readonly after: AccessKey | null;
  /** As the state still had it, where something has happened to it outside. */
  readonly recorded: AccessKey | null;
  readonly change: ResourceChange | null;
  readonly drift: ResourceChange | null;
}

type Draft = { -readonly [Name in keyof KeyPair]: KeyPair[Name] };

/** The AccessKeys of a plan, with what it does to each. */
export function keyPairs({ before, after, recorded, changes, drift }: Plan): readonly KeyPair[] {
  const pairs = new PlaceMap<Draft>();
  const pairAt = (site: Site): Draft =>
    pairs.at(site, () => ({ site, before: null, after: null, recorded: null, change: null, drift: null }));
  for (const key of before.accessKeys) pairAt(key.site).before = key;
  for (const key of after.accessKeys) pairAt(key.site).after = key;
  for (const change of changes) if (isKey(change)) pairAt(change.site).change = change;
  // What happened outside is of interest where the key still is, or was until then.
  for (const change of drift) if (isKey(change)) pairAt(change.site).drift = change;
  for (const key of recorded.accessKeys) pairAt(key.site).recorded = key;
  return pairs
    .values()
    .filter((pair) => pair.before !== null || pair.after !== null || (pair.recorded !== null && pair.drift !== null));
}

function isKey({ type, mode }: ResourceChange): boolean {
  return type === ACCESS_KEY_TYPE && mode === "managed";
}

/** Whether a key works; what is not known is not counted on. */
export function isLive({ status }: AccessKey): boolean {
  return status === null || status === "Active";
}

/** What happened outside of Terraform to a key since the last apply; null where nothing that matters did. */
export function outsideChange({
  before,
  recorded,
  drift,
}: Pick<KeyPair, "before" | "recorded" | "drift">): "vanished" | "disabled" | "enabled" | null {
  if (drift === null || recorded === null) return null;
  if (drift.action === "delete") return "vanished";
  if (before === null || isLive(before) === isLive(recorded)) return null;
  return isLive(before) ? "enabled" : "disabled";
}

import { ACCESS_KEY_TYPE } from "../inventory/access-keys";
import type { LiveKeyIndex } from "../inventory/live-key-index";
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
  /** True where a listing shows that it was deleted: that has seen the keys of everybody in it. */
  readonly isGone: boolean;
}

type Draft = { -readonly [Name in keyof KeyPair]: KeyPair[Name] };

/**
 * The AccessKeys of a plan, with what it does to each. What a listing shows to be gone has vanished, as if the plan had
 * seen it.
 */
export function keyPairs(
  { before, after, recorded, changes, drift }: Plan,
  listing: LiveKeyIndex | null,
): readonly KeyPair[] {
  const places = new PlaceMap<Draft>();
  const pairAt = (site: Site): Draft =>
    places.at(site, () => ({
      site,
      before: null,
      after: null,
      recorded: null,
      change: null,
      drift: null,
      isGone: false,
    }));
  for (const key of before.accessKeys) pairAt(key.site).before = key;
  for (const key of after.accessKeys) pairAt(key.site).after = key;
  for (const change of changes) if (isKey(change)) pairAt(change.site).change = change;
  // What happened outside is of interest where the key still is, or was until then.
  for (const change of drift) if (isKey(change)) pairAt(change.site).drift = change;
  for (const key of recorded.accessKeys) pairAt(key.site).recorded = key;
  const pairs = places.values();
  for (const pair of pairs) {
    if (pair.before === null || listing?.isGone(pair.before) !== true) continue;
    const { id } = pair.before.record ?? {};
    // A replacement comes all the same, and has no id yet.
    if (pair.after?.record?.id === id) pair.after = null;
    pair.drift = vanished(pair.site);
    pair.recorded ??= pair.before;
    pair.before = null;
    pair.isGone = true;
  }
  return pairs.filter(
    (pair) => pair.before !== null || pair.after !== null || (pair.recorded !== null && pair.drift !== null),
  );
}

function vanished(site: Site): ResourceChange {
  const change = { site, type: ACCESS_KEY_TYPE, mode: "managed", action: "delete", actions: ["delete"] } as const;
  const nothingElse = { previousAddress: null, deposed: null, reason: null, replacePaths: [] };
  return { ...change, order: null, isRename: false, isImport: false, ...nothingElse };
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

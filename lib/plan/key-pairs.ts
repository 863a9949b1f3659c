import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { AccessKey, Owner } from "../inventory/model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import type { Site } from "../places/site";
import { PlaceMap } from "../places/place-map";
import type { Plan } from "../inventory/read-plans";
import type { PlannedStack, ResourceChange } from "../plans/plan-model";
import { Whereabouts } from "./whereabouts";
import { workingOf } from "./working";

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
  /**
   * Whether the service was asked for it since the last apply, by Terraform or for a listing. Of what a plan forgets or
   * leaves out, Terraform asks nothing.
   */
  readonly isAsked: boolean;
  /** Of a key that Terraform does not find any more: whether it is there all the same, and whose it is then. */
  readonly lost: Lost | null;
}

/** A key that is not found under the name by which it is sought. */
export interface Lost {
  /** Whose it is now; null where it may be somebody's, and only somebody who lists all keys can tell. */
  readonly owner: Owner | null;
  /** Its status in a listing that has it where it is now; null where it is only known as the last apply left it. */
  readonly listedStatus: string | null;
}

type Draft = { -readonly [Name in keyof KeyPair]: KeyPair[Name] };

/**
 * The AccessKeys of a plan, with what it does to each. What a listing shows to be gone has vanished, as if the plan had
 * seen it; of a status the newer word counts.
 */
export function keyPairs(plan: Plan, listing: LiveKeyIndex | null): readonly KeyPair[] {
  const { before, after, recorded, changes, drift } = plan;
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
      isAsked: true,
      lost: null,
    }));
  for (const key of before.accessKeys) pairAt(key.site).before = key;
  for (const key of after.accessKeys) pairAt(key.site).after = key;
  for (const change of changes) if (isKey(change)) pairAt(change.site).change = change;
  // What happened outside is of interest where the key still is, or was until then.
  for (const change of drift) if (isKey(change)) pairAt(change.site).drift = change;
  for (const key of recorded.accessKeys) pairAt(key.site).recorded = key;
  const pairs = places.values();
  const stacks = new Map(plan.stacks.map((stack) => [stack.name, stack]));
  const whereabouts = new Whereabouts(plan, listing);
  for (const pair of pairs) {
    pair.isAsked = !isLeftAlone(pair.change);
    if (pair.before !== null && listing !== null) {
      if (listing.isGone(pair.before) === true) vanish(pair);
      else takeNewerWord(pair, pair.before, listing, stacks.get(pair.site.stack));
    }
    if (pair.before !== null && isLeftAlone(pair.change)) followOwner(pair, pair.before, whereabouts);
    if (pair.before === null && pair.recorded !== null && pair.drift?.action === "delete" && !pair.isGone) {
      pair.lost = whereabouts.of(pair.recorded);
      const status = pair.lost?.listedStatus ?? null;
      if (status !== null) pair.recorded = { ...pair.recorded, status };
      pair.isAsked = pair.lost === null || status !== null;
    }
  }
  return pairs.filter(
    (pair) => pair.before !== null || pair.after !== null || (pair.recorded !== null && pair.drift !== null),
  );
}

/** Terraform asks nothing about what it forgets, or does not have among its changes; measured with Terraform 1.11. */
function isLeftAlone(change: ResourceChange | null): boolean {
  return change === null || !change.isAsked;
}

/** A key stays with its user, whatever that is called by now. */
function followOwner(pair: Draft, before: AccessKey, whereabouts: Whereabouts): void {
  const owner = whereabouts.ofUnasked(before);
  if (owner === null) return;
  pair.recorded ??= before;
  pair.before = { ...before, owner };
  if (pair.after !== null) pair.after = { ...pair.after, owner };
}

function vanish(pair: Draft): void {
  const { id } = pair.before?.record ?? {};
  // A replacement comes all the same, and has no id yet.
  if (pair.after?.record?.id === id) pair.after = null;
  pair.drift = vanished(pair.site);
  pair.recorded ??= pair.before;
  pair.before = null;
  pair.isGone = true;
  pair.isAsked = true;
}

/**
 * The status of a key that a listing has as well: that of whoever has asked last. Where nothing tells who that was and
 * the two differ, it is not known.
 */
function takeNewerWord(pair: Draft, before: AccessKey, listing: LiveKeyIndex, stack: PlannedStack | undefined): void {
  const listed = before.record && listing.covers(before.account) ? listing.find(before.record.id) : undefined;
  if (listed === undefined) return;
  const status = newerStatus(pair, before, listed.live.status, isNewer(listing.time, stack?.time ?? null), stack);
  pair.isAsked = true;
  if (status === before.status) return;
  pair.before = { ...before, status };
  if (!isUnknown(status)) {
    pair.recorded ??= before;
    pair.drift ??= { ...vanished(pair.site), action: "update", actions: ["update"] };
  }
  // What the apply leaves alone stays what it is.
  if (pair.after !== null && pair.after.status === before.status && pair.change?.action !== "replace") {
    pair.after = { ...pair.after, status };
  }
}

function newerStatus(
  { isAsked: isAskedByPlan }: Draft,
  { status, site }: AccessKey,
  listed: string,
  isListingNewer: boolean,
  stack: PlannedStack | undefined,
): Maybe<string | null> {
  if (!isAskedByPlan || isListingNewer || isUnknown(status)) return listed;
  if (stack?.isRefreshed === true || workingOf({ status }) === workingOf({ status: listed })) return status;
  return {
    unknown: true,
    attribute: `${site.address}.status`,
    because: "the plan and the listing of live keys differ, and nothing tells which of the two has asked last",
  };
}

function isNewer(listing: string, plan: string | null): boolean {
  return plan !== null && Date.parse(listing) > Date.parse(plan);
}

function vanished(site: Site): ResourceChange {
  const change = { site, type: ACCESS_KEY_TYPE, mode: "managed", action: "delete", actions: ["delete"] } as const;
  const nothingElse = { previousAddress: null, deposed: null, reason: null, replacePaths: [] };
  return { ...change, order: null, isAsked: true, isRename: false, isImport: false, ...nothingElse };
}

function isKey({ type, mode }: ResourceChange): boolean {
  return type === ACCESS_KEY_TYPE && mode === "managed";
}

/** The key that there is before the apply, though Terraform may not find it; null where there is none for certain. */
export function existingKey({
  before,
  lost,
  recorded,
}: Pick<KeyPair, "before" | "lost" | "recorded">): AccessKey | null {
  return before ?? (lost?.owner && recorded ? { ...recorded, owner: lost.owner } : null);
}

/**
 * Whether a plan would not say what has happened outside to what it deletes: one that destroys says it of nothing, and
 * no plan of what a replacement has left behind. Neither gives a reason for the deletion; measured with Terraform 1.11.
 */
export function isUntoldDeletion(change: ResourceChange | null): boolean {
  return change !== null && change.action === "delete" && change.reason === null;
}

/** What happened outside of Terraform to a key since the last apply; null where nothing that matters did. */
export function outsideChange({
  before,
  recorded,
  drift,
}: Pick<KeyPair, "before" | "recorded" | "drift">): "vanished" | "disabled" | "enabled" | null {
  if (drift === null || recorded === null) return null;
  if (drift.action === "delete") return "vanished";
  const was = workingOf(recorded);
  const is = before === null ? was : workingOf(before);
  if (is === was || is === "perhaps" || was === "perhaps") return null;
  return is === "yes" ? "enabled" : "disabled";
}

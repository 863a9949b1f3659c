import { placeKey } from "../places/place-key";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { AccountIdentity, Owner } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type { Holder } from "./holders";
import type { HolderWork } from "./work";

/** The holders whose names meet in one apply, so that what happens to one depends on when it happens to another. */
export interface Cluster {
  readonly works: readonly HolderWork[];
}

/**
 * Of the holders that an apply touches, those of which the user itself is deleted, renamed, or created under a name
 * that somebody has, with all whose names they have or get. Keys of all others come and go by themselves.
 *
 * @param holders all that there are, also those that nothing happens to
 */
export function clustersOf(
  works: readonly HolderWork[],
  holders: readonly Holder[],
  listing: LiveKeyIndex | null,
): Cluster[] {
  if (works.every(({ users }) => users.length === 0)) return [];
  const named = new Map<string, Holder[]>();
  for (const holder of holders) {
    for (const name of namesOf(holder)) {
      const known = named.get(name);
      if (known) known.push(holder);
      else named.set(name, [holder]);
    }
  }
  const byHolder = new Map(works.map((work) => [work.holder, work]));
  const isTaken = ({ holder }: HolderWork): boolean =>
    holder.before !== null ||
    isListed(listing, holder.after) ||
    [...namesOf(holder)].some((name) => (named.get(name)?.length ?? 0) > 1);
  const clusters: Cluster[] = [];
  const placed = new Set<Holder>();
  for (const work of works) {
    const isBound = work.users.some(({ verb }) => verb !== "create" || isTaken(work));
    if (!isBound || placed.has(work.holder)) continue;
    const members = new Set([work.holder]);
    // The set grows while it is walked.
    for (const member of members) {
      for (const name of namesOf(member)) for (const other of named.get(name) ?? []) members.add(other);
    }
    for (const member of members) placed.add(member);
    clusters.push({
      works: [...members].map((holder) => byHolder.get(holder) ?? { holder, keys: [], users: [] }),
    });
  }
  return clusters;
}

/** The names that a holder has, gets, or that its keys go by: one text for one name of one account. */
export function namesOf({ kind, before, after, keys }: Holder): ReadonlySet<string> {
  if (kind !== "RAM user") return new Set();
  const names = new Set<string>();
  for (const owner of [before, after]) if (owner) names.add(nameKey(owner));
  for (const { pair } of keys) {
    for (const key of [pair.before, pair.after]) {
      if (key?.owner && !isUnknown(key.owner)) names.add(nameKey(key.owner));
    }
  }
  return names;
}

/** A name as the service compares it; of a user whose name is not known yet, what tells it from all others. */
export function nameKey({ account, userName, declaration }: Owner): string {
  const name = userName === null ? `? ${declaration ? placeKey(declaration.site) : ""}` : userName.toLowerCase();
  return nameIn(account, name);
}

export function nameIn(account: AccountIdentity, name: string): string {
  return `${account.key}\n${name.toLowerCase()}`;
}

/** Whether a listing has a user of that name. */
export function isListed(listing: LiveKeyIndex | null, owner: Owner | null): boolean {
  if (owner === null || owner.userName === null || listing?.covers(owner.account) !== true) return false;
  return listing.keysOf(owner.userName) !== null;
}

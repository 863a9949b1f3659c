import type { Principal } from "../../inventory/grant-model";
import type { AccessKey, Inventory, Maybe, Owner } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import { declaredKeys } from "../keys/declared-keys";
import { comparePlaces } from "../place-order";

/** One text for each RAM user, the same for it as the owner of keys and as the principal of a grant. */
export function userKey(user: Owner | Principal): string {
  const name = "userName" in user ? user.userName : user.name;
  const place = user.declaration?.site.stack ?? "";
  return JSON.stringify(name === null ? [user.account.key, place, user.label] : [user.account.key, name.toLowerCase()]);
}

/** `user:etl`, for what is said about a principal. */
export function principalSubject({ kind, name, declaration, label }: Principal): string {
  return `${kind}:${name ?? declaration?.site.address ?? label}`;
}

/** A RAM user with AccessKeys: declared ones, or as many as were said to exist. */
export interface KeyOwner {
  /** In the order in which a reader finds them. */
  readonly keys: readonly AccessKey[];
  readonly existing: number;
}

/**
 * The users that own AccessKeys for certain, by `userKey`.
 *
 * @param existingOf how many keys a user has that Terraform does not manage
 */
export function keyOwners(
  inventory: Inventory,
  existingOf: (owner: Owner) => Maybe<number> = ({ existingAccessKeys }) => existingAccessKeys,
): Map<string, KeyOwner> {
  const owners = new Map<string, { keys: AccessKey[]; existing: number }>();
  const ownerOf = (owner: Owner): { keys: AccessKey[]; existing: number } => {
    const key = userKey(owner);
    const known = owners.get(key) ?? { keys: [], existing: 0 };
    owners.set(key, known);
    return known;
  };
  for (const owner of inventory.owners) {
    const existing = existingOf(owner);
    if (!isUnknown(existing) && existing > 0) ownerOf(owner).existing = existing;
  }
  const keys = [...declaredKeys(inventory)].sort((one, other) => comparePlaces(one.site, other.site));
  for (const key of keys) {
    if (key.owner !== null && !isUnknown(key.owner)) ownerOf(key.owner).keys.push(key);
  }
  return owners;
}

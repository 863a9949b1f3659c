import type { AccessKey, Owner } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import { userKey } from "../identities/users";
import { comparePlaces } from "../place-order";
import type { RuleContext } from "../rule";
import { presentKeys } from "./declared-keys";
import { ExistingKeys } from "./existing-keys";

/** A RAM user with AccessKeys: declared ones, or as many as were said to exist. */
export interface KeyOwner {
  /** In the order in which a reader finds them. */
  readonly keys: readonly AccessKey[];
  readonly existing: number;
}

/** The users that own AccessKeys for certain, by `userKey`. */
export function keyOwners(context: Pick<RuleContext, "inventory" | "review" | "listing">): Map<string, KeyOwner> {
  const existing = new ExistingKeys(context);
  const owners = new Map<string, { keys: AccessKey[]; existing: number }>();
  const ownerOf = (owner: Owner): { keys: AccessKey[]; existing: number } => {
    const key = userKey(owner);
    const known = owners.get(key) ?? { keys: [], existing: 0 };
    owners.set(key, known);
    return known;
  };
  for (const owner of context.inventory.owners) {
    const count = existing.of(owner);
    if (!isUnknown(count) && count > 0) ownerOf(owner).existing = count;
  }
  const keys = [...presentKeys(context)].sort((one, other) => comparePlaces(one.site, other.site));
  for (const key of keys) {
    if (key.owner !== null && !isUnknown(key.owner)) ownerOf(key.owner).keys.push(key);
  }
  return owners;
}

import type { AccessKey, Inventory } from "../../inventory/model";
import { rememberedOf } from "../remembered";
import type { RuleContext } from "../rule";

type Seen = Pick<RuleContext, "inventory" | "listing">;

/** The AccessKeys that would exist: a block with `count = 0` declares none. */
export const declaredKeys = rememberedOf((inventory: Inventory): readonly AccessKey[] =>
  inventory.accessKeys.filter((key) => key.instances !== 0),
);

/**
 * The declared keys that somebody has, or would have: those that a listing of the account shows to be gone count for
 * nobody.
 */
export const presentKeys = rememberedOf(({ inventory, listing }: Seen): readonly AccessKey[] =>
  listing === null ? declaredKeys(inventory) : declaredKeys(inventory).filter((key) => listing.isGone(key) !== true),
);

/** The same, by whose they are. */
export const keysByOwner = rememberedOf((seen: Seen): ReadonlyMap<AccessKey["owner"], readonly AccessKey[]> =>
  groupBy(presentKeys(seen), (key) => key.owner),
);

/**
 * Whether a key is declared, in writing, as one of the Alibaba Cloud account itself.
 *
 * A key that merely names no owner is none: it belongs to whoever runs Terraform, which is KEY001's business.
 */
export function isAccountKey(key: AccessKey): boolean {
  return key.owner === null && key.metadata?.root !== undefined;
}

/** Collects values by what they belong to, in the order in which they come. */
export function groupBy<Value, Group>(values: Iterable<Value>, groupOf: (value: Value) => Group): Map<Group, Value[]> {
  const groups = new Map<Group, Value[]>();
  for (const value of values) {
    const group = groupOf(value);
    const members = groups.get(group);
    if (members) members.push(value);
    else groups.set(group, [value]);
  }
  return groups;
}

import type { AccessKey, Inventory } from "../../inventory/model";
import { rememberedOf } from "../remembered";

/** The AccessKeys that would exist: a block with `count = 0` declares none. */
export const declaredKeys = rememberedOf((inventory: Inventory): readonly AccessKey[] =>
  inventory.accessKeys.filter((key) => key.instances !== 0),
);

/** The same, by whose they are. */
export const keysByOwner = rememberedOf((inventory: Inventory): ReadonlyMap<AccessKey["owner"], readonly AccessKey[]> =>
  groupBy(declaredKeys(inventory), (key) => key.owner),
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

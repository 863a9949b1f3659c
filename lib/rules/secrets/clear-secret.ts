import type { AccessKey, Inventory, Maybe, SecretUse } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import { withoutKeys } from "../../inventory/plan/resource-instance";
import { placeKey } from "../../inventory/place-key";
import { groupBy } from "../keys/declared-keys";

/** Tells of each use of a secret whether there is a secret in clear at all: that of a PGP custody is empty. */
export class ClearSecrets {
  /** Made when a use is looked at: most configurations have none. */
  private keys: ReadonlyMap<string, readonly AccessKey[]> | null = null;

  constructor(private readonly inventory: Inventory) {}

  /** A key that is not declared in what was read may have any custody, and is taken for one in clear. */
  isClear(use: SecretUse): Maybe<boolean> {
    this.keys ??= groupBy(this.inventory.accessKeys, (key) => placeOf(key.site));
    const found = this.keys.get(placeOf(use.accessKey));
    if (found?.some(({ record }) => record?.hasClearSecret)) return true;
    const pgpKeys = found?.flatMap(({ pgpKey, record }) => (record === null ? [pgpKey] : [])) ?? [null];
    // The provider takes an empty pgp_key for none.
    if (pgpKeys.some((pgpKey) => pgpKey === null || pgpKey === "")) return true;
    return pgpKeys.find(isUnknown) ?? false;
  }
}

/** Uses are told of a resource, of which a plan or a state has instances. */
function placeOf({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return placeKey({ stack, address: withoutKeys(address) });
}

import type { AccessKey, Inventory, Maybe, SecretUse } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";

/** Tells of each use of a secret whether there is a secret in clear at all: that of a PGP custody is empty. */
export class ClearSecrets {
  /** Made when a use is looked at: most configurations have none. */
  private keys: ReadonlyMap<string, AccessKey> | null = null;

  constructor(private readonly inventory: Inventory) {}

  /** A key that is not declared in what was read may have any custody, and is taken for one in clear. */
  isClear(use: SecretUse): Maybe<boolean> {
    this.keys ??= new Map(this.inventory.accessKeys.map((key) => [placeKey(key.site), key]));
    const pgpKey = this.keys.get(placeKey(use.accessKey))?.pgpKey ?? null;
    // The provider takes an empty pgp_key for none.
    return isUnknown(pgpKey) ? pgpKey : !pgpKey;
  }
}

function placeKey({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return JSON.stringify([stack, address]);
}

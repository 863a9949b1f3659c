import type { AccessKey, Maybe, SecretUse } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import { withoutKeys } from "../../inventory/plan/resource-instance";
import { placeKey } from "../../inventory/place-key";
import { groupBy } from "../keys/declared-keys";
import type { RuleContext } from "../rule";

/** Tells of each use of a secret whether there is a secret in clear at all: that of a PGP custody is empty. */
export class ClearSecrets {
  /** Made when a use is looked at: most configurations have none. */
  private keys: ReadonlyMap<string, readonly AccessKey[]> | null = null;
  private earlier: ReadonlySet<string> | null = null;

  constructor(private readonly known: Pick<RuleContext, "inventory" | "review">) {}

  /** A key that is not declared in what was read may have any custody, and is taken for one in clear. */
  isClear(use: SecretUse): Maybe<boolean> {
    if (this.isGone(use)) return false;
    const found = this.keysAt(use);
    if (found?.some(({ record }) => record?.hasClearSecret)) return true;
    const pgpKeys = found?.flatMap(({ pgpKey, record }) => (record === null ? [pgpKey] : [])) ?? [null];
    // The provider takes an empty pgp_key for none.
    if (pgpKeys.some((pgpKey) => pgpKey === null || pgpKey === "")) return true;
    return pgpKeys.find(isUnknown) ?? false;
  }

  /** Whether the plan takes the key away: what has read its secret goes with it, or is changed in the configuration. */
  isGone(use: SecretUse): boolean {
    const { review } = this.known;
    if (review === null || this.keysAt(use) !== undefined) return false;
    this.earlier ??= new Set(review.plan.before.accessKeys.map((key) => placeOf(key.site)));
    return this.earlier.has(placeOf(use.accessKey));
  }

  private keysAt({ accessKey }: SecretUse): readonly AccessKey[] | undefined {
    this.keys ??= groupBy(this.known.inventory.accessKeys, (key) => placeOf(key.site));
    return this.keys.get(placeOf(accessKey));
  }
}

/** Uses are told of a resource, of which a plan or a state has instances. */
function placeOf({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return placeKey({ stack, address: withoutKeys(address) });
}

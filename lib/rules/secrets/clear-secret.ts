import type { AccessKey, SecretUse } from "../../inventory/model";
import type { Maybe } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { withoutKeys } from "../../places/instance-keys";
import { placeKey } from "../../places/place-key";
import { groupBy } from "../keys/declared-keys";
import type { RuleContext } from "../rule";

/** Tells of each use of a secret whether there is a secret in clear at all: that of a PGP custody is empty. */
export class ClearSecrets {
  /** Made when a use is looked at: most configurations have none. */
  private keys: Keys | null = null;
  private earlier: Keys | null = null;

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
    this.earlier ??= new Keys(review.plan.before.accessKeys);
    return this.earlier.at(use.accessKey) !== undefined;
  }

  private keysAt({ accessKey }: SecretUse): readonly AccessKey[] | undefined {
    this.keys ??= new Keys(this.known.inventory.accessKeys);
    return this.keys.at(accessKey);
  }
}

/** Keys by their places. */
class Keys {
  private readonly byPlace: ReadonlyMap<string, readonly AccessKey[]>;
  private readonly byDeclaration: ReadonlyMap<string, readonly AccessKey[]>;

  constructor(keys: readonly AccessKey[]) {
    this.byPlace = groupBy(keys, ({ site }) => placeKey(site));
    this.byDeclaration = groupBy(keys, ({ site }) => placeKey(declarationOf(site)));
  }

  /** Where a use or a key is told of a whole declaration, all of its keys may be meant. */
  at(place: Place): readonly AccessKey[] | undefined {
    const told = this.byPlace.get(placeKey(place));
    if (told) return told;
    const declaration = declarationOf(place);
    const all = this.byDeclaration.get(placeKey(declaration));
    const isOfAll = declaration.address === place.address;
    const meant = all?.filter(({ site }) => isOfAll || site.address === declaration.address);
    return meant?.length === 0 ? undefined : meant;
  }
}

interface Place {
  readonly stack: string;
  readonly address: string;
}

function declarationOf({ stack, address }: Place): Place {
  return { stack, address: withoutKeys(address) };
}

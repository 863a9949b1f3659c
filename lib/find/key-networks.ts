import type { AccessKey, Inventory } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import { readNetworks } from "../rules/plan/networks";
import { placeKey } from "../places/place-key";

/** From where a key works, in a sentence. */
export function networksOf(
  key: AccessKey | null,
  { networkRestrictions }: Pick<Inventory, "networkRestrictions">,
): string {
  const notKnown = "Whether it is restricted to networks is not known.";
  if (key === null) return notKnown;
  const restriction = networkRestrictions.find(
    ({ accessKey }) => !isUnknown(accessKey) && placeKey(accessKey) === placeKey(key.site),
  );
  if (restriction === undefined) {
    return "Terraform restricts it to no network: unless somebody has elsewhere, it works from everywhere.";
  }
  if (restriction.document === null || isUnknown(restriction.document)) return notKnown;
  const networks = readNetworks(restriction.document);
  if (networks === "everywhere") return "Its network restriction is Inactive: it works from everywhere.";
  return `It works from some networks only: ${restriction.site.address} says which. Some services ignore that.`;
}

import type { KmsRamSecret } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { placeKey } from "../../places/place-key";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { declaredKeys, groupBy, keysByOwner } from "./declared-keys";

/** Two masters of one user's keys: each deletes what the other one made. */
export const KEY009: Rule = {
  id: "KEY009",
  level: "error",
  stages: ["configuration"],
  title: "AccessKey managed by Terraform and by a rotating KMS secret",
  why:
    "A rotation in KMS makes a new key and deletes the old one: it needs a free slot, and Terraform then finds its key " +
    "gone and creates another.",
  fix: "leave the keys of this user to KMS, or store the secret in a generic secret that KMS does not rotate",
  example: {
    before: `{
  "resource": {
    "alicloud_ram_access_key": { "k": { "user_name": "etl" } },
    "alicloud_kms_secret": { "etl": {
      "secret_type": "RAMCredentials",
      "enable_automatic_rotation": true,
      "extended_config": "{\\"UserName\\":\\"etl\\"}"
    } }
  }
}`,
    after: `{
  "resource": {
    "alicloud_kms_secret": { "etl": {
      "secret_type": "RAMCredentials",
      "enable_automatic_rotation": true,
      "extended_config": "{\\"UserName\\":\\"etl\\"}"
    } }
  }
}`,
  },
  *evaluate(context) {
    const { inventory } = context;
    if (inventory.kmsRamSecrets.length === 0) return;
    const keys = declaredKeys(inventory);
    const byOwner = keysByOwner(context);
    const byPlace = new Map(keys.map((key) => [placeKey(key.site), key]));
    const stored = groupBy(inventory.secretUses, (use) => placeKey(use.site));
    for (const secret of inventory.kmsRamSecrets) {
      if (secret.rotates === false) continue;
      const uses = stored.get(placeKey(secret.site)) ?? [];
      const own = uses.flatMap((use) => byPlace.get(placeKey(use.accessKey)) ?? []);
      const shared = new Set([...own, ...(isUnknown(secret.owner) ? [] : (byOwner.get(secret.owner) ?? []))]);
      const unknown = unknownOf(secret, shared.size);
      if (unknown && keys.length > 0) {
        const message = `KMS may rotate an AccessKey that Terraform manages: ${notKnown(unknown)}`;
        yield indeterminate(secret.site, message, unknown, { related: [...shared].map((key) => key.site) });
        continue;
      }
      for (const key of shared) {
        const message = `${secret.site.address} has KMS rotate the AccessKeys of the same user`;
        yield violation(key.site, message, { subject: subjectOf(key), related: [secret.site] });
      }
    }
  },
};

/** What has to be known before the secret can be judged. */
function unknownOf({ owner, rotates }: KmsRamSecret, shared: number): Unknown | null {
  if (shared === 0) return isUnknown(owner) ? owner : null;
  return isUnknown(rotates) ? rotates : null;
}

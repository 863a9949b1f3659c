import { plainOf } from "../configuration/plain-values";
import { attributeOf } from "../language/access";
import { decodeJson } from "../language/decode";
import type { Value } from "../language/value";
import type { Instance } from "../configuration/instance";
import type { Reading } from "./identities";
import { member } from "../json/json";
import type { AccountIdentity, KmsRamSecret, Owner } from "./model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import type { Owners } from "./owners";
import type { Resolver } from "./resolver";

/**
 * The secrets in which KMS holds AccessKeys of RAM users; `extended_config` is a JSON text that names the user.
 *
 * Source: https://www.alibabacloud.com/help/en/kms/developer-reference/api-createsecret (2024-12-12).
 */
export function readKmsRamSecrets({ modules, resolver, accounts }: Reading, owners: Owners): KmsRamSecret[] {
  const secrets: KmsRamSecret[] = [];
  for (const module of modules) {
    for (const instance of module.byType.get("alicloud_kms_secret") ?? []) {
      if (resolver.text(instance, "secret_type") !== "RAMCredentials") continue;
      const rotates = resolver.text(instance, "enable_automatic_rotation");
      secrets.push({
        site: instance.site,
        owner: ownerOf(instance, accounts.of(module, instance), resolver, owners),
        rotates: isUnknown(rotates) ? rotates : rotates === "true",
      });
    }
  }
  return secrets;
}

function ownerOf(
  { site, values }: Instance,
  account: AccountIdentity,
  resolver: Resolver,
  owners: Owners,
): Maybe<Owner | null> {
  const attribute = `${site.address}.extended_config`;
  const resolution = resolver.resolve(member(values, "extended_config"));
  // What is put together of a known and an unknown part is still a document with both.
  const decoded = decodeJson((member(values, "extended_config") ?? null) as Value);
  const name = resolver.resolve(plainOf(attributeOf(decoded, "UserName")));
  if (name.because === null ? typeof name.value === "string" : name.places.length > 0) {
    return owners.of(name, attribute, account);
  }
  return { unknown: true, attribute, because: resolution.because ?? "it names no RAM user" };
}

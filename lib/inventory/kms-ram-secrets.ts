import type { Block } from "./blocks";
import { traversalText } from "./expression";
import type { Reading } from "./identities";
import { member, stringMember } from "./json";
import { isUnknown, type AccountIdentity, type KmsRamSecret, type Maybe, type Owner } from "./model";
import type { Owners } from "./owners";
import type { Resolution, Resolver } from "./resolver";
import type { Scope } from "./scope";
import { findTraversals } from "./traversals";

/**
 * The secrets in which KMS holds AccessKeys of RAM users; `extended_config` is a JSON text that names the user.
 *
 * Source: https://www.alibabacloud.com/help/en/kms/developer-reference/api-createsecret (2024-12-12).
 */
export function readKmsRamSecrets({ scopes, resolver, accounts }: Reading, owners: Owners): KmsRamSecret[] {
  const secrets: KmsRamSecret[] = [];
  for (const scope of scopes) {
    for (const block of scope.byType.get("alicloud_kms_secret") ?? []) {
      if (resolver.text(scope, block, "secret_type") !== "RAMCredentials") continue;
      const rotates = resolver.text(scope, block, "enable_automatic_rotation");
      secrets.push({
        site: block.site,
        owner: ownerOf(scope, block, accounts.of(scope, block), resolver, owners),
        rotates: isUnknown(rotates) ? rotates : rotates === "true",
      });
    }
  }
  return secrets;
}

function ownerOf(
  scope: Scope,
  { site, body }: Block,
  account: AccountIdentity,
  resolver: Resolver,
  owners: Owners,
): Maybe<Owner | null> {
  const attribute = `${site.address}.extended_config`;
  const resolution = resolver.resolve(scope, member(body, "extended_config"));
  const name = resolution.because === null ? userNameIn(resolution.value) : userIn(resolution, resolver);
  if (name !== null) return owners.of(name, attribute, account);
  return { unknown: true, attribute, because: resolution.because ?? "it names no RAM user" };
}

/** `{"SecretSubType":"RamUserAccessKey","UserName":"…"}` */
function userNameIn(text: unknown): Resolution | null {
  if (typeof text !== "string") return null;
  try {
    const value = stringMember(JSON.parse(text), "UserName");
    return value === null ? null : { value, because: null, places: null };
  } catch {
    return null;
  }
}

/** The one user whose name a `jsonencode(…)` takes up; null where there is none or more than one. */
function userIn({ expression }: Resolution, resolver: Resolver): Resolution | null {
  if (expression === undefined) return null;
  const users = findTraversals(expression.text).filter(({ root }) => root === "alicloud_ram_user");
  const texts = new Set(users.map((traversal) => `\${${traversalText(traversal)}}`));
  const [text] = texts;
  return text === undefined || texts.size > 1 ? null : resolver.resolve(expression.scope, text);
}

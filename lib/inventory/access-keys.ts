import { readPublicKey } from "../pgp/public-key";
import { member, stringMember } from "./json";
import { unstableNamesOf } from "./unstable-names";
import { instancesWithin, metadataOf, type Reading } from "./identities";
import type { Block } from "./blocks";
import { CreateBeforeDestroy, lifecycleOf } from "./lifecycle";
import {
  isUnknown,
  type AccessKey,
  type AccessKeyRecord,
  type Maybe,
  type NetworkRestriction,
  type Owner,
  type Site,
} from "./model";
import { HIDDEN } from "./opaque";
import type { Owners } from "./owners";
import type { Resolution } from "./resolver";
import type { Scope } from "./scope";

/** The resource type of AccessKeys, as every binding renders it. */
export const ACCESS_KEY_TYPE = "alicloud_ram_access_key";

const REPETITIONS = ["count", "for_each"] as const;

/** The AccessKeys of all configurations, in their order. */
export function readAccessKeys({ scopes, resolver, accounts }: Reading, owners: Owners): AccessKey[] {
  const createBeforeDestroy = new CreateBeforeDestroy();
  const accessKeys: AccessKey[] = [];
  for (const scope of scopes) {
    for (const block of scope.byType.get(ACCESS_KEY_TYPE) ?? []) {
      const { site, body } = block;
      const account = accounts.of(scope, block);
      const metadata = metadataOf(body).accessKey ?? null;
      const pgpKey = resolver.text(scope, block, "pgp_key");
      const owner = owners.of(resolver.resolve(scope, member(body, "user_name")), `${site.address}.user_name`, account);
      if (owner !== null && !isUnknown(owner)) owners.note(owner, metadata?.user);
      accessKeys.push({
        site,
        account,
        instances: instancesWithin(addressOf(owner), scope, block),
        ...(block.amongst !== undefined && { amongst: block.amongst }),
        owner,
        status: resolver.text(scope, block, "status"),
        pinsStatus: (member(block.declaration ?? body, "status") ?? null) !== null,
        pgpKey,
        recipient: typeof pgpKey === "string" && isKeyMaterial(pgpKey) ? readPublicKey(pgpKey) : null,
        secretFile: resolver.text(scope, block, "secret_file"),
        repeatedBy: REPETITIONS.find((name) => (member(body, name) ?? null) !== null) ?? null,
        unstableNames: unstableNamesOf(scope, block),
        createBeforeDestroy: createBeforeDestroy.of(scope, block),
        lifecycle: lifecycleOf(block),
        metadata,
        record: recordOf(block),
      });
    }
  }
  return accessKeys;
}

/** Attributes that tell that a secret was encrypted for somebody. */
const SECRETS_KEPT = ["encrypted_secret", "key_fingerprint"];

/** No configuration says the id: the provider makes it. */
function recordOf({ body, mark = null }: Block): AccessKeyRecord | null {
  const id = stringMember(body, "id");
  if (id === null) return null;
  const hasClearSecret = member(body, "secret") === HIDDEN;
  const hasSecret = hasClearSecret || SECRETS_KEPT.some((name) => (member(body, name) ?? null) !== null);
  const created = stringMember(body, "create_time");
  return { id, created, hasClearSecret, hasSecret, ...(mark !== null && { mark }) };
}

/** Where an owner is declared that has no known name: several instances of a module have several such owners. */
function addressOf(owner: Maybe<Owner | null>): string {
  if (owner === null || isUnknown(owner) || owner.userName !== null) return "";
  return owner.declaration?.site.address ?? "";
}

/** The network restrictions of AccessKeys, each with the key where it can be found. */
export function readNetworkRestrictions({ scopes, resolver }: Reading): NetworkRestriction[] {
  const restrictions: NetworkRestriction[] = [];
  const known = new KnownIds(scopes);
  for (const scope of scopes) {
    for (const block of scope.byType.get("alicloud_ram_access_key_policy") ?? []) {
      const { site, body } = block;
      const id = resolver.resolve(scope, member(body, "user_access_key_id"));
      const accessKey = known.keyWith(id.value) ?? restrictedKey(id, block);
      const instances = instancesWithin(isUnknown(accessKey) ? "" : accessKey.address, scope, block);
      if (instances === 0) continue;
      const document = resolver.text(scope, block, "access_key_policy");
      restrictions.push({ site, accessKey: isUnknown(instances) ? instances : accessKey, document });
    }
  }
  return restrictions;
}

/** The AccessKeys by their ids, which plans and states have. */
class KnownIds {
  private keys: ReadonlyMap<string, Site> | null = null;

  constructor(private readonly scopes: readonly Scope[]) {}

  keyWith(id: unknown): { readonly stack: string; readonly address: string } | null {
    if (typeof id !== "string") return null;
    this.keys ??= new Map(
      this.scopes.flatMap(({ byType }) =>
        (byType.get(ACCESS_KEY_TYPE) ?? []).flatMap(({ site, body }) => {
          const own = stringMember(body, "id");
          return own === null ? [] : [[own, site] as const];
        }),
      ),
    );
    const site = this.keys.get(id);
    return site ? { stack: site.stack, address: site.address } : null;
  }
}

function restrictedKey(id: Resolution, { site, body, declaration }: Block): NetworkRestriction["accessKey"] {
  for (const { block: key, attribute: read } of id.places) {
    if (key.labels[0] !== ACCESS_KEY_TYPE || read !== "id") continue;
    const { stack, address } = key.site;
    if (key.instances === undefined || key.instances === 1) return { stack, address };
    const written = String(member(declaration ?? body, "user_access_key_id"));
    const [index = ""] = /count\.|each\./.test(written) ? (/\[[^[]*\]$/.exec(site.address) ?? []) : [];
    return { stack, address, instance: written + index };
  }
  const attribute = `${site.address}.user_access_key_id`;
  return { unknown: true, attribute, because: id.because ?? "it is the id of an AccessKey that is declared elsewhere" };
}

/** The provider reads an empty text as none, and takes one with this prefix as a name to look up at apply. */
function isKeyMaterial(pgpKey: string): boolean {
  return pgpKey !== "" && !pgpKey.startsWith("keybase:");
}

import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import { readPublicKey } from "../pgp/public-key";
import { member, stringMember } from "../json/json";
import { unstableNamesOf } from "./unstable-names";
import { instancesWithin, metadataOf, type Reading } from "./identities";
import type { Instance, Module } from "../configuration/instance";
import { CreateBeforeDestroy } from "../configuration/create-before-destroy";
import { lifecycleOf } from "./lifecycle";
import type { AccessKey, AccessKeyRecord, NetworkRestriction, Owner } from "./model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import type { Site } from "../places/site";
import { HIDDEN } from "../plans/opaque";
import type { Owners } from "./owners";
import type { Resolution } from "./resolver";

const REPETITIONS = ["count", "for_each"] as const;

/** The AccessKeys of all configurations, in their order. */
export function readAccessKeys({ modules, resolver, accounts }: Reading, owners: Owners): AccessKey[] {
  const createBeforeDestroy = new CreateBeforeDestroy();
  const accessKeys: AccessKey[] = [];
  for (const module of modules) {
    for (const instance of module.byType.get(ACCESS_KEY_TYPE) ?? []) {
      const { site, values } = instance;
      const account = accounts.of(module, instance);
      const metadata = metadataOf(values).accessKey ?? null;
      const pgpKey = resolver.text(instance, "pgp_key");
      const owner = owners.of(resolver.resolve(member(values, "user_name")), `${site.address}.user_name`, account);
      if (owner !== null && !isUnknown(owner)) owners.note(owner, metadata?.user);
      accessKeys.push({
        site,
        account,
        instances: instancesWithin(addressOf(owner), module, instance),
        ...(instance.amongst !== null && { amongst: instance.amongst }),
        owner,
        status: resolver.text(instance, "status"),
        pinsStatus: (member(instance.written, "status") ?? null) !== null,
        pgpKey,
        recipient: typeof pgpKey === "string" && isKeyMaterial(pgpKey) ? readPublicKey(pgpKey) : null,
        secretFile: resolver.text(instance, "secret_file"),
        repeatedBy: REPETITIONS.find((name) => (member(values, name) ?? null) !== null) ?? null,
        unstableNames: unstableNamesOf(module, instance),
        createBeforeDestroy: createBeforeDestroy.of(module, instance),
        lifecycle: lifecycleOf(instance),
        metadata,
        record: recordOf(instance),
      });
    }
  }
  return accessKeys;
}

/** Attributes that tell that a secret was encrypted for somebody. */
const SECRETS_KEPT = ["encrypted_secret", "key_fingerprint"];

/** No configuration says the id: the provider makes it. */
function recordOf({ values, object }: Instance): AccessKeyRecord | null {
  const id = stringMember(values, "id");
  if (id === null) return null;
  const mark = object?.mark ?? null;
  const hasClearSecret = member(values, "secret") === HIDDEN;
  const hasSecret = hasClearSecret || SECRETS_KEPT.some((name) => (member(values, name) ?? null) !== null);
  const created = stringMember(values, "create_time");
  return { id, created, hasClearSecret, hasSecret, ...(mark !== null && { mark }) };
}

/** Where an owner is declared that has no known name: several instances of a module have several such owners. */
function addressOf(owner: Maybe<Owner | null>): string {
  if (owner === null || isUnknown(owner) || owner.userName !== null) return "";
  return owner.declaration?.site.address ?? "";
}

/** The network restrictions of AccessKeys, each with the key where it can be found. */
export function readNetworkRestrictions({ modules, resolver }: Reading): NetworkRestriction[] {
  const restrictions: NetworkRestriction[] = [];
  const known = new KnownIds(modules);
  for (const module of modules) {
    for (const instance of module.byType.get("alicloud_ram_access_key_policy") ?? []) {
      const { site, values } = instance;
      const id = resolver.resolve(member(values, "user_access_key_id"));
      const accessKey = known.keyWith(id.value) ?? restrictedKey(id, instance);
      const instances = instancesWithin(isUnknown(accessKey) ? "" : accessKey.address, module, instance);
      if (instances === 0) continue;
      const document = resolver.text(instance, "access_key_policy");
      restrictions.push({ site, accessKey: isUnknown(instances) ? instances : accessKey, document });
    }
  }
  return restrictions;
}

/** The AccessKeys by their ids, which plans and states have. */
class KnownIds {
  private keys: ReadonlyMap<string, Site> | null = null;

  constructor(private readonly modules: readonly Module[]) {}

  keyWith(id: unknown): { readonly stack: string; readonly address: string } | null {
    if (typeof id !== "string") return null;
    this.keys ??= new Map(
      this.modules.flatMap(({ byType }) =>
        (byType.get(ACCESS_KEY_TYPE) ?? []).flatMap(({ site, values }) => {
          const own = stringMember(values, "id");
          return own === null ? [] : [[own, site] as const];
        }),
      ),
    );
    const site = this.keys.get(id);
    return site ? { stack: site.stack, address: site.address } : null;
  }
}

function restrictedKey(
  id: Resolution,
  { site, written: { user_access_key_id: written } }: Instance,
): NetworkRestriction["accessKey"] {
  for (const { instance: key, attribute: read } of id.places) {
    if (key.type !== ACCESS_KEY_TYPE || read !== "id") continue;
    const { stack, address } = key.site;
    if (key.times === 1) return { stack, address };
    const [index = ""] = /count\.|each\./.test(String(written)) ? (/\[[^[]*\]$/.exec(site.address) ?? []) : [];
    return { stack, address, instance: String(written) + index };
  }
  const attribute = `${site.address}.user_access_key_id`;
  return { unknown: true, attribute, because: id.because ?? "it is the id of an AccessKey that is declared elsewhere" };
}

/** The provider reads an empty text as none, and takes one with this prefix as a name to look up at apply. */
function isKeyMaterial(pgpKey: string): boolean {
  return pgpKey !== "" && !pgpKey.startsWith("keybase:");
}

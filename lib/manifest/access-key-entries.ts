import type { AcknowledgementMetadata, ConsumerMetadata } from "../configuration/metadata";
import type { AccessKey, Inventory } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type {
  ManifestAcceptance,
  ManifestAccessKey,
  ManifestConsumer,
  ManifestCustody,
  Networks,
  Told,
} from "./manifest";
import { sortedBy } from "./order";
import { addressOf, told } from "./told";

const KEYBASE = "keybase:";

/** The entries of all AccessKeys that would exist: a block with `count = 0` declares none. */
export function accessKeyEntries(inventory: Inventory): Map<AccessKey, ManifestAccessKey> {
  const networksOf = networksIn(inventory);
  const entries = new Map<AccessKey, ManifestAccessKey>();
  for (const key of inventory.accessKeys) {
    if (key.instances === 0) continue;
    const { site, owner, metadata } = key;
    const address = addressOf(site);
    entries.set(key, {
      name: metadata?.name ?? site.address.replace(/(^|\.)alicloud_ram_access_key\./, "$1"),
      address,
      instances: told(key.instances),
      owner: isUnknown(owner) ? { unknown: owner.because } : null,
      status: told(key.status),
      custody: custodyOf(key),
      secretFile: told(key.secretFile) || null,
      networks: networksOf(address),
      scenario: metadata?.scenario ?? null,
      necessity: metadata?.necessity ?? null,
      consumers: sortedBy((metadata?.consumers ?? []).map(consumerOf), (consumer) => JSON.stringify(consumer)),
      accepted: metadata?.root ? acceptanceOf(metadata.root) : null,
    });
  }
  return entries;
}

export function acceptanceOf({ reason, until, owner, link }: AcknowledgementMetadata): ManifestAcceptance {
  return { reason, until, owner: owner ?? null, link: link ?? null };
}

function consumerOf({ service, name, owner, runbook }: ConsumerMetadata): ManifestConsumer {
  return { service, name, owner, runbook: runbook ?? null };
}

function custodyOf({ pgpKey, recipient, metadata }: AccessKey): Told<ManifestCustody> {
  if (isUnknown(pgpKey)) return { unknown: pgpKey.because };
  // The provider takes an empty pgp_key for none.
  if (!pgpKey) {
    const acknowledgement = metadata?.custody.acknowledgement;
    return { kind: "state", recipient: null, accepted: acknowledgement ? acceptanceOf(acknowledgement) : null };
  }
  if (pgpKey.startsWith(KEYBASE)) {
    return { kind: "keybase", recipient: pgpKey.slice(KEYBASE.length), accepted: null };
  }
  if (recipient?.key) return { kind: "pgp", recipient: recipient.key.fingerprint, accepted: null };
  return { kind: "unusable", recipient: null, accepted: null };
}

/** Whether the key at an address is restricted. A restriction whose key is not known may be that of any key. */
function networksIn({ networkRestrictions }: Inventory): (address: string) => Told<Networks> {
  const restricted = new Set<string>();
  const reasons: string[] = [];
  for (const { accessKey, site } of networkRestrictions) {
    if (isUnknown(accessKey)) reasons.push(`${addressOf(site)} may be its restriction: ${accessKey.because}`);
    else restricted.add(addressOf(accessKey));
  }
  const [reason] = reasons.sort();
  const otherwise = reason === undefined ? "unrestricted" : { unknown: reason };
  return (address) => (restricted.has(address) ? "restricted" : otherwise);
}

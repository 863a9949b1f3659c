import type { AccessKeyMetadata, ScopedAcknowledgement } from "../../lib/configuration/metadata";
import type {
  AccessKey,
  AccountIdentity,
  Inventory,
  NamedIdentity,
  Owner,
  SecretUse,
  Stack,
} from "../../lib/inventory/model";
import type { Unknown } from "../../lib/maybe/maybe";
import type { Site } from "../../lib/places/site";
import { evaluate, type EvaluateOptions } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import type { Rule } from "../../lib/rules/rule";

/*
 * Small inventories for the tests of rules: every maker gives an element that no rule complains about, or the least
 * that the model asks for, and takes what the test is about.
 */

export const TODAY = "2026-06-15";

export function unknown(attribute: string, because = 'it is the variable "x"'): Unknown {
  return { unknown: true, attribute, because };
}

export function siteAt(path: string, parts: Partial<Site> = {}): Site {
  const stack = path.split("/")[0] ?? "";
  return { stack, address: `alicloud_ram_access_key.${path.split("/").at(-1)}`, path, source: null, ...parts };
}

export function accountOf(accountId: string | null, parts: Partial<AccountIdentity> = {}): AccountIdentity {
  const key = accountId === null ? "stack:app/alicloud" : `account:${accountId}`;
  return {
    key,
    accountId,
    declared: null,
    site: siteAt("app", { address: "provider.alicloud", path: null }),
    ...parts,
  };
}

export function ownerOf(userName: string | null, parts: Partial<Owner> = {}): Owner {
  return {
    label: userName === null ? "RAM user alicloud_ram_user.u" : `RAM user "${userName}"`,
    account: accountOf("1234567890123456"),
    userName,
    declaration: null,
    existingAccessKeys: 0,
    saysExistingAccessKeys: false,
    ...parts,
  };
}

export const METADATA: AccessKeyMetadata = {
  name: "key",
  scenario: "third-party-service",
  necessity: "the service accepts only an AccessKey pair",
  custody: { kind: "pgp" },
  consumers: [{ service: "hologres", name: "bi", owner: "bi@example.com" }],
};

export const ROOT_METADATA: AccessKeyMetadata = {
  name: "root",
  necessity: "an old tool",
  custody: { kind: "pgp" },
  root: {
    statement: "I am aware of the security risks of using a main account AccessKey",
    reason: "no other way yet",
    until: "2026-12-31",
    owner: "platform@example.com",
  },
};

/** A key without any finding. */
export function accessKey(path: string, parts: Partial<AccessKey> = {}): AccessKey {
  return {
    site: siteAt(path),
    account: accountOf("1234567890123456"),
    instances: 1,
    owner: ownerOf("etl"),
    status: null,
    pinsStatus: (parts.status ?? null) !== null,
    lifecycle: { ignoresStatus: false, ignoresAll: false, preventsDestroy: false },
    pgpKey: "bWFkZSBmb3IgYSB0ZXN0",
    recipient: {
      key: { fingerprint: "F00D", userIds: [], expires: null, binary: "bWFkZSBmb3IgYSB0ZXN0" },
    },
    secretFile: null,
    repeatedBy: null,
    unstableNames: null,
    createBeforeDestroy: null,
    metadata: METADATA,
    record: null,
    ...parts,
  };
}

export function rootKey(path: string, parts: Partial<AccessKey> = {}): AccessKey {
  return accessKey(path, { owner: null, metadata: ROOT_METADATA, ...parts });
}

export function identity(
  kind: NamedIdentity["kind"],
  name: NamedIdentity["name"],
  parts: Partial<NamedIdentity> = {},
): NamedIdentity {
  return {
    site: siteAt(`app/${kind}`, { address: `alicloud_ram_${kind}.it` }),
    kind,
    account: accountOf("1234567890123456"),
    name,
    nameAttribute: "name",
    displayName: null,
    comments: null,
    force: null,
    created: true,
    instances: 1,
    metadata: {},
    ...parts,
  };
}

export function secretUse(parts: Partial<SecretUse>): SecretUse {
  return {
    site: siteAt("app/out", { address: "output.secret" }),
    attribute: "value",
    place: "output",
    accessKey: { stack: "app", address: "alicloud_ram_access_key.k" },
    sensitive: true,
    unmasked: false,
    crossesStacks: false,
    unknown: null,
    ...parts,
  };
}

export function stackOf(name: string, parts: Partial<Stack> = {}): Stack {
  return { name, files: ["cdk.tf.json"], resources: [], acknowledgements: [], hcl: false, ...parts };
}

export function acknowledgement(rule: string, path: string, until = "2026-12-31"): ScopedAcknowledgement {
  return { rule, path, until, reason: "agreed with security" };
}

export function inventoryOf(parts: Partial<Inventory>): Inventory {
  return {
    stacks: [stackOf("app")],
    accounts: [],
    identities: [],
    owners: [],
    accessKeys: [],
    networkRestrictions: [],
    kmsRamSecrets: [],
    secretUses: [],
    literalCredentials: [],
    policyAttachments: [],
    policyDocuments: [],
    groupMemberships: [],
    loginProfiles: [],
    accountSettings: [],
    generatedNames: [],
    secretMarks: [],
    backends: [],
    plainConnections: [],
    providerConstraints: [],
    callers: [],
    providerAccessKeys: [],
    ...parts,
  };
}

/** The findings of one rule over an inventory. */
export function findingsOf(rule: Rule, parts: Partial<Inventory>, options: Partial<EvaluateOptions> = {}): Finding[] {
  return evaluate(inventoryOf(parts), { stage: "configuration", today: TODAY, rules: [rule], ...options });
}

/** What a table of cases compares: level, verdict and path or address. */
export function gist(findings: readonly Finding[]): string[] {
  return findings.map(({ level, verdict, path, address }) => `${level} ${verdict} ${path ?? address}`);
}

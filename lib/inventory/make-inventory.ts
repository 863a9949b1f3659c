import type { Instance, Module } from "../configuration/instance";
import type { Quotas } from "../limits/quotas";
import { readAccessKeys, readNetworkRestrictions } from "./access-keys";
import { readAccountSettings } from "./account-settings";
import { Accounts } from "./accounts";
import { readCallers, readProviderAccessKeys } from "./callers";
import { formerAddressesIn } from "./former-addresses";
import type { GeneratedName } from "./grant-model";
import { readGroupMemberships } from "./group-memberships";
import { readIdentities } from "./identities";
import { readKmsRamSecrets } from "./kms-ram-secrets";
import { addAll } from "../text/lists";
import { readLoginProfiles } from "./login-profiles";
import { readAcknowledgements, readGuard } from "../configuration/metadata-reader";
import type { FormerAddress, Inventory, NamedIdentity, Stack } from "./model";
import type { Site } from "../places/site";
import { Owners } from "./owners";
import { readPlainConnections } from "./plain-connections";
import { readPolicyAttachments } from "./policy-attachments";
import { readPolicyDocuments } from "./policy-documents";
import { Principals } from "./principals";
import { readProviderConstraints } from "./provider-constraints";
import type { Resolver } from "./resolver";
import { readStateBackend } from "./state-backends";

/** What is found where expressions stand, and not where the values of instances do. */
export interface WrittenSecrets extends Pick<Inventory, "secretUses" | "literalCredentials" | "secretMarks"> {
  /** The users whose name another resource generates; a plan does not tell. */
  generatedNames(identities: ReadonlyMap<Instance, NamedIdentity>): readonly GeneratedName[];
}

/**
 * Makes the inventory of instances, whether they are those of a configuration, a plan or a state.
 *
 * @param written what was found where expressions stand
 */
export function makeInventory(
  modules: readonly Module[],
  resolver: Resolver,
  quotas: Partial<Quotas> | undefined,
  written: WrittenSecrets,
): Inventory {
  const roots = modules.filter(({ call }) => call === null);
  const accounts = new Accounts(modules, resolver, quotas);
  const reading = { modules, resolver, accounts };
  const identities = readIdentities(reading);
  const principals = new Principals(identities);
  const owners = new Owners(principals, identities);
  const accessKeys = readAccessKeys(reading, owners);
  const kmsRamSecrets = readKmsRamSecrets(reading, owners);
  return {
    stacks: roots.map(stackOf),
    accounts: accounts.all(),
    identities: [...identities.values()],
    owners: owners.all(),
    accessKeys,
    networkRestrictions: readNetworkRestrictions(reading),
    kmsRamSecrets,
    generatedNames: written.generatedNames(identities),
    policyAttachments: readPolicyAttachments(reading, principals, identities),
    policyDocuments: readPolicyDocuments(reading, identities),
    groupMemberships: readGroupMemberships(reading, principals),
    loginProfiles: readLoginProfiles(reading, principals),
    accountSettings: readAccountSettings(reading),
    backends: roots.map(readStateBackend),
    plainConnections: roots.flatMap((root) => readPlainConnections(root, resolver)),
    providerConstraints: roots.flatMap(readProviderConstraints),
    callers: readCallers(reading),
    providerAccessKeys: readProviderAccessKeys(reading),
    secretUses: written.secretUses,
    literalCredentials: written.literalCredentials,
    secretMarks: written.secretMarks,
  };
}

function stackOf(root: Module): Stack {
  const resources: Site[] = [];
  const files: string[] = [];
  const formerAddresses: FormerAddress[] = [];
  const modules = [root];
  for (const module of modules) {
    addAll(
      files,
      module.files.map((file) => file.name).filter((name) => !files.includes(name)),
    );
    for (const { site } of module.resources) resources.push(site);
    addAll(formerAddresses, formerAddressesIn(module));
    addAll(modules, module.modules.values());
  }
  const [guard] = root.comments.flatMap((comment) => readGuard(comment) ?? []);
  return {
    name: root.stack.name,
    files,
    resources,
    acknowledgements: root.comments.flatMap(readAcknowledgements),
    hcl: root.stack.hcl ?? false,
    ...(guard && { guard }),
    ...(formerAddresses.length > 0 && { formerAddresses }),
    ...((root.stack.notRead ?? []).length > 0 && { isIncomplete: true }),
  };
}

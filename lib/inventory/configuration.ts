import { Circles } from "../configuration/circles";
import { evaluateConfigurations } from "../configuration/configurations";
import type { Instance, Module } from "../configuration/instance";
import type { Quotas } from "../limits/quotas";
import { readAccessKeys, readNetworkRestrictions } from "./access-keys";
import { readAccountSettings } from "./account-settings";
import { Accounts } from "./accounts";
import { readCallers, readProviderAccessKeys } from "./callers";
import { formerAddressesIn } from "./former-addresses";
import { readGeneratedNames } from "./generated-names";
import type { GeneratedName } from "./grant-model";
import { readGroupMemberships } from "./group-memberships";
import { readIdentities } from "./identities";
import { readKmsRamSecrets } from "./kms-ram-secrets";
import { addAll } from "./lists";
import { readLiteralCredentials } from "./literal-credentials";
import { readLoginProfiles } from "./login-profiles";
import { readAcknowledgements, readGuard } from "./metadata-reader";
import type { FormerAddress, Inventory, NamedIdentity, Site, Stack } from "./model";
import { Owners } from "./owners";
import { readPlainConnections } from "./plain-connections";
import { readPolicyAttachments } from "./policy-attachments";
import { readPolicyDocuments } from "./policy-documents";
import { Principals } from "./principals";
import { readProviderConstraints } from "./provider-constraints";
import { RemoteStates } from "./remote-states";
import { Resolver } from "./resolver";
import { createScopes, type ConfigurationStack } from "./scope";
import { readSecretUses } from "./secret-uses";
import { readStateBackend } from "./state-backends";
import { writtenMarks } from "./written-secrets";

export type { ConfigurationFile } from "./blocks";
export type { ConfigurationStack } from "./scope";

/**
 * Reads the inventory of Terraform JSON configurations, already parsed. All that belong together should be given at
 * once: the owner of a key may be declared in another stack.
 *
 * `quotas` are those of a team's settings, which hold for every account.
 *
 * Never throws, whatever the JSON is: what is malformed is refused by Terraform, and counts here as far as it can.
 */
export function readConfiguration(documents: readonly ConfigurationStack[], quotas?: Partial<Quotas>): Inventory {
  const scopes = createScopes(documents);
  const remoteStates = new RemoteStates(scopes.filter(({ call }) => call === null));
  const circles = new Circles();
  const evaluated = evaluateConfigurations(scopes, remoteStates, circles);
  const inventory = readInventory(evaluated.modules, new Resolver(evaluated), quotas, {
    secretUses: readSecretUses(evaluated),
    generatedNames: (identities) => readGeneratedNames(evaluated, identities),
    literalCredentials: readLiteralCredentials(scopes, remoteStates),
    secretMarks: writtenMarks(scopes),
  });
  // They are found when all that depends on them has been asked for.
  const withCircles = (stack: Stack, index: number): Stack => {
    const notRead = circles.in(documents[index] as ConfigurationStack);
    return notRead.length === 0 ? stack : { ...stack, notRead };
  };
  return { ...inventory, stacks: inventory.stacks.map(withCircles) };
}

/** What is found where expressions stand, and not where the values of instances do. */
export interface WrittenSecrets extends Pick<Inventory, "secretUses" | "literalCredentials" | "secretMarks"> {
  /** The users whose name another resource generates; a plan does not tell. */
  generatedNames(identities: ReadonlyMap<Instance, NamedIdentity>): readonly GeneratedName[];
}

/**
 * Reads the inventory of instances, whether they are those of a configuration, a plan or a state.
 *
 * @param written what was found where expressions stand
 */
export function readInventory(
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

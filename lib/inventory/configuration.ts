import { readAccessKeys, readNetworkRestrictions } from "./access-keys";
import { Accounts } from "./accounts";
import { readIdentities } from "./identities";
import { readKmsRamSecrets } from "./kms-ram-secrets";
import { readLiteralCredentials } from "./literal-credentials";
import { readAcknowledgements } from "./metadata-reader";
import type { Inventory, Site, Stack } from "./model";
import { Owners } from "./owners";
import { readPlainConnections } from "./plain-connections";
import { readProviderConstraints } from "./provider-constraints";
import { RemoteStates } from "./remote-states";
import { Resolver } from "./resolver";
import { createScope, type ConfigurationStack, type Scope } from "./scope";
import { readSecretUses } from "./secret-uses";
import { readStateBackend } from "./state-backends";

export type { ConfigurationFile } from "./blocks";
export type { ConfigurationStack } from "./scope";

/**
 * Reads the inventory of Terraform JSON configurations, already parsed. All that belong together should be given at
 * once: the owner of a key may be declared in another stack.
 *
 * Never throws, whatever the JSON is: what is malformed is refused by Terraform, and counts here as far as it can.
 */
export function readConfiguration(documents: readonly ConfigurationStack[]): Inventory {
  const scopes = documents.map(createScope);
  const remoteStates = new RemoteStates(scopes);
  const resolver = new Resolver(remoteStates);
  const accounts = new Accounts(scopes, resolver);
  const reading = { scopes, resolver, accounts };
  const identities = readIdentities(reading);
  const owners = new Owners(identities);
  const accessKeys = readAccessKeys(reading, owners);
  const kmsRamSecrets = readKmsRamSecrets(reading, owners);
  return {
    stacks: scopes.map(stackOf),
    accounts: accounts.all(),
    identities: [...identities.values()],
    owners: owners.all(),
    accessKeys,
    networkRestrictions: readNetworkRestrictions(reading),
    kmsRamSecrets,
    secretUses: readSecretUses(scopes, remoteStates),
    literalCredentials: scopes.flatMap(readLiteralCredentials),
    backends: scopes.map(readStateBackend),
    plainConnections: scopes.flatMap((scope) => readPlainConnections(scope, resolver)),
    providerConstraints: scopes.flatMap(readProviderConstraints),
  };
}

function stackOf(scope: Scope): Stack {
  const resources = new Map<string, Site>();
  for (const { site } of scope.resources) if (!resources.has(site.address)) resources.set(site.address, site);
  return {
    name: scope.stack.name,
    files: scope.stack.files.map((file) => file.name),
    resources,
    acknowledgements: scope.blocks.comments.flatMap(readAcknowledgements),
    hcl: scope.stack.hcl ?? false,
  };
}

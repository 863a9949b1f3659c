import { readAccessKeys, readNetworkRestrictions } from "./access-keys";
import { Accounts } from "./accounts";
import { readIdentities } from "./identities";
import { readLiteralCredentials } from "./literal-credentials";
import { readAcknowledgements } from "./metadata-reader";
import type { Inventory, Site, Stack } from "./model";
import { Owners } from "./owners";
import { RemoteStates } from "./remote-states";
import { Resolver } from "./resolver";
import { createScopes, type ConfigurationStack, type Scope } from "./scope";
import { readSecretUses } from "./secret-uses";

export type { ConfigurationFile } from "./blocks";
export type { ConfigurationStack } from "./scope";

/**
 * Reads the inventory of Terraform JSON configurations, already parsed. All that belong together should be given at
 * once: the owner of a key may be declared in another stack.
 *
 * Never throws, whatever the JSON is: what is malformed is refused by Terraform, and counts here as far as it can.
 */
export function readConfiguration(documents: readonly ConfigurationStack[]): Inventory {
  const scopes = createScopes(documents);
  const roots = scopes.filter(({ call }) => call === null);
  const remoteStates = new RemoteStates(roots);
  const resolver = new Resolver(remoteStates);
  const accounts = new Accounts(scopes, resolver);
  const reading = { scopes, resolver, accounts };
  const identities = readIdentities(reading);
  const owners = new Owners(identities);
  const accessKeys = readAccessKeys(reading, owners);
  return {
    stacks: roots.map(stackOf),
    accounts: accounts.all(),
    identities: [...identities.values()],
    owners: owners.all(),
    accessKeys,
    networkRestrictions: readNetworkRestrictions(reading),
    secretUses: readSecretUses(scopes, remoteStates),
    literalCredentials: readLiteralCredentials(scopes, remoteStates),
  };
}

function stackOf(root: Scope): Stack {
  const resources = new Map<string, Site>();
  const files: string[] = [];
  const scopes = [root];
  for (const scope of scopes) {
    files.push(...scope.files.map((file) => file.name).filter((name) => !files.includes(name)));
    for (const { site } of scope.resources) if (!resources.has(site.address)) resources.set(site.address, site);
    scopes.push(...scope.modules.values());
  }
  return {
    name: root.stack.name,
    files,
    resources,
    acknowledgements: root.blocks.comments.flatMap(readAcknowledgements),
    hcl: root.stack.hcl ?? false,
  };
}

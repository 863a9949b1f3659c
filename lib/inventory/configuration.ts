import type { Quotas } from "../limits/quotas";
import { readAccessKeys, readNetworkRestrictions } from "./access-keys";
import { Accounts } from "./accounts";
import { readIdentities } from "./identities";
import { readLiteralCredentials } from "./literal-credentials";
import { readAcknowledgements, readGuard } from "./metadata-reader";
import type { Inventory, Site, Stack } from "./model";
import { Owners } from "./owners";
import { RemoteStates } from "./remote-states";
import { Resolver } from "./resolver";
import { createScope, type ConfigurationStack, type Scope } from "./scope";
import { readSecretUses } from "./secret-uses";

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
  const scopes = documents.map(createScope);
  const remoteStates = new RemoteStates(scopes);
  const resolver = new Resolver(remoteStates);
  const accounts = new Accounts(scopes, resolver, quotas);
  const reading = { scopes, resolver, accounts };
  const identities = readIdentities(reading);
  const owners = new Owners(identities);
  const accessKeys = readAccessKeys(reading, owners);
  return {
    stacks: scopes.map(stackOf),
    accounts: accounts.all(),
    identities: [...identities.values()],
    owners: owners.all(),
    accessKeys,
    networkRestrictions: readNetworkRestrictions(reading),
    secretUses: readSecretUses(scopes, remoteStates),
    literalCredentials: scopes.flatMap(readLiteralCredentials),
  };
}

function stackOf(scope: Scope): Stack {
  const resources = new Map<string, Site>();
  for (const { site } of scope.resources) if (!resources.has(site.address)) resources.set(site.address, site);
  const [guard] = scope.blocks.comments.flatMap((comment) => readGuard(comment) ?? []);
  return {
    name: scope.stack.name,
    files: scope.stack.files.map((file) => file.name),
    resources,
    acknowledgements: scope.blocks.comments.flatMap(readAcknowledgements),
    hcl: scope.stack.hcl ?? false,
    ...(guard && { guard }),
  };
}

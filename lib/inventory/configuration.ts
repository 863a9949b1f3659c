import { Circles } from "../configuration/circles";
import { evaluateConfigurations } from "../configuration/configurations";
import type { Quotas } from "../limits/quotas";
import { readGeneratedNames } from "./generated-names";
import { readLiteralCredentials } from "./literal-credentials";
import { makeInventory } from "./make-inventory";
import type { Inventory, Stack } from "./model";
import { RemoteStates } from "../configuration/remote-states";
import { Resolver } from "./resolver";
import { createScopes, type ConfigurationStack } from "../configuration/scope";
import { readSecretUses } from "./secret-uses";
import { writtenMarks } from "./written-secrets";

export type { ConfigurationFile } from "../configuration/blocks";
export type { ConfigurationStack } from "../configuration/scope";

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
  const inventory = makeInventory(evaluated.modules, new Resolver(evaluated), quotas, {
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

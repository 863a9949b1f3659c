import { TerraformProvider, TerraformStack, type TerraformProviderGeneratorMetadata } from "cdktf";
import type { IConstruct } from "constructs";
import { RampartsError } from "../checks/ramparts-error";
import { kindOf } from "../checks/values";

/** The provider for which our elements are written; cdktf wants to find one of this name in the stack. */
export const ALICLOUD: TerraformProviderGeneratorMetadata = {
  providerName: "alicloud",
  providerVersion: "1.289.0",
  providerVersionConstraint: "1.289.0",
};

/**
 * Refuses what is no provider configuration of the construct's own stack: the configuration decides whose account an
 * identity belongs to, and cdktf would silently take the default one instead.
 */
export function checkProvider(
  provider: unknown,
  scope: IConstruct,
  path: string,
): asserts provider is TerraformProvider | undefined {
  if (provider === undefined) return;
  const fix = 'give a provider of the same stack, as in new AlicloudProvider(stack, "eu", { alias: "eu" })';
  if (!TerraformProvider.isTerraformProvider(provider)) {
    throw new RampartsError({
      problem: `the provider is ${kindOf(provider)}`,
      allowed: "a provider configuration, or none for the stack's provider without an alias",
      fix,
      path,
    });
  }
  if (TerraformStack.of(provider) !== TerraformStack.of(scope)) {
    throw new RampartsError({
      problem: `the provider ${provider.node.path} belongs to another stack`,
      allowed: `a provider configuration of stack ${TerraformStack.of(scope).node.id}`,
      fix,
      path,
    });
  }
}

import type { TerraformProviderGeneratorMetadata } from "cdktf";

/** The provider for which our elements are written; cdktf wants to find one of this name in the stack. */
export const ALICLOUD: TerraformProviderGeneratorMetadata = {
  providerName: "alicloud",
  providerVersion: "1.289.0",
  providerVersionConstraint: "1.289.0",
};

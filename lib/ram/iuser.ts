import { TerraformStack, type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { UserMetadata } from "../configuration/metadata";
import type { AccessKey } from "./access-key";
import type { AccessKeyOptions } from "./access-key-pair";
import type { IPolicy } from "./policy-type";

/** What the code says of a RAM user. */
export interface DeclaredUser extends UserMetadata {
  /** The name as it is written in the code; it may be a reference. */
  readonly name: string;
  /** The name before a rename in place. */
  readonly formerName?: string;
  /** The provider configuration of the user's account. */
  readonly provider?: TerraformProvider;
}

/** A RAM user, created here or not. Whatever works on the one works on the other: every relation is a resource. */
export interface IUser extends IConstruct {
  /** The name for Terraform: a reference where Terraform manages the user, so that it exists before it is used. */
  readonly userName: string;
  /** What the code says of the user. */
  readonly declared: DeclaredUser;
  /** Grants what the policy allows. */
  attachPolicy(policy: IPolicy): void;
  /** Gives the user an AccessKey pair; `name` tells it from the user's other one. */
  addAccessKey(name: string, options: AccessKeyOptions): AccessKey;
}

/** The provider configuration for what belongs to the user; that of another stack means nothing here. */
export function providerIn(scope: IConstruct, user: IUser): TerraformProvider | undefined {
  const { provider } = user.declared;
  return provider && TerraformStack.of(provider) === TerraformStack.of(scope) ? provider : undefined;
}

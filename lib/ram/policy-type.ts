/** Whose a policy is: Alibaba Cloud's or the account's own. */
export type PolicyType = "System" | "Custom";

export const POLICY_TYPES: readonly PolicyType[] = ["System", "Custom"];

/** A policy that can be attached. */
export interface IPolicy {
  /** Its name for Terraform: a reference where Terraform makes the policy, so that it exists before it is attached. */
  readonly policyName: string;
  /** Its name as it is written in the code. */
  readonly declaredName: string;
  readonly policyType: PolicyType;
}

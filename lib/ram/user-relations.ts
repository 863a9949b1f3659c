import { Token } from "cdktf";
import { Construct } from "constructs";
import { AccessKey } from "./access-key";
import type { AccessKeyOptions } from "./access-key-pair";
import { checkOneOf, checkText, kindOf } from "../checks/values";
import type { IUser } from "./iuser";
import { POLICY_TYPES, type IPolicy } from "./policy-type";
import { RampartsError } from "../checks/ramparts-error";
import { UserPolicyAttachment } from "./user-policy-attachment";

/** What `User.attachPolicy` does, for a user of any origin. */
export function attachPolicy(user: IUser, policy: IPolicy): void {
  const { path } = user.node;
  if (typeof policy !== "object" || policy === null) {
    throw new RampartsError({
      problem: `the policy to attach is ${kindOf(policy)}`,
      allowed: "a Policy or a SystemPolicy",
      fix: 'write SystemPolicy.of("…") for a policy of Alibaba Cloud, or new Policy(…) for one of the account',
      path,
    });
  }
  const { policyType, declaredName } = policy;
  const fix = 'write "System" for a policy of Alibaba Cloud, "Custom" for one of the account';
  checkOneOf("type of the policy to attach", policyType, POLICY_TYPES, fix, path);
  const named = Construct.isConstruct(policy) && Token.isUnresolved(declaredName) ? policy.node.addr : declaredName;
  checkText("name of the policy to attach", named, "give the name of the policy as text", path);
  // A key of the user has its own name as the id; no name of either has a colon.
  new UserPolicyAttachment(user, `policy:${policyType}:${named}`, user, policy);
}

/** What `User.addAccessKey` does, for a user of any origin. */
export function addAccessKey(user: IUser, name: string, options: AccessKeyOptions): AccessKey {
  checkText("name of an AccessKey", name, 'name what the key is for, as in "dashboards"', user.node.path);
  return new AccessKey(user, name, { ...options, user });
}

import type { Construct } from "constructs";
import type { IPolicy } from "./policy-type";
import { RamResource } from "./ram-resource";
import { providerIn, type IUser } from "./iuser";

/** The attachment of a policy to a RAM user; `User.attachPolicy` makes it. */
export class UserPolicyAttachment extends RamResource {
  public constructor(
    scope: Construct,
    id: string,
    private readonly user: IUser,
    private readonly policy: IPolicy,
  ) {
    const { name, formerName } = user.declared;
    const rest = [policy.policyType, policy.declaredName];
    super(scope, id, {
      type: "alicloud_ram_user_policy_attachment",
      names: [name, ...rest],
      formerNames: formerName === undefined ? undefined : [formerName, ...rest],
      provider: providerIn(scope, user),
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {
      user_name: this.user.userName,
      policy_name: this.policy.policyName,
      policy_type: this.policy.policyType,
    };
  }
}

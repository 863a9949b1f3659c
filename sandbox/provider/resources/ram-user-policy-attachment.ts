import { ProviderError } from "../diagnostics";
import { unlessMissing } from "../missing";
import { textOrEmpty, type ResourceAdapter } from "../resource";
import type { Value } from "../value";

/** `alicloud_ram_user_policy_attachment`: its id, `user:<policy>:<type>:<user>`, says everything. */
export const ramUserPolicyAttachment: ResourceAdapter = {
  attributes: { UserName: "user_name", PolicyName: "policy_name", PolicyType: "policy_type" },

  create(client, planned, state) {
    const PolicyName = textOrEmpty(planned["policy_name"]);
    const PolicyType = textOrEmpty(planned["policy_type"]);
    const UserName = textOrEmpty(planned["user_name"]);
    client.call("AttachPolicyToUser", { PolicyName, PolicyType, UserName });
    state["id"] = ["user", PolicyName, PolicyType, UserName].join(":");
  },

  /** Names are compared to the letter, though the service attaches them in any case: the real provider's own trap. */
  read(client, state) {
    const { PolicyName, PolicyType, UserName } = partsOf(state["id"]);
    const attached = unlessMissing(() => client.call("ListPoliciesForUser", { UserName }))?.Policies.Policy;
    if (!attached?.some((policy) => policy.PolicyName === PolicyName && policy.PolicyType === PolicyType)) return null;
    return { policy_name: PolicyName, policy_type: PolicyType, user_name: UserName };
  },

  delete(client, state) {
    unlessMissing(() => client.call("DetachPolicyFromUser", partsOf(state["id"])));
  },
};

function partsOf(id: Value | undefined): { PolicyName: string; PolicyType: string; UserName: string } {
  const [, PolicyName, PolicyType, UserName, ...more] = textOrEmpty(id).split(":");
  if (PolicyName === undefined || PolicyType === undefined || UserName === undefined || more.length > 0) {
    throw new ProviderError(
      `[ERROR] Invalid Resource Id ${textOrEmpty(id)}`,
      "The id of a policy attachment has the form user:<policy name>:<policy type>:<user name>.",
    );
  }
  return { PolicyName, PolicyType, UserName };
}

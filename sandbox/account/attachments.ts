import { checkedType, getPolicy, type PolicyParameters } from "./policies";
import { RamError } from "./ram-error";
import type { Session } from "./session";
import type { PolicyType, StoredAttachment } from "./state";
import { existingUser } from "./users";

export interface AttachedPolicy {
  readonly PolicyName: string;
  readonly PolicyType: PolicyType;
  readonly Description: string;
  readonly DefaultVersion: string;
  readonly AttachDate: string;
}

export interface AttachmentParameters extends PolicyParameters {
  readonly UserName: string;
}

/** The policy is found in any case of letters and attached under its own spelling. */
export function attachPolicyToUser(session: Session, parameters: AttachmentParameters): Record<never, never> {
  const { quotas } = session;
  const user = existingUser(session, parameters.UserName);
  const { PolicyName: policyName, PolicyType: policyType } = getPolicy(session, parameters).Policy;
  const ofType = user.policies.filter((attachment) => attachment.policyType === policyType);
  if (ofType.some((attachment) => attachment.policyName === policyName)) {
    throw RamError.of("EntityAlreadyExists.User.Policy", "PolicyName");
  }
  const quota = policyType === "System" ? quotas.systemPoliciesPerUser : quotas.customPoliciesPerUser;
  if (ofType.length >= quota) throw RamError.of("LimitExceeded.User.Policy", "UserName");
  user.policies.push({ policyName, policyType, attachDate: session.now() });
  return {};
}

export function detachPolicyFromUser(session: Session, parameters: AttachmentParameters): Record<never, never> {
  const user = existingUser(session, parameters.UserName);
  const { PolicyName: policyName, PolicyType: policyType } = getPolicy(session, parameters).Policy;
  const matches = (attachment: StoredAttachment): boolean =>
    attachment.policyType === policyType && attachment.policyName === policyName;
  if (!user.policies.some(matches)) throw RamError.of("EntityNotExist.User.Policy", "PolicyName");
  user.policies = user.policies.filter((attachment) => !matches(attachment));
  return {};
}

export function listPoliciesForUser(
  session: Session,
  parameters: { readonly UserName: string },
): { Policies: { Policy: AttachedPolicy[] } } {
  const attachments = existingUser(session, parameters.UserName).policies;
  return {
    Policies: {
      Policy: attachments.map(({ policyName, policyType, attachDate }) => {
        const { Policy } = getPolicy(session, { PolicyName: policyName, PolicyType: policyType });
        return {
          PolicyName: policyName,
          PolicyType: policyType,
          Description: Policy.Description,
          DefaultVersion: Policy.DefaultVersion,
          AttachDate: attachDate,
        };
      }),
    },
  };
}

export interface AttachedUser {
  readonly UserId: string;
  readonly UserName: string;
  readonly DisplayName: string;
  readonly AttachDate: string;
}

/** Groups and roles are always empty: the sandbox has none. */
export function listEntitiesForPolicy(
  session: Session,
  parameters: PolicyParameters,
): { Users: { User: AttachedUser[] }; Groups: { Group: never[] }; Roles: { Role: never[] } } {
  const type = checkedType(parameters.PolicyType);
  const { PolicyName } = getPolicy(session, parameters).Policy;
  const User = session.state.users.flatMap((user) =>
    user.policies
      .filter((attachment) => attachment.policyType === type && attachment.policyName === PolicyName)
      .map(({ attachDate }) => ({
        UserId: user.userId,
        UserName: user.userName,
        DisplayName: user.displayName,
        AttachDate: attachDate,
      })),
  );
  return { Users: { User }, Groups: { Group: [] }, Roles: { Role: [] } };
}

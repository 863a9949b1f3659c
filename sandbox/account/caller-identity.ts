import { callingUser, type Session } from "./session";

export interface CallerIdentity {
  readonly AccountId: string;
  readonly Arn: string;
  readonly IdentityType: "Account" | "RAMUser";
  readonly PrincipalId: string;
  readonly UserId: string;
}

/** STS GetCallerIdentity. */
export function getCallerIdentity(session: Session): CallerIdentity {
  const { state, caller } = session;
  const AccountId = state.accountId;
  if (caller.kind === "root") {
    const Arn = `acs:ram::${AccountId}:root`;
    return { AccountId, Arn, IdentityType: "Account", PrincipalId: AccountId, UserId: AccountId };
  }
  const user = callingUser(state, caller.userId);
  const Arn = `acs:ram::${AccountId}:user/${user.userName}`;
  return { AccountId, Arn, IdentityType: "RAMUser", PrincipalId: user.userId, UserId: user.userId };
}

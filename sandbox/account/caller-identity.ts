import { RamError } from "./ram-error";
import { findUser, type Session } from "./session";

export interface CallerIdentity {
  readonly AccountId: string;
  readonly Arn: string;
  readonly IdentityType: "Account" | "RAMUser";
  readonly PrincipalId: string;
  readonly UserId: string;
}

/** STS GetCallerIdentity. A RAM user that was deleted is nobody any more, as its AccessKey would be. */
export function getCallerIdentity(session: Session): CallerIdentity {
  const { state, caller } = session;
  const AccountId = state.accountId;
  if (caller.kind === "root") {
    const Arn = `acs:ram::${AccountId}:root`;
    return { AccountId, Arn, IdentityType: "Account", PrincipalId: AccountId, UserId: AccountId };
  }
  const user = findUser(state, caller.userName);
  if (!user) throw RamError.of("InvalidAccessKeyId.NotFound");
  const Arn = `acs:ram::${AccountId}:user/${user.userName}`;
  return { AccountId, Arn, IdentityType: "RAMUser", PrincipalId: user.userId, UserId: user.userId };
}

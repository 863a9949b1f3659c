import type { Sandbox } from "../../sandbox";
import type { Account, AccountUser } from "../judge/record";
import { WIDEST, WIDEST_POLICY, widthOfDocument } from "../worlds/ladder";

/** Asks as the account itself, which nobody can take anything away from. */
const ROOT = { kind: "root" } as const;
const CALLER = "terraform";

type SandboxAccount = Sandbox["account"];

/** The account as it is now, without the user that runs Terraform. */
export function accountNow(account: SandboxAccount): Account {
  const { User } = account.call(ROOT, "ListUsers", { MaxItems: 1000 }).Users;
  const users = User.filter(({ UserName }) => UserName !== CALLER).map(({ UserId, UserName }): AccountUser => {
    const { AccessKey } = account.call(ROOT, "ListAccessKeys", { UserName }).AccessKeys;
    const { Policy } = account.call(ROOT, "ListPoliciesForUser", { UserName }).Policies;
    const widths = Policy.map(({ PolicyName, PolicyType }) => {
      if (PolicyName === WIDEST_POLICY) return WIDEST;
      const { DefaultPolicyVersion } = account.call(ROOT, "GetPolicy", { PolicyName, PolicyType });
      return widthOfDocument(DefaultPolicyVersion.PolicyDocument);
    });
    return {
      id: UserId,
      name: UserName,
      keys: AccessKey.map(({ AccessKeyId, Status }) => ({ id: AccessKeyId, status: Status })),
      width: Math.max(0, ...widths),
      policies: Policy.map(({ PolicyName }) => PolicyName),
    };
  });
  return { users };
}

/** The account as `ramparts review --keys` takes it. */
export function listingOf(account: SandboxAccount, time: string): object {
  const { User } = account.call(ROOT, "ListUsers", { MaxItems: 1000 }).Users;
  return {
    version: 1,
    account: account.accountId,
    time,
    users: User.map(({ UserName }) => ({
      name: UserName,
      accessKeys: account
        .call(ROOT, "ListAccessKeys", { UserName })
        .AccessKeys.AccessKey.map(({ AccessKeyId, Status, CreateDate }) => ({
          id: AccessKeyId,
          status: Status,
          created: CreateDate,
        })),
    })),
    rootKeys: [],
  };
}

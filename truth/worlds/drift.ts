import { WIDEST_POLICY } from "./ladder";

/** What somebody does in the account and not through Terraform. A key is named by its place among those of its user. */
export type Drift =
  | { readonly kind: "disable key" | "enable key" | "delete key"; readonly user: string; readonly index: number }
  | { readonly kind: "create key" | "create user" | "delete user" | "make user again"; readonly user: string }
  | { readonly kind: "attach widest" | "detach all"; readonly user: string }
  | { readonly kind: "rename user"; readonly user: string; readonly to: string };

/** The account's actions, asked by somebody who may do everything. */
export type Ask = (action: string, parameters: Readonly<Record<string, string>>) => unknown;

/** Does it, as far as there is what it is about: an earlier apply may have failed. */
export function driftAccount(drift: Drift, ask: Ask): void {
  const UserName = drift.user;
  switch (drift.kind) {
    case "disable key":
    case "enable key":
    case "delete key": {
      const UserAccessKeyId = keysOf(UserName, ask)[drift.index];
      if (UserAccessKeyId === undefined) return;
      if (drift.kind === "delete key") ask("DeleteAccessKey", { UserName, UserAccessKeyId });
      else {
        ask("UpdateAccessKey", {
          UserName,
          UserAccessKeyId,
          Status: drift.kind === "enable key" ? "Active" : "Inactive",
        });
      }
      return;
    }
    case "create key":
      ask("CreateAccessKey", { UserName });
      return;
    case "create user":
      ask("CreateUser", { UserName });
      return;
    case "rename user":
      ask("UpdateUser", { UserName, NewUserName: drift.to });
      return;
    case "attach widest":
      ask("AttachPolicyToUser", { UserName, PolicyName: WIDEST_POLICY, PolicyType: "System" });
      return;
    case "detach all":
      detachAll(UserName, ask);
      return;
    case "delete user":
    case "make user again":
      for (const UserAccessKeyId of keysOf(UserName, ask)) ask("DeleteAccessKey", { UserName, UserAccessKeyId });
      detachAll(UserName, ask);
      ask("DeleteUser", { UserName });
      if (drift.kind === "make user again") ask("CreateUser", { UserName });
  }
}

function keysOf(UserName: string, ask: Ask): string[] {
  const answer = ask("ListAccessKeys", { UserName }) as { AccessKeys: { AccessKey: { AccessKeyId: string }[] } };
  return answer.AccessKeys.AccessKey.map(({ AccessKeyId }) => AccessKeyId);
}

function detachAll(UserName: string, ask: Ask): void {
  const answer = ask("ListPoliciesForUser", { UserName }) as {
    Policies: { Policy: { PolicyName: string; PolicyType: string }[] };
  };
  for (const { PolicyName, PolicyType } of answer.Policies.Policy) {
    ask("DetachPolicyFromUser", { UserName, PolicyName, PolicyType });
  }
}

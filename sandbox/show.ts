import type { AccountState, StoredAccessKey } from "./account/state";
import { accountFile } from "./directory";
import { readAccountFile } from "./store/account-file";

/** The account as a short listing; it holds no secret. */
export function showAccount(directory: string): string {
  const state = readAccountFile(accountFile(directory));
  if (!state) return "The sandbox holds no account yet: ramparts sandbox -- <command> makes one.\n";
  return [
    `account ${state.accountId}   ${count(state.users.length, "user")}, ${count(keyCount(state), "AccessKey")}, ` +
      count(state.policies.length, "custom policy", "custom policies"),
    ...(state.accessKeys.length > 0 ? ["root", ...state.accessKeys.map(keyLine)] : []),
    ...state.users.flatMap((user) => [
      `user ${user.userName}`,
      ...user.accessKeys.map(keyLine),
      ...user.policies.map(({ policyName, policyType }) => `  policy  ${policyName}  ${policyType}`),
    ]),
    ...state.policies.map((policy) => `policy ${policy.policyName}   default version ${policy.defaultVersion}`),
    "",
  ].join("\n");
}

function keyLine(key: StoredAccessKey): string {
  return `  key     ${key.accessKeyId}  ${key.status}  since ${key.createDate}`;
}

function keyCount(state: AccountState): number {
  return state.accessKeys.length + state.users.reduce((sum, user) => sum + user.accessKeys.length, 0);
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

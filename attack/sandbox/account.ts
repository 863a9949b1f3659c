import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { accountFile } from "../../sandbox/directory";
import type { AccountState } from "../../sandbox/account/state";
import { readAccountFile } from "../../sandbox/store/account-file";

/** The account of a sandbox as it lies on the disk. */
export function accountOnDisk(directory: string): AccountState | undefined {
  return readAccountFile(accountFile(directory));
}

export function keysOf(account: AccountState | undefined): string[] {
  const users = account?.users.flatMap((user) => user.accessKeys) ?? [];
  return [...users, ...(account?.accessKeys ?? [])].map(({ accessKeyId }) => accessKeyId);
}

interface TerraformState {
  readonly resources: readonly { type: string; instances: readonly { attributes: { id: string } }[] }[];
}

/** Ids of the resources of a type in the sandbox's state of a Terraform directory. */
export function idsInState(directory: string, type: string): string[] {
  const resources = terraformState(directory)?.resources ?? [];
  return resources
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id));
}

/** Terraform writes its state over the old one: killed at that moment, it leaves a part that nobody can read. */
function terraformState(directory: string): TerraformState | undefined {
  const file = join(directory, "terraform.tfstate.d", "ramparts-sandbox", "terraform.tfstate");
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as TerraformState;
  } catch {
    rmSync(file);
    return undefined;
  }
}

/** Holes, one for each of the keys that the account has lost. */
export function lost(known: readonly string[], account: AccountState | undefined, knownBy: string): string[] {
  const there = new Set(keysOf(account));
  return known.filter((id) => !there.has(id)).map((id) => `${knownBy} knows ${id}, and the account has lost it`);
}

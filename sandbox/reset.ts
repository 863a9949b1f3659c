import { existsSync, readdirSync, rmSync } from "node:fs";
import { accountFile, lockFile } from "./directory";
import { refuseWhileHeld } from "./store/lock";

/** Deletes the account and the Terraform states in the sandbox's directory, and says what it deleted. */
export function resetSandbox(directory: string): string {
  if (!existsSync(directory)) return `There is no sandbox in ${directory}; nothing was deleted.\n`;
  refuseWhileHeld(lockFile(directory));
  const hadAccount = existsSync(accountFile(directory));
  const states = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tfstate"),
  );
  rmSync(directory, { recursive: true, force: true });
  const account = hadAccount ? "the account" : "no account";
  const state = states.length === 1 ? "1 Terraform state" : `${states.length} Terraform states`;
  return `Deleted ${directory}: ${account} and ${state}.\n`;
}

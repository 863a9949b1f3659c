import { join, resolve } from "node:path";

/** Where a sandbox keeps what it has: below the directory in which its commands are run. */
export function sandboxDirectory(workingDirectory = process.cwd()): string {
  return resolve(workingDirectory, ".ramparts", "sandbox");
}

export function accountFile(directory: string): string {
  return join(directory, "account.json");
}

export function lockFile(directory: string): string {
  return join(directory, "account.lock");
}

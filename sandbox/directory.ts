import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Where a sandbox keeps what it has: in the project's folder, which is the nearest one upwards with a cdktf.json or a
 * sandbox, so that a command in a stack's directory finds the same account; else in the working directory.
 */
export function sandboxDirectory(workingDirectory = process.cwd()): string {
  const start = resolve(workingDirectory);
  let folder = start;
  while (!isProject(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return join(isProject(folder) ? folder : start, ".ramparts", "sandbox");
}

function isProject(folder: string): boolean {
  return existsSync(join(folder, "cdktf.json")) || existsSync(join(folder, ".ramparts", "sandbox"));
}

export function accountFile(directory: string): string {
  return join(directory, "account.json");
}

export function lockFile(directory: string): string {
  return join(directory, "account.lock");
}

import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { AccountState } from "../account/state";
import { SandboxError } from "../sandbox-error";
import { ACCOUNT_SHAPE } from "./account-shape";
import { DISK, isTemporary, readRegularFile, replaceFile, systemReason } from "./disk";
import { shapeProblem } from "./shape";

const FORMAT = "ramparts-sandbox-account";
/** Raised whenever an older sandbox could not read the file any more. */
const VERSION = 1;

/** Reads the account file; undefined when there is none. A file that is not one is refused and left as it is. */
export function readAccountFile(file: string): AccountState | undefined {
  let text: string;
  try {
    text = readRegularFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw refused(file, `cannot be read: ${notReadable(error)}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw refused(file, text.trim() === "" ? "is empty" : "is truncated or not JSON");
  }
  const head = content as { format?: unknown; version?: unknown; account?: unknown } | null;
  if (head?.format !== FORMAT) throw refused(file, `is not an account file ("format" is not "${FORMAT}")`);
  if (head.version !== VERSION) {
    const version = JSON.stringify(head.version);
    throw refused(file, `has version ${version}; this version of ramparts reads version ${VERSION}`);
  }
  const problem = shapeProblem(head.account, ACCOUNT_SHAPE, "account");
  if (problem) throw refused(file, `is damaged: ${problem}`);
  return head.account as AccountState;
}

/** Writes the file as a whole, or leaves it as it is and throws. */
export function writeAccountFile(file: string, account: AccountState, disk = DISK): void {
  try {
    replaceFile(file, JSON.stringify({ format: FORMAT, version: VERSION, account }, null, 1) + "\n", { disk });
  } catch (error) {
    throw new SandboxError(
      `The sandbox cannot write its account to ${file} (${systemReason(error)}). The account is as it was before this ` +
        "call. Mend the disk, or make room on it, and apply again.",
    );
  }
}

/** Removes what a sandbox that was killed has left beside the file; for whoever holds the account's lock. */
export function removeTemporaries(file: string): void {
  const folder = dirname(file);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() && isTemporary(entry.name, basename(file))) rmSync(join(folder, entry.name));
  }
}

function notReadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ELOOP" || code === "EFTYPE" ? "it is a link, a folder or a device" : systemReason(error);
}

function refused(file: string, problem: string): SandboxError {
  return new SandboxError(
    `The sandbox's account file ${file} ${problem}. It was left as it is. ` +
      "Put a good copy back, or start over with an empty account: ramparts sandbox reset",
  );
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

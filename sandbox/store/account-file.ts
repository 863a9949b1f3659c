import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AccountState } from "../account/state";
import { SandboxError } from "../sandbox-error";
import { ACCOUNT_SHAPE } from "./account-shape";
import { shapeProblem } from "./shape";

const FORMAT = "ramparts-sandbox-account";
/** Raised whenever an older sandbox could not read the file any more. */
const VERSION = 1;

/** Reads the account file; undefined when there is none. A file that is not one is refused and left as it is. */
export function readAccountFile(file: string): AccountState | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw refused(file, `cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
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

/** Writes the file so that a reader, or a crash at any moment, finds either the old content or the new. */
export function writeAccountFile(file: string, account: AccountState): void {
  const temporary = join(dirname(file), "account.json.tmp");
  const descriptor = openSync(temporary, "w", 0o600);
  try {
    writeSync(descriptor, JSON.stringify({ format: FORMAT, version: VERSION, account }, null, 1) + "\n");
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
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

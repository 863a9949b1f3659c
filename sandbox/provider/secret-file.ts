import { lstatSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AccessKey } from "../account/access-keys";

/** The mode that the real provider gives, most likely by mistake: decimal 422, readable for everybody. */
const MODE = 422;

/** Writes `secret_file` as the real provider does: replacing what is there, and without a word when it cannot. */
export function writeSecretFile(path: string, key: AccessKey & { readonly AccessKeySecret: string }): void {
  const file = path.startsWith("~") ? join(homedir(), path.slice(1)) : path;
  const { AccessKeyId, AccessKeySecret, CreateDate, Status } = key;
  try {
    // The real provider removes a device too; nobody should lose /dev/null to a sandbox.
    const existing = lstatSync(file, { throwIfNoEntry: false });
    if (existing?.isFile() || existing?.isSymbolicLink()) rmSync(file);
    writeFileSync(file, JSON.stringify({ AccessKeyId, AccessKeySecret, CreateDate, Status }, null, "\t"), {
      mode: MODE,
    });
  } catch {
    // The real provider ignores this too.
  }
}

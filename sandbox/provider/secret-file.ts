import { lstatSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AccessKey } from "../account/access-keys";
import { replaceFile, systemReason } from "../store/disk";
import { ProviderError } from "./diagnostics";

/** The mode that the real provider gives, most likely by mistake: decimal 422, readable for everybody. */
const MODE = 422;

/** A place where no file can be: the real provider says nothing of it. */
const NO_PLACE = ["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS", "ELOOP", "ENAMETOOLONG"];

/** Writes `secret_file` as the real provider does, but whole or, with an error, not at all. */
export function writeSecretFile(path: string, key: AccessKey & { readonly AccessKeySecret: string }): void {
  const file = path.startsWith("~") ? join(homedir(), path.slice(1)) : path;
  const { AccessKeyId, AccessKeySecret, CreateDate, Status } = key;
  try {
    // The real provider replaces a device too; nobody should lose /dev/null to a sandbox.
    const existing = lstatSync(file, { throwIfNoEntry: false });
    if (existing && !existing.isFile() && !existing.isSymbolicLink()) return;
    replaceFile(file, JSON.stringify({ AccessKeyId, AccessKeySecret, CreateDate, Status }, null, "\t"), { mode: MODE });
  } catch (error) {
    if (NO_PLACE.includes((error as NodeJS.ErrnoException).code ?? "")) return;
    throw new ProviderError(
      "secret_file was not written",
      `It cannot be written to ${path} (${systemReason(error)}). The AccessKey exists; Terraform holds it as tainted, so ` +
        "that the next apply replaces it. The real provider would say nothing of this.",
      "secret_file",
    );
  }
}

import { execFileSync } from "node:child_process";
import { InputError } from "../files/input-error";

/** The reader of manifests takes less; git stops at this. */
const MAXIMUM_BYTES = 128 * 1024 * 1024;

/**
 * A file as it is in a git revision, relative to the working directory; null where the revision has no such file.
 *
 * Runs no shell, and no revision or file name is ever taken for an option.
 *
 * @throws InputError when git is missing, this is no repository, or there is no such revision.
 */
export function readRevision(revision: string, file: string): string | null {
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (commit === null) {
    throw new InputError(
      `${revision}: is neither a file nor a git revision here. ` +
        "Give two files or two revisions; in a shallow clone, fetch the base first.",
    );
  }
  const blob = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${commit.trim()}:./${file}`);
  if (blob === null) return null;
  const content = git("cat-file", "blob", blob.trim());
  if (content === null) throw new InputError(`${revision}:${file}: is not a file that git can read.`);
  return content;
}

/** What git writes; null when it refuses. */
function git(...args: readonly string[]): string | null {
  try {
    return execFileSync("git", args, {
      encoding: "utf8",
      maxBuffer: MAXIMUM_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code === "ENOENT") throw new InputError("git is not on the PATH. Install it, or give two files.");
    if (code === "ENOBUFS") throw new InputError(`git gave more than ${MAXIMUM_BYTES} bytes; a manifest has less.`);
    return null;
  }
}

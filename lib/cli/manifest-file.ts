import { readFile, UnreadFile } from "../files/read-file";
import { InputError } from "../files/input-error";
import type { Manifest } from "../manifest/manifest";
import { isReplaceable, manifestFromYaml } from "../manifest/yaml";
import type { Door } from "./door";

/** More than the reader takes as text; what is larger is not even loaded. */
const MAXIMUM_BYTES = 128 * 1024 * 1024;

/** @throws InputError for a file that is missing, unreadable or no manifest. */
export function readManifestFile(file: string): Manifest {
  const content = contentOf(file);
  if (content === null) {
    throw new InputError(`${file}: does not exist. Run "ramparts manifest" to write it, and commit it.`);
  }
  return manifestFromYaml(content, file);
}

/**
 * Writes a manifest, unless the file has it already. Whoever reads meanwhile gets the old file or the new one.
 *
 * @returns whether the file was written
 * @throws InputError when the file is something else, or the manifest of a newer ramparts.
 */
export function writeManifestFile(file: string, text: string, door: Door): boolean {
  const old = contentOf(file);
  if (old === text) return false;
  if (old !== null && old.trim() !== "" && !isReplaceable(old, file)) {
    throw new InputError(`${file}: is no credential manifest, and is left as it is. Give another name with --output.`);
  }
  door.writeFile(file, text);
  return true;
}

/** The text of a file; null where there is none. */
function contentOf(file: string): string | null {
  try {
    return readFile(file, MAXIMUM_BYTES).toString("utf8");
  } catch (error) {
    if (error instanceof UnreadFile) throw new InputError(`${file}: ${error.message}. Name the file of the manifest.`);
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new InputError(`${file}: cannot be read (${code}). Check its permissions.`);
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
}

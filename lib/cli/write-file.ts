import { randomBytes } from "node:crypto";
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../inventory/input-error";

/**
 * Writes a file as a whole: whoever reads it sees the old text or the new one, also when the writing is interrupted. A
 * device or pipe cannot be replaced, and is written to.
 *
 * @throws InputError when its directory is missing, or when it cannot be written.
 */
export function writeWholeFile(file: string, text: string): void {
  writing(file, () => {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new InputError(`${file}: is a directory. Give the name of a file in it.`);
    if (!existing && !existsSync(dirname(file))) {
      throw new InputError(`${file}: there is no directory ${dirname(file)}. Make it first, or give another file.`);
    }
    if (existing && !existing.isFile()) writeFileSync(file, text);
    else replace(existing ? realpathSync(file) : file, text, existing?.mode);
  });
}

function replace(file: string, text: string, mode = 0o666): void {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: "wx", mode });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
    throw new InputError(`${file}: cannot be written (${code}). Check its permissions, or give another file.`);
  }
}

import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../files/input-error";
import { pathError } from "../configuration/terraform-files";
import { printable } from "../report/printable";
import { errorCode } from "../terraform/error-code";

/**
 * Refuses a file that cannot be written, before the work is done whose result it is for.
 *
 * @throws InputError for what is no file, has no directory, or may not be written.
 */
export function checkWritable(file: string): void {
  if (file === "") throw new InputError("A file to write to has an empty name. Give the name of a file.");
  writing(file, () => {
    const parent = file.endsWith("/") ? file : dirname(file);
    const place = statSync(parent, { throwIfNoEntry: false });
    if (!place) {
      throw pathError(file, `there is no directory ${printable(parent)}. Make it first, or give another file.`);
    }
    if (!place.isDirectory()) throw pathError(file, `${printable(parent)} is not a directory. Give another file.`);
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw pathError(file, "is a directory. Give the name of a file in it.");
    // A file is replaced, which its directory has to allow; a device or pipe is written to.
    const written = existing && !existing.isFile() ? file : dirname(existing ? realpathSync(file) : file);
    accessSync(written, constants.W_OK);
  });
}

/**
 * Writes a file as a whole: whoever reads it sees the old text or the new one, also when the writing is interrupted. A
 * device or pipe cannot be replaced, and is written to.
 *
 * @throws InputError as `checkWritable`, and when it cannot be written all the same.
 */
export function writeWholeFile(file: string, text: string | Iterable<string>): void {
  const pieces = typeof text === "string" ? [text] : text;
  checkWritable(file);
  writing(file, () => {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) writeThrough(file, pieces);
    else replace(existing ? realpathSync(file) : file, pieces, existing?.mode);
  });
}

/** Into a pipe that nobody reads, or a socket, nothing can be written: that is an error, and nothing to wait for. */
function writeThrough(file: string, pieces: Iterable<string>): void {
  const probe = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    writePieces(file, pieces, "w");
  } finally {
    closeSync(probe);
  }
}

function replace(file: string, pieces: Iterable<string>, mode = 0o666): void {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writePieces(temporary, pieces, "wx", mode);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writePieces(file: string, pieces: Iterable<string>, flags: string, mode?: number): void {
  const descriptor = openSync(file, flags, mode);
  try {
    for (const piece of pieces) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = errorCode(error);
    if (error instanceof InputError || code === null) throw error;
    throw pathError(file, `cannot be written (${code}). Check its name and permissions, or give another file.`);
  }
}

import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { getSystemErrorMap } from "node:util";

/** What a disk does, and may fail to do, when a file is written to it. */
export interface Disk {
  /** Writes some of the bytes from there on, and answers how many. */
  write(descriptor: number, bytes: Uint8Array, from: number): number;
  /** Returns when the file, or the folder's list of names, outlives a power cut. */
  sync(descriptor: number): void;
}

export const DISK: Disk = { write: (descriptor, bytes, from) => writeSync(descriptor, bytes, from), sync: fsyncSync };

/** What folders answer on file systems that write a list of names at once, and so know no syncing of it. */
const SYNCED_BY_ITSELF = ["EINVAL", "ENOTSUP", "ENOSYS"];

/**
 * Replaces a file, or makes it, so that a reader or a crash at any moment finds either the old content or the new. When
 * it throws, the old content stands. It writes to a new file that nobody can guess, and never through a link.
 */
export function replaceFile(file: string, text: string, { disk = DISK, mode = 0o600 } = {}): void {
  const next = temporaryName(file);
  const before = temporaryName(file);
  try {
    writeWhole(next, text, disk, mode);
    const existed = keep(file, before);
    renameSync(next, file);
    try {
      syncFolder(dirname(file), disk);
    } catch (error) {
      if (existed) renameSync(before, file);
      else rmSync(file);
      throw error;
    }
  } finally {
    rmSync(next, { force: true });
    rmSync(before, { force: true });
  }
}

/** A name beside the file by which `isTemporary` knows what a process that was killed has left. */
export function temporaryName(file: string): string {
  return `${file}.${randomBytes(8).toString("hex")}.tmp`;
}

export function isTemporary(name: string, file: string): boolean {
  return name.startsWith(`${file}.`) && /^[0-9a-f]{16}\.tmp$/.test(name.slice(file.length + 1));
}

/** The content of a regular file; a link is not followed, and nothing waits for whoever would write to a pipe. */
export function readRegularFile(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) throw Object.assign(new Error(`${file} is no file`), { code: "EFTYPE" });
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/** What the system says of an error, in words and by its code. */
export function systemReason(error: unknown): string {
  const { code = "unknown error", errno = 0 } = error as NodeJS.ErrnoException;
  const words = getSystemErrorMap().get(errno)?.[1];
  return words === undefined ? code : `${words}, ${code}`;
}

function writeWhole(file: string, text: string, disk: Disk, mode: number): void {
  const bytes = Buffer.from(text);
  const descriptor = openSync(file, "wx", mode);
  try {
    for (let from = 0; from < bytes.length;) {
      const written = disk.write(descriptor, bytes, from);
      if (written === 0) throw Object.assign(new Error("the disk takes nothing more"), { code: "ENOSPC" });
      from += written;
    }
    disk.sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives the file a second name, under which it outlives being replaced; false when there is none. */
function keep(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function syncFolder(folder: string, disk: Disk): void {
  const descriptor = openSync(folder, "r");
  try {
    disk.sync(descriptor);
  } catch (error) {
    if (!SYNCED_BY_ITSELF.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    closeSync(descriptor);
  }
}

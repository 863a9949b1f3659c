import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Unix sockets with longer paths cannot be bound (104 bytes on macOS, 108 on Linux). */
const MAXIMUM_BYTES = 100;
const PREFIX = "ramparts-";
/** Where there is no other temporary directory. */
const FALLBACK = "/tmp";
/** Milliseconds after which an empty directory is nobody's that is just starting. */
const LONG_EMPTY = 60_000;

export interface SocketPlace {
  /** The directory, in which there is nothing yet. */
  readonly directory: string;
  readonly path: string;
  remove(): void;
}

/** A place for a socket in a new directory that only its owner may enter. */
export function makeSocketPlace(): SocketPlace {
  const directory = makeDirectory();
  return {
    directory,
    path: socketIn(directory),
    remove: () => remove(directory),
  };
}

/** Removes the directories of sandboxes that were killed: those of this user on whose socket nobody listens. */
export async function removeLeftPlaces(): Promise<void> {
  for (const folder of new Set([tmpdir(), FALLBACK])) {
    for (const directory of placesIn(folder)) {
      // Asked twice: a sandbox that is just starting has a socket a moment before it listens.
      if ((await isLeft(directory)) && (await isLeftLater(directory))) remove(directory);
    }
  }
}

/** The socket goes last: whoever is killed before leaves something by which the next one knows it. */
function remove(directory: string): void {
  for (const name of namesIn(directory)) {
    const file = join(directory, name);
    if (file !== socketIn(directory)) rmSync(file, { recursive: true, force: true });
  }
  rmSync(directory, { recursive: true, force: true });
}

function placesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.startsWith(PREFIX) && name.length === PREFIX.length + "XXXXXX".length)
    .map((name) => join(folder, name));
}

/** None where there is no such folder: another sandbox may remove the same at this moment. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function isLeftLater(directory: string): Promise<boolean> {
  await setTimeout(50);
  return isLeft(directory);
}

async function isLeft(directory: string): Promise<boolean> {
  const place = lstatSync(directory, { throwIfNoEntry: false });
  if (!place?.isDirectory() || place.uid !== process.getuid?.()) return false;
  const socket = socketIn(directory);
  if (!lstatSync(socket, { throwIfNoEntry: false })?.isSocket()) {
    return namesIn(directory).length === 0 && Date.now() - place.mtimeMs > LONG_EMPTY;
  }
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once("connect", () => {
      connection.destroy();
      resolve(false);
    });
    connection.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code === "ECONNREFUSED"));
  });
}

/** In the system's temporary directory unless that is too deep, or is not there, for a socket. */
function makeDirectory(): string {
  const prefix = join(tmpdir(), PREFIX);
  const bytes = Buffer.byteLength(socketIn(`${prefix}XXXXXX`));
  if (bytes <= MAXIMUM_BYTES) {
    try {
      return mkdtempSync(prefix);
    } catch {
      // Some TMPDIR that does not exist is no reason to fail.
    }
  }
  return mkdtempSync(join(FALLBACK, PREFIX));
}

function socketIn(directory: string): string {
  return join(directory, "provider.sock");
}

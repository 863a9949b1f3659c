import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Unix sockets with longer paths cannot be bound (104 bytes on macOS, 108 on Linux). */
const MAXIMUM_BYTES = 100;
const PREFIX = "ramparts-";

export interface SocketPlace {
  readonly path: string;
  remove(): void;
}

/** A place for a socket in a new directory that only its owner may enter. */
export function makeSocketPlace(): SocketPlace {
  const directory = makeDirectory();
  return {
    path: socketIn(directory),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
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
  return mkdtempSync(join("/tmp", PREFIX));
}

function socketIn(directory: string): string {
  return join(directory, "provider.sock");
}

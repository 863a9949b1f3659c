import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from "node:fs";

/** Why a file that is there is not read: the message is what follows its name in a sentence. */
export class UnreadFile extends Error {
  public override readonly name = "UnreadFile";
}

/** As much as there is, is not read. */
export class OverLimit extends UnreadFile {
  /** @param limit the most bytes that are read */
  public constructor(limit: number) {
    const mebibytes = limit / 1024 / 1024;
    const size = Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${limit} bytes`;
    super(`has more than ${size}, which is the most that is read`);
  }
}

/** Opening a pipe waits for nobody, and opening a terminal makes it nobody's. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * The bytes of a regular file, or of one that a link leads to: the only way in which files are read here. Anything
 * else may have no end, wait for somebody, or do something when it is read.
 *
 * @param limit the most bytes that are read
 * @throws UnreadFile for what is no regular file, or has more bytes; else the error of the system
 */
export function readFile(path: string, limit: number): Buffer {
  return opened(path, (descriptor, { size }) => {
    if (size > limit) throw new OverLimit(limit);
    // The size is no promise: somebody may write meanwhile, and what the kernel shows as files has none.
    let bytes: Buffer = Buffer.allocUnsafe(size + 1);
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, null);
      length += read;
      if (length > limit) throw new OverLimit(limit);
      if (read === 0) return bytes.subarray(0, length);
      if (length === bytes.length) bytes = larger(bytes, limit + 1);
    }
  });
}

/** As `readFile`, of the first bytes only, however long the file is. */
export function readBeginning(path: string, length: number): Buffer {
  return opened(path, (descriptor) => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0));
  });
}

function opened<T>(path: string, read: (descriptor: number, stats: Stats) => T): T {
  const descriptor = open(path);
  try {
    // Of what was opened, and not of the name, which may lead elsewhere by now.
    const stats = fstatSync(descriptor);
    refuseIrregular(stats);
    return read(descriptor, stats);
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    // A socket, and a device that is not there, cannot be opened: what they are is the better answer.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats) refuseIrregular(stats);
    throw error;
  }
}

function refuseIrregular(stats: Stats): void {
  if (stats.isFile()) return;
  const kinds = [
    { is: stats.isDirectory(), noun: "a directory" },
    { is: stats.isFIFO(), noun: "a pipe" },
    { is: stats.isSocket(), noun: "a socket" },
    { is: stats.isCharacterDevice() || stats.isBlockDevice(), noun: "a device" },
  ];
  const noun = kinds.find(({ is }) => is)?.noun ?? "something else";
  throw new UnreadFile(`is ${noun}, not a regular file`);
}

function larger(bytes: Buffer, most: number): Buffer {
  const longer = Buffer.allocUnsafe(Math.min(2 * bytes.length + 64 * 1024, most));
  bytes.copy(longer);
  return longer;
}

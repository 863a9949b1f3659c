import { fstatSync } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { isatty } from "node:tty";
import { InputError } from "../inventory/input-error";
import { pathError } from "../inventory/terraform-files";
import { errorCode } from "./error-code";
import { DEFAULT_LIMIT, overLimit } from "./size-limit";

const STANDARD_INPUT = "standard input";
const EXPECTED = "Give a file, or - for standard input.";
const TERMINAL = "is a terminal, where no JSON comes from";
const DIRECTORY = "is a directory";
const CHUNK = 1024 * 1024;

export interface InputOptions {
  /**
   * The most bytes that are read.
   * @default 512 MiB
   */
  readonly limit?: number;
  /**
   * What should be given, as a sentence: the end of every error but that of the limit.
   * @default a file, or standard input
   */
  readonly expected?: string;
  /** @default that of the process */
  readonly standardInput?: Readable & { readonly isTTY?: boolean };
}

/**
 * The bytes of a file, pipe or device; of standard input where the path is `-`. Bytes, since no text can be as long as
 * a plan may be.
 *
 * @throws InputError for what is missing, unreadable or a terminal, and for what has no end within the limit.
 */
export async function readInput(path: string, options: InputOptions = {}): Promise<Buffer> {
  const { limit = DEFAULT_LIMIT, expected = EXPECTED, standardInput = process.stdin } = options;
  const name = path === "-" ? STANDARD_INPUT : path;
  const refuse = (problem: string): InputError => pathError(name, `${problem}. ${expected}`);
  try {
    return await (path === "-" ? readStandardInput(standardInput, limit, refuse) : readFile(path, limit, refuse));
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = errorCode(error) ?? "unknown reason";
    if (code === "ENOENT") throw refuse("does not exist");
    if (code === "EISDIR") throw refuse(DIRECTORY);
    throw refuse(`cannot be read (${code})`);
  }
}

async function readStandardInput(
  input: Readable & { readonly isTTY?: boolean },
  limit: number,
  refuse: (problem: string) => InputError,
): Promise<Buffer> {
  if (input.isTTY) throw refuse(TERMINAL);
  // Node gives an empty stream for one.
  if (input === process.stdin && fstatSync(0).isDirectory()) throw refuse(DIRECTORY);
  return bytesOf(input, STANDARD_INPUT, CHUNK, limit);
}

async function readFile(path: string, limit: number, refuse: (problem: string) => InputError): Promise<Buffer> {
  const file = await open(path);
  try {
    if (isatty(file.fd)) throw refuse(TERMINAL);
    const { size } = await file.stat();
    if (size > limit) throw pathError(path, overLimit(limit));
    const stream = file.createReadStream({ highWaterMark: CHUNK, autoClose: false });
    return await bytesOf(stream, path, size, limit);
  } finally {
    await file.close();
  }
}

/** @param expected how many bytes there may be; a pipe does not tell */
async function bytesOf(stream: Readable, name: string, expected: number, limit: number): Promise<Buffer> {
  let bytes = Buffer.allocUnsafe(expected);
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const end = length + chunk.length;
    if (end > limit) throw pathError(name, overLimit(limit));
    if (end > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, Math.min(2 * bytes.length, limit)));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    chunk.copy(bytes, length);
    length = end;
  }
  return bytes.subarray(0, length);
}

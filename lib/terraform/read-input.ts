import { fstatSync } from "node:fs";
import type { Readable } from "node:stream";
import { OverLimit, readFile, UnreadFile } from "../files/read-file";
import { pathError } from "../configuration/terraform-files";
import { errorCode } from "./error-code";
import { DEFAULT_LIMIT, ENLARGE } from "./size-limit";

const STANDARD_INPUT = "standard input";
const EXPECTED = "Give a file, or - for standard input.";
const CHUNK = 1024 * 1024;

export interface InputOptions {
  /**
   * The most bytes that are read.
   * @default 512 MiB
   */
  readonly limit?: number;
  /**
   * What to do about more bytes, as a sentence.
   * @default a larger limit
   */
  readonly enlarge?: string;
  /**
   * What should be given, as a sentence: the end of every other error.
   * @default a file, or standard input
   */
  readonly expected?: string;
  /** @default that of the process */
  readonly standardInput?: Readable & { readonly isTTY?: boolean };
}

/**
 * The bytes of a file; of standard input where the path is `-`, whatever that is. Bytes, since no text can be as long
 * as a plan may be.
 *
 * @throws InputError for what is missing, unreadable, no regular file or a terminal, and for what has more bytes.
 */
export async function readInput(path: string, options: InputOptions = {}): Promise<Buffer> {
  const { limit = DEFAULT_LIMIT, expected = EXPECTED, enlarge = ENLARGE, standardInput = process.stdin } = options;
  const name = path === "-" ? STANDARD_INPUT : path;
  try {
    return path === "-" ? await readStandardInput(standardInput, limit) : readFile(path, limit);
  } catch (error) {
    if (error instanceof UnreadFile) {
      throw pathError(name, `${error.message}. ${error instanceof OverLimit ? enlarge : expected}`);
    }
    const code = errorCode(error) ?? "unknown reason";
    throw pathError(name, `${code === "ENOENT" ? "does not exist" : `cannot be read (${code})`}. ${expected}`);
  }
}

async function readStandardInput(input: Readable & { readonly isTTY?: boolean }, limit: number): Promise<Buffer> {
  if (input.isTTY) throw new UnreadFile("is a terminal, where no JSON comes from");
  // Node gives an empty stream for one.
  if (input === process.stdin && fstatSync(0).isDirectory()) throw new UnreadFile("is a directory");
  let bytes = Buffer.allocUnsafe(CHUNK);
  let length = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const end = length + chunk.length;
    if (end > limit) throw new OverLimit(limit);
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

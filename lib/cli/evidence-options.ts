import { type Command, InvalidArgumentError, Option } from "commander";
import type { LiveKeys } from "../listing/live-keys";
import { LISTING_EXPECTED, readLiveKeys } from "../listing/live-keys-reader";
import { readInput } from "../terraform/read-input";
import type { CommandLine } from "./command-line";
import { addVariableFiles, type VariableFileOptions } from "./variable-files";

/** What the commands on plans and states are told beside what they look at. */
export interface EvidenceOptions extends VariableFileOptions {
  /** The synthesised configuration of what was given as files. */
  readonly config?: string;
  readonly keys?: string;
  /** In bytes. */
  readonly maxSize?: number;
  readonly showIds?: true;
}

/** A listing of an account with more keys than any has. */
const LONGEST_LISTING = 64 * 1024 * 1024;
const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Adds `--config`, `--var-file`, `--keys`, `--max-size` and `--show-ids`. */
export function addEvidenceOptions(command: Command): Command {
  command.option(
    "--config <dir>",
    "the synthesised configuration of the files: consumers, acknowledgements, source lines",
  );
  return addVariableFiles(command)
    .option("--keys <file>", "a listing of the account's live AccessKeys (docs/keys.md), so that all of them count")
    .addOption(
      new Option(
        "--max-size <size>",
        "most bytes that are read of one plan or state, such as 800M (default: 512M)",
      ).argParser(sizeOf),
    )
    .option("--show-ids", "show AccessKey ids in full, not as first and last four characters");
}

/** @throws InputError for a listing that cannot be read, or that is none. */
export async function liveKeysOf(
  { keys }: EvidenceOptions,
  { now }: Pick<CommandLine, "now">,
): Promise<LiveKeys | null> {
  if (keys === undefined) return null;
  const bytes = await readInput(keys, {
    limit: LONGEST_LISTING,
    enlarge: LISTING_EXPECTED,
    expected: LISTING_EXPECTED,
  });
  return readLiveKeys(bytes.toString("utf8"), keys, now);
}

function sizeOf(text: string): number {
  const [, digits = "", unit = ""] = /^(\d{1,15})([KMG]?)$/i.exec(text) ?? [];
  const size = Number(digits) * (UNITS[unit.toUpperCase()] ?? 0);
  if (!(size > 0) || !Number.isSafeInteger(size)) {
    throw new InvalidArgumentError("Give a number of bytes, or one with K, M or G, such as 800M.");
  }
  return size;
}

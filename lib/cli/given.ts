import { statSync } from "node:fs";
import { basename } from "node:path";
import type { DocumentKind, JsonDocument } from "../plans/json-document";
import { readJsonDocument } from "../plans/json-document";
import { InputError } from "../files/input-error";
import { pathError } from "../configuration/terraform-files";
import { readInput } from "../terraform/read-input";
import type { CommandLine } from "./command-line";

export const STANDARD_INPUT = "-";
const EXPECTED =
  'Give a synthesised directory ("cdktf synth" writes cdktf.out), a file with the output of "terraform show -json", ' +
  "or pipe that";

/** What a command on plans or states is to look at. */
export type Given =
  | { readonly kind: "directory"; readonly directory: string }
  | { readonly kind: "files"; readonly files: readonly string[] };

/** A document that was read from a file. */
export interface NamedDocument {
  /** What reports call it where no configuration says how its stack is called. */
  readonly name: string;
  readonly file: string;
  readonly document: JsonDocument;
}

/**
 * One directory, in which Terraform runs, or files.
 *
 * @throws InputError for a directory beside something else, and for a file that is given twice
 */
export function givenBy(paths: readonly string[]): Given {
  const directory = paths.find(isDirectory);
  if (directory !== undefined) {
    if (paths.length === 1) return { kind: "directory", directory };
    throw pathError(directory, "is a directory, and something else was given too. Give one directory, or files only.");
  }
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) {
    const name = twice === STANDARD_INPUT ? "- (standard input)" : twice;
    throw pathError(name, "was given twice. Give it once.");
  }
  return { kind: "files", files: paths };
}

/**
 * @param pipe the command with which it is piped, for errors to give
 * @throws InputError for the first of them that cannot be read, or is not of these kinds.
 */
export async function readDocuments(
  files: readonly string[],
  wanted: readonly DocumentKind[],
  pipe: string,
  limit: number | undefined,
  { standardInput }: CommandLine,
): Promise<NamedDocument[]> {
  const documents: NamedDocument[] = [];
  const names = namesOf(files);
  for (const [index, file] of files.entries()) {
    const name = names[index] ?? file;
    const bytes = await readInput(file, {
      expected: `${EXPECTED}: ${pipe}`,
      ...(limit !== undefined && { limit }),
      ...(standardInput && { standardInput }),
    });
    documents.push({ name, file, document: readJsonDocument(bytes, file === STANDARD_INPUT ? name : file, wanted) });
  }
  return documents;
}

/** Names of files without their directories, where those are not needed to tell them apart. */
function namesOf(files: readonly string[]): string[] {
  const short = files.map((file) => (file === STANDARD_INPUT ? "standard input" : basename(file)));
  return short.map((name, index) => (short.indexOf(name) === short.lastIndexOf(name) ? name : (files[index] ?? name)));
}

/** What cannot be looked at is for the reader of files to tell. */
function isDirectory(path: string): boolean {
  if (path === STANDARD_INPUT) return false;
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** @throws InputError for an option that says what the directory itself says. */
export function refuseForDirectory(option: string, value: unknown, why: string): void {
  if (value !== undefined) throw new InputError(`${option} is for files: ${why}. Leave it out.`);
}

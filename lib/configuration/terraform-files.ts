import { isUtf8 } from "node:buffer";
import { readdirSync, statSync, type Stats } from "node:fs";
import { basename } from "node:path";
import { readFile, UnreadFile } from "../files/read-file";
import type { ConfigurationFile } from "./blocks";
import { isConfigurationFile, isHcl } from "./file-kinds";
import { commentsIn } from "./hcl-comments";
import { parseHcl, terraformJsonOf } from "./hcl";
import { InputError } from "../files/input-error";
import { isObject, objectsIn, type JsonObject } from "../json/json";
import { parseTerraformJson } from "../json/strict-json";

/** More than any configuration; reading it would only end in running out of memory. */
const MAXIMUM_BYTES = 256 * 1024 * 1024;
/** The HCL library, which may have to read all of it, needs two hundred times the size of a file. */
const MAXIMUM_HCL_BYTES = 4 * 1024 * 1024;
/** What would break the line, or act on the terminal, on which an error names a file. */
const BREAKING = /[\p{Cc}\u2028\u2029]/gu;
/** What may be given, for the errors about what was given instead. */
export const EXPECTED =
  "Give a synthesised directory (cdktf.out), a directory with *.tf or *.tf.json files, or one such file.";

const VARIABLES_EXPECTED = "Values of variables stand in a file *.tfvars or *.tfvars.json.";

/** An error about a file or directory, whose name may be anything that a file system takes. */
export function pathError(path: string, problem: string): InputError {
  return new InputError(`${shownPath(path)}: ${problem}`);
}

/** A path on one line. */
function shownPath(path: string): string {
  return path.replace(BREAKING, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * Reads one file of a configuration.
 *
 * @throws InputError for what is missing, unreadable, no configuration, or could be read in two ways.
 */
export function readConfigurationFile(path: string): ConfigurationFile {
  const content = isHcl(path) ? readHclConfiguration(path) : readJson(path);
  const isConfigurationShaped = isObject(content) || (Array.isArray(content) && content.every(isObject));
  if (!isConfigurationShaped) {
    const got = content === null ? "null" : Array.isArray(content) ? "a list with other things" : `a ${typeof content}`;
    throw pathError(path, `holds ${got}; a Terraform configuration is a JSON object. ${EXPECTED}`);
  }
  for (const root of objectsIn(content)) {
    const other = otherDocument(root);
    if (other !== null) throw pathError(path, `is ${other}, not a configuration. ${EXPECTED}`);
  }
  return { name: path, content };
}

/** Comments are kept where Terraform JSON has them: a credential in one is written all the same. */
function readHclConfiguration(path: string): JsonObject {
  const text = readHclText(path);
  const content = terraformJsonOf(parseHcl(text, shownPath(path)));
  const comments = commentsIn(text);
  return comments.length === 0 ? content : { ...content, "//": { [basename(path)]: comments } };
}

/**
 * Reads one file with values of variables, which is HCL unless its name says JSON. In JSON they are no templates, other
 * than anywhere else: what looks like one is escaped.
 *
 * @throws InputError as for a configuration.
 */
export function readVariableFile(path: string): ConfigurationFile {
  if (isConfigurationFile(path)) throw pathError(path, `is a part of a configuration. ${VARIABLES_EXPECTED}`);
  const content = path.endsWith(".json") ? readVariableJson(path) : readVariableHcl(path);
  if (!isObject(content)) throw pathError(path, `is no object of values. ${VARIABLES_EXPECTED}`);
  return { name: path, content };
}

function readVariableHcl(path: string): unknown {
  return parseHcl(utf8(path, readBytes(path, MAXIMUM_HCL_BYTES, VARIABLES_EXPECTED)), shownPath(path));
}

function readVariableJson(path: string): unknown {
  const text = readBytes(path, MAXIMUM_BYTES, VARIABLES_EXPECTED).toString("utf8");
  return parseTerraformJson(text.replace(/([$%])\{/g, "$1$1{"), shownPath(path));
}

/** Reads a file as JSON in which Terraform would see nothing else than this does. */
export function readJson(path: string): unknown {
  return parseTerraformJson(readText(path), shownPath(path));
}

export function readText(path: string): string {
  return readBytes(path, MAXIMUM_BYTES).toString("utf8");
}

function readHclText(path: string): string {
  return utf8(path, readBytes(path, MAXIMUM_HCL_BYTES));
}

function utf8(path: string, bytes: Buffer): string {
  if (!isUtf8(bytes)) throw pathError(path, "is not UTF-8, as Terraform needs it. Save the file as UTF-8.");
  return bytes.toString("utf8");
}

function readBytes(path: string, maximum: number, expected = EXPECTED): Buffer {
  return reading(path, () => readFile(path, maximum), expected);
}

/** The names in a directory that Terraform looks at, sorted. */
export function namesIn(directory: string): string[] {
  return reading(directory, () => readdirSync(directory))
    .filter((name) => !name.startsWith("."))
    .sort();
}

export function statsOf(path: string): Stats {
  return reading(path, () => statSync(path));
}

function reading<T>(path: string, read: () => T, expected = EXPECTED): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadFile) throw pathError(path, `${error.message}. ${expected}`);
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
    const hint = expected === EXPECTED ? ' Run "cdktf synth" first.' : "";
    if (code === "ENOENT") throw pathError(path, `does not exist. ${expected}${hint}`);
    throw pathError(path, `cannot be read (${code}). Check its permissions. ${expected}`);
  }
}

/** What else of Terraform a JSON document is, where it says so. */
function otherDocument(root: object): string | null {
  const has = (name: string): boolean => Object.hasOwn(root, name);
  if (has("format_version") && (has("planned_values") || has("resource_changes"))) return "a plan";
  if (has("format_version") && has("values")) return "a state";
  if (has("format_version") && has("provider_schemas")) return "a provider schema";
  if (has("terraform_version") && has("serial")) return "a state file";
  if (has("stacks") && has("version")) return "the manifest of a synthesised directory: give that directory";
  return null;
}

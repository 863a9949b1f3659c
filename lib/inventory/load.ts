import { readdirSync, readFileSync, statSync, type Stats } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { InputError } from "./input-error";
import { isObject, member, objectsIn, stringMember } from "./json";
import type { ConfigurationStack } from "./scope";
import { parseTerraformJson } from "./strict-json";

export type { ConfigurationStack } from "./scope";

/** More than any configuration; reading it would only end in running out of memory. */
const MAXIMUM_BYTES = 256 * 1024 * 1024;
const EXPECTED =
  "Give a synthesised directory (cdktf.out), a directory with *.tf.json files, or one Terraform JSON file.";

/**
 * Reads configurations from the file system: synthesised directories (with or without their manifest), directories with
 * `*.tf.json` files, and single files. What Terraform would read beside them but this does not, HCL, is named in
 * `notRead`.
 *
 * @throws InputError for what is missing, unreadable, no Terraform JSON, or could be read in two ways.
 */
export function loadConfiguration(paths: readonly string[]): ConfigurationStack[] {
  const stacks = new Map<string, ConfigurationStack>();
  const add = (place: string, stack: ConfigurationStack): unknown => stacks.set(resolve(place), stack);
  for (const path of paths) {
    const stats = statsOf(path);
    if (stats.isDirectory()) for (const [directory, stack] of loadDirectory(path)) add(directory, stack);
    else if (!stats.isFile()) throw new InputError(`${path}: is neither a file nor a directory. ${EXPECTED}`);
  }
  for (const path of paths) {
    // A file is read as a part of its directory when that was given too.
    if (statsOf(path).isFile() && !stacks.has(dirname(resolve(path)))) add(path, loadFile(path));
  }
  return withOwnNames(stacks);
}

function loadDirectory(path: string): [string, ConfigurationStack][] {
  const names = namesIn(path);
  if (names.includes("manifest.json")) return loadManifest(path);
  if (names.some(isConfiguration)) return [[path, loadStack(path)]];
  const inner = names.includes("stacks") ? join(path, "stacks") : null;
  if (inner !== null && statsOf(inner).isDirectory()) {
    const directories = namesIn(inner).map((name) => join(inner, name));
    const found = directories.filter((each) => statsOf(each).isDirectory() && namesIn(each).some(isConfiguration));
    if (found.length > 0) return found.map((each) => [each, loadStack(each)]);
  }
  if (names.some(isUnread)) {
    throw new InputError(
      `${path}: has HCL files only, which are not read. ${EXPECTED} A CDKTF app is synthesised as JSON without --hcl.`,
    );
  }
  const problem = names.length === 0 ? "is empty" : "has neither a manifest.json nor a *.tf.json file";
  throw new InputError(`${path}: ${problem}. ${EXPECTED} Run "cdktf synth" first.`);
}

function loadManifest(path: string): [string, ConfigurationStack][] {
  const file = join(path, "manifest.json");
  const stacks = member(parseTerraformJson(readText(file), file), "stacks");
  const entries = isObject(stacks) ? Object.entries(stacks) : [];
  if (entries.length === 0) {
    throw new InputError(`${file}: lists no stacks. Run "cdktf synth" again; the manifest is written at its end.`);
  }
  return entries.map(([name, stack]) => {
    const synthesised = stringMember(stack, "synthesizedStackPath");
    if (synthesised === null) {
      throw new InputError(`${file}: the stack ${JSON.stringify(name)} has no synthesizedStackPath. Synthesise again.`);
    }
    const place = join(path, synthesised);
    if (!statsOf(place).isFile()) throw new InputError(`${place}: is not a file, but the manifest names it as one.`);
    return [dirname(place), { ...loadStack(dirname(place)), name }];
  });
}

/** A directory as Terraform reads it: all its files together. */
function loadStack(directory: string): ConfigurationStack {
  const names = namesIn(directory).filter((name) => !name.startsWith("."));
  const files = names.filter((name) => name.endsWith(".tf.json")).map((name) => loadContent(join(directory, name)));
  const [content] = files.map((file) => file.content);
  return {
    name: stackName(content) ?? basename(resolve(directory)),
    files,
    hcl: names.includes("cdk.tf"),
    directory: resolve(directory),
    notRead: names.filter(isUnread).map((name) => join(directory, name)),
  };
}

function loadFile(path: string): ConfigurationStack {
  if (/\.(?:tf|tofu)$/.test(path)) throw new InputError(`${path}: is HCL, which is not read. ${EXPECTED}`);
  const file = loadContent(path);
  const name = stackName(file.content) ?? basename(path);
  return { name, files: [file], hcl: false, directory: dirname(resolve(path)), notRead: [] };
}

/** The name that cdktf notes in the file. */
function stackName(content: unknown): string | null {
  return stringMember(member(member(content, "//"), "metadata"), "stackName");
}

function loadContent(path: string): { name: string; content: unknown } {
  const content = parseTerraformJson(readText(path), path);
  const isConfigurationShaped = isObject(content) || (Array.isArray(content) && content.every(isObject));
  if (!isConfigurationShaped) {
    const got = content === null ? "null" : Array.isArray(content) ? "a list with other things" : `a ${typeof content}`;
    throw new InputError(`${path}: holds ${got}; a Terraform configuration is a JSON object. ${EXPECTED}`);
  }
  for (const root of objectsIn(content)) {
    const other = otherDocument(root);
    if (other !== null) throw new InputError(`${path}: is ${other}, not a configuration. ${EXPECTED}`);
  }
  return { name: path, content };
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

function isConfiguration(name: string): boolean {
  return !name.startsWith(".") && (name.endsWith(".tf.json") || name === "cdk.tf");
}

function isUnread(name: string): boolean {
  return !name.startsWith(".") && /\.(?:tf|tofu|tofu\.json)$/.test(name);
}

/** Stacks of several directories may have one name; then each goes by its directory or file. */
function withOwnNames(stacks: ReadonlyMap<string, ConfigurationStack>): ConfigurationStack[] {
  const count = new Map<string, number>();
  for (const { name } of stacks.values()) count.set(name, (count.get(name) ?? 0) + 1);
  return [...stacks].map(([place, stack]) =>
    (count.get(stack.name) ?? 0) > 1 ? { ...stack, name: relative(process.cwd(), place) || stack.name } : stack,
  );
}

function readText(path: string): string {
  const { size } = statsOf(path);
  if (size > MAXIMUM_BYTES) {
    throw new InputError(
      `${path}: has ${size} bytes; at most ${MAXIMUM_BYTES} are read. Is it a configuration at all?`,
    );
  }
  return reading(path, () => readFileSync(path, "utf8"));
}

function namesIn(directory: string): string[] {
  return reading(directory, () => readdirSync(directory).sort());
}

function statsOf(path: string): Stats {
  return reading(path, () => statSync(path));
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
    if (code === "ENOENT") throw new InputError(`${path}: does not exist. ${EXPECTED} Run "cdktf synth" first.`);
    throw new InputError(`${path}: cannot be read (${code}). Check its permissions. ${EXPECTED}`);
  }
}

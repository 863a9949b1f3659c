import { basename, dirname, join, relative, resolve } from "node:path";
import type { ConfigurationFile } from "./blocks";
import {
  configurationFilesIn,
  HCL_OUTPUT,
  isConfigurationFile,
  isVariableFile,
  notReadIn,
  variableFilesIn,
} from "./file-kinds";
import { member, stringMember } from "../json/json";
import { readLocalModules } from "./local-modules";
import { withNewerSources } from "./newer-sources";
import type { ConfigurationStack } from "./scope";
import { SYNTHESIS_MANIFEST, synthesisedStacks } from "./synthesised-stacks";
import { EXPECTED, namesIn, pathError, readConfigurationFile, readVariableFile, statsOf } from "./terraform-files";

export type { ConfigurationStack } from "./scope";

/**
 * Reads configurations from the file system: synthesised directories (with or without their manifest), directories with
 * `*.tf` and `*.tf.json` files, and single files; with the local modules that they call. What Terraform would read
 * beside them but this does not is named in `notRead`, and so is what is newer than its synthesis.
 *
 * @param variableFiles files with values of variables, which count for all of them, after those that Terraform reads by
 * itself and the last of them most; a configuration takes from them what it declares
 * @throws InputError for what is missing, unreadable, no configuration, or could be read in two ways.
 */
export function loadConfiguration(
  paths: readonly string[],
  variableFiles: readonly string[] = [],
): ConfigurationStack[] {
  const stacks = new Map<string, ConfigurationStack>();
  const add = (place: string, stack: ConfigurationStack): unknown => stacks.set(resolve(place), stack);
  for (const path of paths) {
    const stats = statsOf(path);
    if (stats.isDirectory()) for (const [directory, stack] of loadDirectory(path)) add(directory, stack);
    else if (!stats.isFile()) throw pathError(path, `is neither a file nor a directory. ${EXPECTED}`);
  }
  // A file is read as a part of its directory when that was given too.
  const files = paths.filter((path) => statsOf(path).isFile() && !stacks.has(dirname(resolve(path))));
  for (const [place, group] of byConfiguration(files)) add(place, loadFiles(group));
  const given = variableFiles.map(readVariableFile);
  return withNewerSources(withOwnNames(stacks)).map((stack) => withVariableFiles(stack, given));
}

/** What was given on request is read, and so is no gap any more. */
function withVariableFiles(stack: ConfigurationStack, given: readonly ConfigurationFile[]): ConfigurationStack {
  if (given.length === 0) return stack;
  const read = new Set(given.map(({ name }) => resolve(name)));
  return {
    ...stack,
    variableFiles: [...(stack.variableFiles ?? []), ...given],
    notRead: (stack.notRead ?? []).filter(({ what }) => !isVariableFile(what) || !read.has(resolve(what))),
  };
}

/** Files of one directory are parts of one configuration, if Terraform would read them there. */
function byConfiguration(files: readonly string[]): Map<string, [string, ...string[]]> {
  const groups = new Map<string, [string, ...string[]]>();
  const seen = new Set<string>();
  for (const file of files) {
    const path = resolve(file);
    if (seen.has(path)) continue;
    seen.add(path);
    const place = isConfigurationFile(path) ? dirname(path) : path;
    const group = groups.get(place);
    if (group) group.push(file);
    else groups.set(place, [file]);
  }
  return groups;
}

function loadDirectory(path: string): [string, ConfigurationStack][] {
  const names = namesIn(path);
  const own: [string, ConfigurationStack][] = names.some(isConfigurationFile) ? [[path, loadStack(path)]] : [];
  // Terraform runs in the directory whatever else lies there, so that a manifest adds to it and replaces nothing.
  if (names.includes(SYNTHESIS_MANIFEST)) return [...own, ...loadManifest(path, own.length > 0)];
  if (own.length > 0) return own;
  const inner = names.includes("stacks") ? join(path, "stacks") : null;
  if (inner !== null && statsOf(inner).isDirectory()) {
    const directories = namesIn(inner).map((name) => join(inner, name));
    const found = directories.filter((each) => statsOf(each).isDirectory() && namesIn(each).some(isConfigurationFile));
    if (found.length > 0) return found.map((each) => [each, loadStack(each)]);
  }
  const problem = names.length === 0 ? "is empty" : "has neither a manifest.json nor a *.tf or *.tf.json file";
  throw pathError(path, `${problem}. ${EXPECTED} Run "cdktf synth" first.`);
}

function loadManifest(path: string, mayBeOther: boolean): [string, ConfigurationStack][] {
  return synthesisedStacks(path, mayBeOther).map(({ name, directory }) => {
    return [directory, { ...loadStack(directory), name }];
  });
}

/** A directory as Terraform reads it: all its files together. */
function loadStack(directory: string): ConfigurationStack {
  const names = namesIn(directory);
  const variableFiles = variableFilesIn(names);
  const configuration = configurationFilesIn(names);
  return {
    ...stackOf(directory, configuration, [...configuration, ...variableFiles], basename(resolve(directory))),
    variableFiles: variableFiles.map((name) => readVariableFile(join(directory, name))),
    hcl: names.includes(HCL_OUTPUT),
  };
}

/** Files of one directory, without the others that lie there. */
function loadFiles(paths: readonly [string, ...string[]]): ConfigurationStack {
  const [first] = paths;
  const values = paths.find(isVariableFile);
  if (values !== undefined) throw pathError(values, `holds values of variables, not a configuration. ${EXPECTED}`);
  const given = paths.map((path) => basename(path));
  const names = given.filter((name) => name !== HCL_OUTPUT);
  const directory = dirname(first);
  const name = paths.length === 1 ? basename(first) : basename(resolve(directory));
  const stack = stackOf(directory, names, given.every(isConfigurationFile) ? names : null, name);
  return { ...stack, hcl: names.length < given.length };
}

/** @param read the names in the directory that are read; null where the others have nothing to do with them */
function stackOf(
  directory: string,
  names: readonly string[],
  read: readonly string[] | null,
  otherwise: string,
): ConfigurationStack {
  const files = names.map((name) => readConfigurationFile(join(directory, name)));
  const { modules, notRead } = readLocalModules(files, directory);
  const [content] = files.map((file) => file.content);
  return {
    name: stackName(content) ?? otherwise,
    files,
    modules,
    hcl: false,
    directory: resolve(directory),
    notRead: [...(read === null ? [] : notReadIn(directory, namesIn(directory), read)), ...notRead],
  };
}

/** The name that cdktf notes in the file. */
function stackName(content: unknown): string | null {
  return stringMember(member(member(content, "//"), "metadata"), "stackName");
}

/** Stacks of several directories may have one name; then each goes by its directory or file. */
function withOwnNames(stacks: ReadonlyMap<string, ConfigurationStack>): ConfigurationStack[] {
  const count = new Map<string, number>();
  for (const { name } of stacks.values()) count.set(name, (count.get(name) ?? 0) + 1);
  return [...stacks].map(([place, stack]) =>
    (count.get(stack.name) ?? 0) > 1 ? { ...stack, name: relative(process.cwd(), place) || stack.name } : stack,
  );
}

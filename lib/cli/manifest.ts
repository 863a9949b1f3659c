import { statSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { Argument, Command, Option } from "commander";
import { readConfiguration } from "../inventory/configuration";
import { InputError } from "../files/input-error";
import type { ConfigurationStack } from "../configuration/load";
import type { Inventory } from "../inventory/model";
import { notReadOf } from "../configuration/not-read";
import { describeChanges, type Change } from "../manifest/changes";
import { manifestOf } from "../manifest/from-inventory";
import type { Manifest } from "../manifest/manifest";
import { manifestFromYaml, manifestToYaml } from "../manifest/yaml";
import { CHANGES_FORMATS } from "../report/changes/formats";
import { FORMATS, type Format } from "../report/formats";
import { notReadLines } from "../report/not-read";
import { printable } from "../report/printable";
import { marksIn } from "../rules/redacted";
import { loadSettings } from "../settings/load-settings";
import { ExitCode } from "./command-line";
import type { Door } from "./door";
import { readManifestFile, writeManifestFile } from "./manifest-file";
import { oneOf } from "./one-of";
import { readRevision } from "./revision";
import { addVariableFiles, loadStacks, type VariableFileOptions } from "./variable-files";
import { version } from "./version";

interface ManifestOptions extends VariableFileOptions {
  readonly output: string;
  readonly check?: true;
  readonly diff?: readonly string[];
  readonly format: Format;
}

const REMEDY = 'run "ramparts manifest", look at what it changed, and commit it';
const EMPTY: Manifest = { accounts: [], acknowledgements: [], unresolved: [] };

/** `ramparts manifest`: every credential of a configuration in a file that a team commits and reviews. */
export function manifestCommand(commandLine: Door, finish: (code: ExitCode) => void): Command {
  const command = new Command("manifest")
    .description("write what credentials a configuration declares to a file that is committed and reviewed")
    .addArgument(new Argument("[path...]", "directories and files to read (default: cdktf.out)"))
    .addOption(new Option("--output <file>", "the manifest, here and in git revisions").default("credentials.yaml"))
    .addOption(new Option("--check", "write nothing: say what the manifest lacks").conflicts("diff"))
    .addOption(
      new Option("--diff <manifest...>", "compare two manifests, BASE and HEAD: each a file or a git revision"),
    )
    .addOption(
      new Option("--format <format>", "how to show changes")
        .choices(Object.keys(FORMATS))
        .argParser((value) => oneOf(value, Object.keys(FORMATS)))
        .default("human"),
    );
  return addVariableFiles(command)
    .addHelpText(
      "after",
      `
With --check and --diff it ends with 0 when there is no change, with 1 when there is one, and with 2 when nothing could
be compared. Needs no credentials and no network.`,
    )
    .action(async (paths: string[], options: ManifestOptions) => {
      finish(await manifest(paths, options, commandLine));
    });
}

async function manifest(paths: readonly string[], options: ManifestOptions, commandLine: Door): Promise<ExitCode> {
  const { output, check, diff } = options;
  if (diff && options.varFile) throw new InputError("--var-file is for configurations; --diff compares manifests.");
  if (diff) return report(diffOf(diff, paths, output, commandLine), options, commandLine);
  const { settings } = loadSettings(commandLine.directory);
  const inventory = inventoryOf(paths.length === 0 ? ["cdktf.out"] : paths, options, commandLine);
  const current = manifestOf(inventory, settings.acknowledgements);
  if (check) {
    const changes = describeChanges(readManifestFile(output), current);
    if (changes.length > 0) commandLine.err(`ramparts: ${printable(output)} is stale: ${REMEDY}\n`);
    return report(changes, options, commandLine);
  }
  const written = writeManifestFile(output, manifestToYaml(current), commandLine);
  commandLine.out(`${printable(output)}: ${written ? "written" : "up to date"}\n`);
  return ExitCode.CLEAN;
}

function inventoryOf(paths: readonly string[], options: VariableFileOptions, door: Door): Inventory {
  const stacks = loadStacks(paths, options, door);
  const inventory = readConfiguration(stacks.map(withStableName));
  door.learn(marksIn([inventory]));
  for (const line of notReadLines(door.shown(notReadOf([...stacks, ...inventory.stacks]))))
    door.err(`ramparts: ${line}\n`);
  return inventory;
}

/** A directory at or above this one is called differently on every machine; its way from here is not. */
function withStableName(stack: ConfigurationStack): ConfigurationStack {
  const { name, directory } = stack;
  if (directory === undefined || name !== basename(resolve(directory))) return stack;
  const way = relative(process.cwd(), directory).replaceAll("\\", "/");
  return way === "" || /^[./]+$/.test(way) ? { ...stack, name: way || "." } : stack;
}

function diffOf(names: readonly string[], paths: readonly string[], output: string, commandLine: Door): Change[] {
  const [base, head] = names;
  if (base === undefined || head === undefined || names.length > 2 || paths.length > 0) {
    const given = [...paths, ...names].map((name) => JSON.stringify(name)).join(", ");
    throw new InputError(`--diff takes two manifests, BASE and HEAD, and nothing else, but got ${given}.`);
  }
  const [before, after] = [manifestAt(base, output, commandLine), manifestAt(head, output, commandLine)];
  // Where neither has the file, its name is wrong more often than there is nothing to compare.
  if (before === EMPTY && after === EMPTY) {
    throw new InputError(`Neither ${base} nor ${head} has ${output}. Name the manifest with --output.`);
  }
  return describeChanges(before, after);
}

/** A file where there is one of that name, else the manifest of a git revision; of one before there was any, none. */
function manifestAt(name: string, output: string, { err }: Door): Manifest {
  if (statSync(name, { throwIfNoEntry: false })?.isFile()) return readManifestFile(name);
  const content = readRevision(name, output);
  if (content !== null) return manifestFromYaml(content, `${name}:${output}`);
  err(`ramparts: ${printable(name)} has no ${printable(output)}: taken as one without credentials\n`);
  return EMPTY;
}

async function report(changes: readonly Change[], { format, output }: ManifestOptions, door: Door): Promise<ExitCode> {
  const context = { version: version(), file: output, colors: door.colors };
  await door.outPieces(CHANGES_FORMATS[format](door.shown(changes), context));
  return changes.length === 0 ? ExitCode.CLEAN : ExitCode.FINDINGS;
}

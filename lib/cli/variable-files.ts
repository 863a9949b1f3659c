import { type Command, Option } from "commander";
import { isObject } from "../json/json";
import { loadConfiguration, type ConfigurationStack } from "../configuration/load";
import { createScopes } from "../configuration/scope";
import { named, quote } from "../text/wording";
import { printable } from "../report/printable";
import type { Door } from "./door";

export interface VariableFileOptions {
  readonly varFile?: readonly string[];
}

/** Adds `--var-file`. */
export function addVariableFiles(command: Command): Command {
  return command.addOption(
    new Option(
      "--var-file <file>",
      "values of variables, as Terraform takes them; may be given several times, and the last one counts",
    ).argParser((file, files: readonly string[] = []) => [...files, file]),
  );
}

/**
 * Reads configurations with the values that their variables are given, and remembers what in them is secret. What no
 * configuration declares has no effect, and is told, as Terraform does: it may be a slip of the pen.
 *
 * @throws InputError for what cannot be read
 */
export function loadStacks(
  paths: readonly string[],
  { varFile = [] }: VariableFileOptions,
  door: Door,
): ConfigurationStack[] {
  const stacks = loadConfiguration(paths, varFile);
  door.learnFrom(stacks);
  if (varFile.length > 0) for (const line of unusedLines(stacks, varFile)) door.err(`ramparts: ${line}\n`);
  return stacks;
}

function unusedLines(stacks: readonly ConfigurationStack[], varFile: readonly string[]): string[] {
  const roots = createScopes(stacks).filter(({ call }) => call === null);
  const declared = new Set(
    roots.flatMap(({ blocks }) => blocks.all.flatMap(({ kind, labels }) => (kind === "variable" ? labels : []))),
  );
  const given = (stacks[0]?.variableFiles ?? []).slice(-varFile.length);
  return given.flatMap(({ name: file, content }) => {
    const unused = Object.keys(isObject(content) ? content : {}).filter((name) => !declared.has(name));
    const which = unused.length === 1 ? "the variable" : "the variables";
    const names = named(unused.map((name) => quote(printable(name))));
    return unused.length === 0 ? [] : [`${printable(file)}: no configuration declares ${which} ${names}`];
  });
}

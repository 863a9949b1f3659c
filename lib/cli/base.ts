import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readConfiguration } from "../inventory/configuration";
import { InputError } from "../files/input-error";
import { loadConfiguration } from "../configuration/load";
import type { Inventory } from "../inventory/model";
import { printable } from "../report/printable";
import type { GuardBase } from "../rules/guard/guard-base";
import type { Settings } from "../rules/settings";
import { NO_SETTINGS, SETTINGS_FILE } from "../rules/settings";
import type { LoadedSettings } from "../settings/load-settings";
import { loadSettings, searched } from "../settings/load-settings";
import { readSettings } from "../settings/settings-reader";
import type { CommandLine } from "./command-line";
import type { VariableFileOptions } from "./variable-files";

/** More than a settings file may have. */
const MAXIMUM_BYTES = 16 * 1024 * 1024;

/**
 * What `--base` names: a synthesised directory, with the ramparts.yaml of its own project, or a git revision, of which
 * only ramparts.yaml can be read, since what is synthesised is not committed.
 *
 * @throws InputError for what is neither, and for what cannot be read.
 */
export function loadBase(
  base: string,
  head: LoadedSettings,
  inventory: Inventory,
  { varFile }: VariableFileOptions,
  commandLine: CommandLine,
): GuardBase {
  if (!existsSync(base)) {
    const settings = baseSettings(base, head, commandLine);
    const how = "give a directory synthesised from it to compare acknowledgements in code and the guard too";
    commandLine.err(`ramparts: only ${SETTINGS_FILE} is compared with the revision ${printable(base)}; ${how}\n`);
    return { inventory, settings };
  }
  const settings = baseSettings(base, head, commandLine);
  return { inventory: readConfiguration(loadConfiguration([base], varFile), settings.quotas), settings };
}

/** The ramparts.yaml alone of what `--base` names. */
export function baseSettings(base: string, head: LoadedSettings, commandLine: CommandLine): Settings {
  if (existsSync(base)) return settingsOf(base, head, commandLine);
  return settingsAt(base, commandLine.directory ?? process.cwd());
}

/** Of a base without a file of its own nothing is known: a base inside the project would find that of the change. */
function settingsOf(base: string, head: LoadedSettings, { err }: CommandLine): Settings {
  const loaded = loadSettings(statSync(base).isDirectory() ? base : dirname(base));
  if (loaded.file === null || loaded.file !== head.file) return loaded.settings;
  err(`ramparts: ${printable(base)} has no ${SETTINGS_FILE} of its own, so that the settings are not compared\n`);
  return head.settings;
}

function settingsAt(revision: string, directory: string): Settings {
  if (git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`) === null) {
    const fix = "Give a directory that cdktf has synthesised, or a revision that this clone has (fetch it first).";
    throw new InputError(`--base ${revision}: is neither a directory nor a git revision. ${fix}`);
  }
  for (const each of searched(resolve(directory))) {
    const text = git(each, "show", `${revision}:./${SETTINGS_FILE}`);
    if (text !== null) return readSettings(text, `${revision}:${SETTINGS_FILE}`);
  }
  return NO_SETTINGS;
}

/** What git prints; null when it fails, or when there is none. */
function git(directory: string, ...args: readonly string[]): string | null {
  try {
    return execFileSync("git", args, {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: MAXIMUM_BYTES,
    });
  } catch {
    return null;
  }
}

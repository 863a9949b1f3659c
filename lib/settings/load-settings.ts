import { existsSync, lstatSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { readFile, UnreadFile } from "../files/read-file";
import { InputError } from "../files/input-error";
import type { Settings } from "../rules/settings";
import { NO_SETTINGS, SETTINGS_FILE } from "../rules/settings";
import { readSettings } from "./settings-reader";

/** The other ending that YAML files have: a team that uses it would believe that its settings hold. */
const MISNAMED = "ramparts.yml";

/** As many as the reader takes characters, each as long as one may be. */
const MAXIMUM_BYTES = 4_000_000;

/** Settings, and the file that they are from; null when there is none. */
export interface LoadedSettings {
  readonly settings: Settings;
  readonly file: string | null;
}

/**
 * Reads the ramparts.yaml of a directory: the nearest one from there up to the folder of the project, which is the
 * first that has a cdktf.json or is the root of a repository. Above that nothing is read: it is somebody else's.
 *
 * @throws InputError for a file that cannot be read or says what is not allowed.
 */
export function loadSettings(directory: string = process.cwd()): LoadedSettings {
  const directories = searched(directory);
  const file = directories.map((each) => join(each, SETTINGS_FILE)).find(isThere);
  if (file === undefined) {
    const misnamed = directories.map((each) => join(each, MISNAMED)).find(isThere);
    if (misnamed === undefined) return { settings: NO_SETTINGS, file: null };
    throw new InputError(
      `${shownPath(misnamed)}: would be ignored, since settings are in ${SETTINGS_FILE}. Rename it.`,
    );
  }
  return { settings: readSettings(textOf(file), shownPath(file)), file };
}

/** The directories in which the file may be, the nearest first. */
export function searched(directory: string): string[] {
  const directories = [resolve(directory)];
  for (const each of directories) {
    const isProject = existsSync(join(each, "cdktf.json")) || existsSync(join(each, ".git"));
    if (!isProject && dirname(each) !== each) directories.push(dirname(each));
  }
  return directories;
}

/** A link that leads nowhere is there, too: a team would believe that its settings hold. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFile(file, MAXIMUM_BYTES);
  } catch (error) {
    if (error instanceof UnreadFile)
      throw new InputError(`${shownPath(file)}: ${error.message}. Write the settings in it.`);
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
    throw new InputError(`${shownPath(file)}: cannot be read (${code}). Check that it is a file and its permissions.`);
  }
  try {
    // Takes a byte-order mark away, which an editor may have left.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${shownPath(file)}: is not UTF-8. Save it as UTF-8.`);
  }
}

/** As it is seen from where the program runs, the same on every system. */
function shownPath(file: string): string {
  return relative(process.cwd(), file).split(sep).join("/");
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { readBlocks, type ConfigurationFile } from "./blocks";
import { configurationFilesIn, isConfigurationFile, notReadIn } from "./file-kinds";
import { InstalledModules } from "./installed-modules";
import { member, objectsIn, stringMember } from "../json/json";
import { addAll } from "../text/lists";
import type { NotRead } from "./not-read";
import type { ConfigurationModule } from "./scope";
import { namesIn, readConfigurationFile } from "./terraform-files";

/** Modules can call modules twice each: so many calls are followed, which is more than anybody can review. */
const MOST_CALLS = 2_000;
/** Terraform refuses a module that calls itself, as it would never end. */
const DEEPEST = 30;

/** A call as it stands in the files of a directory. */
interface Call {
  readonly name: string;
  readonly source: string | null;
}

interface Module {
  readonly files: readonly ConfigurationFile[];
  readonly calls: readonly Call[];
}

/** A configuration, or a module of it, that calls others. */
interface Caller {
  readonly path: readonly string[];
  readonly directory: string;
  readonly calls: readonly Call[];
}

/**
 * Reads the modules that a configuration calls, and those that they call: such as lie beside it in the file system.
 * All others are named as not read.
 *
 * @throws InputError for a file of a module that is no configuration.
 */
export function readLocalModules(
  files: readonly ConfigurationFile[],
  directory: string,
): { modules: ConfigurationModule[]; notRead: NotRead[] } {
  const installed = new InstalledModules(directory);
  const modules: ConfigurationModule[] = [];
  const notRead: NotRead[] = [];
  const known = new Map<string, Module>();
  const callers: Caller[] = [{ path: [], directory, calls: callsIn(files) }];
  for (const caller of callers) {
    for (const { name, source } of caller.calls) {
      const path = [...caller.path, name];
      const what = path.map((each) => `module.${each}`).join(".");
      if (modules.length === MOST_CALLS) {
        notRead.push({
          what,
          why: `there are more than ${MOST_CALLS} calls of modules; this and later ones are left out`,
        });
        return { modules, notRead };
      }
      const place = join(caller.directory, source ?? "");
      const why = problemOf(source, place, path);
      if (why !== null) {
        notRead.push({ what, why });
        continue;
      }
      installed.refuseOther(path, place);
      const module = known.get(place) ?? readModule(place, notRead);
      known.set(place, module);
      modules.push({ path, files: module.files });
      callers.push({ path, directory: place, calls: module.calls });
    }
  }
  return { modules, notRead };
}

function readModule(directory: string, notRead: NotRead[]): Module {
  const names = namesIn(directory);
  const read = configurationFilesIn(names);
  const files = read.map((name) => readConfigurationFile(join(directory, name)));
  // The values of its variables come from the call alone.
  addAll(notRead, notReadIn(directory, names.filter(isConfigurationFile), read));
  return { files, calls: callsIn(files) };
}

function callsIn(files: readonly ConfigurationFile[]): Call[] {
  // All other blocks are none of calls, and there may be tens of thousands of them.
  const onlyCalls = ({ name, content }: ConfigurationFile): ConfigurationFile => ({
    name,
    content: objectsIn(content).map((root) => ({ module: member(root, "module") })),
  });
  const calls = readBlocks("", files.map(onlyCalls)).all;
  return calls.map(({ labels: [name = ""], body }) => ({ name, source: stringMember(body, "source") }));
}

/** Why a module cannot be read: the end of "… was not read, because". */
function problemOf(source: string | null, place: string, path: readonly string[]): string | null {
  if (source === null) return "its source is not written literally";
  if (!/^\.\.?(?:[/\\]|$)/.test(source)) return `its source ${JSON.stringify(source)} is no directory beside it`;
  if (!existsSync(place)) return `its source ${JSON.stringify(source)} does not exist`;
  return path.length > DEEPEST ? `more than ${DEEPEST} modules call one another` : null;
}

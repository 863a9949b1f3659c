import { basename, dirname, join } from "node:path";
import type { Manifest, StackManifest } from "cdktf";
import { RampartsError } from "../checks/ramparts-error";
import { configurationFilesIn } from "../configuration/file-kinds";
import type { ConfigurationStack } from "../configuration/load";
import { readLocalModules } from "../configuration/local-modules";
import type { StackMetadata } from "../configuration/metadata";
import { namesIn, readConfigurationFile, readText } from "../configuration/terraform-files";
import { strictest } from "../rules/profiles/profiles";
import type { GuardState } from "./attach";

type Document = Record<string, unknown>;

/** One stack as it was written. */
export interface WrittenStack {
  readonly constructPath: string;
  /** The file that the manifest names. */
  readonly file: string;
  /** That file, parsed; empty for HCL output, which nobody can look into. */
  readonly document: Document;
  /** All files of the stack, as Terraform and the inventory read them. */
  readonly configuration: ConfigurationStack;
}

/** Reads back what was written: only the files show the overrides of elements and of the stack together. */
export function readWrittenStacks(manifest: Manifest): WrittenStack[] {
  return Object.values(manifest.stacks).map((stack) =>
    stack.synthesizedStackPath.endsWith(".json") ? readJson(manifest.outdir, stack) : hclOutput(manifest.outdir, stack),
  );
}

function hclOutput(outdir: string, { name, constructPath, synthesizedStackPath }: StackManifest): WrittenStack {
  const configuration = { name, files: [], hcl: true };
  return { constructPath, file: join(outdir, synthesizedStackPath), document: {}, configuration };
}

/** Terraform reads all files of the directory, and a synthesizer of one's own may write several. */
function readJson(outdir: string, { name, constructPath, synthesizedStackPath }: StackManifest): WrittenStack {
  const file = join(outdir, synthesizedStackPath);
  const directory = dirname(file);
  const names = configurationFilesIn(namesIn(directory));
  if (!names.includes(basename(file))) {
    throw new RampartsError({
      problem: `the synthesizer of stack ${name} did not write ${synthesizedStackPath}`,
      allowed:
        "the Terraform JSON of a stack in the file that the manifest names; the guard has nothing else to look at",
      fix: "write that file in the synthesizer, or use the one of cdktf",
      path: constructPath,
    });
  }
  const document = JSON.parse(readText(file)) as Document;
  const files = names.map((entry) => ({
    name: join(dirname(synthesizedStackPath), entry),
    content: entry === basename(file) ? document : readConfigurationFile(join(directory, entry)).content,
  }));
  const { modules } = readLocalModules(files, directory);
  return { constructPath, file, document, configuration: { name, files, modules, directory } };
}

/**
 * Notes in the JSON of every stack that the guard has looked at it, the profile that the code asks for, and the
 * acknowledgements that concern it. There `ramparts check`, a plan review and a reader of the pull request find them.
 *
 * @returns the stacks that were changed.
 */
export function recordGuard(
  stacks: readonly WrittenStack[],
  { acknowledgements, profiles }: GuardState,
): WrittenStack[] {
  return stacks.filter(({ configuration, document, constructPath }) => {
    if (configuration.hcl) return false;
    const concerned = acknowledgements.filter(
      ({ path }) => isWithin(constructPath, path) || isWithin(path, constructPath),
    );
    const metadata: StackMetadata = {
      guard: true,
      ...(profiles.length > 0 && { profile: strictest(profiles).name }),
      ...(concerned.length > 0 && { acknowledgements: concerned }),
    };
    const comment = document["//"];
    const members = typeof comment === "object" ? (comment as Document) : {};
    if (JSON.stringify(members["ramparts"]) === JSON.stringify(metadata)) return false;
    document["//"] = { ...members, ramparts: metadata };
    return true;
  });
}

/** Whether a construct path is that of the scope or of something below it. The app has the empty path. */
function isWithin(path: string, scope: string): boolean {
  return scope === "" || path === scope || path.startsWith(`${scope}/`);
}

import { lstatSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { isObject, member, stringMember } from "../json/json";
import { pathError, readJson, statsOf } from "./terraform-files";

/** The list of stacks that a synthesis writes at its end. */
export const SYNTHESIS_MANIFEST = "manifest.json";

/** A stack as the manifest of a synthesis lists it. */
export interface SynthesisedStack {
  readonly name: string;
  /** The directory in which Terraform runs. */
  readonly directory: string;
  /** Names of the stacks that have to be applied before. */
  readonly dependencies: readonly string[];
}

/**
 * The stacks that the manifest of a synthesised directory lists. Whoever wrote the code that was synthesised wrote the
 * manifest as well: it names where cdktf runs Terraform, and what is read here has to be the same place.
 *
 * @param mayBeOther whether a file of that name which lists no stacks may be something else
 * @throws InputError where the two places differ, where one is not inside of the directory, or is reached by a link
 */
export function synthesisedStacks(directory: string, mayBeOther: boolean): SynthesisedStack[] {
  const file = join(directory, SYNTHESIS_MANIFEST);
  const stacks = member(readJson(file), "stacks");
  const entries = isObject(stacks) ? Object.entries(stacks) : [];
  if (entries.length === 0 && !mayBeOther) {
    throw pathError(file, 'lists no stacks. Run "cdktf synth" again; the manifest is written at its end.');
  }
  return entries.map(([name, stack]) => {
    const refused = (problem: string): Error => pathError(file, `${problem} Synthesise again.`);
    const said = stringMember(stack, "name") ?? name;
    if (said !== name) throw refused(`the stack ${JSON.stringify(name)} says that it is ${JSON.stringify(said)}.`);
    const synthesised = inner(stack, "synthesizedStackPath", name, refused);
    const place = dirname(synthesised);
    const working =
      member(stack, "workingDirectory") === undefined ? place : inner(stack, "workingDirectory", name, refused);
    if (working !== place) {
      throw refused(
        `the stack ${JSON.stringify(name)} was written to ${JSON.stringify(place)}, and Terraform would run in ` +
          `${JSON.stringify(working)}.`,
      );
    }
    refuseLinks(directory, synthesised);
    const dependencies = member(stack, "dependencies");
    return {
      name,
      directory: join(directory, place),
      dependencies: Array.isArray(dependencies) ? dependencies.filter((each) => typeof each === "string") : [],
    };
  });
}

/** A path of the manifest that stays inside of the directory. */
function inner(stack: unknown, key: string, name: string, refused: (problem: string) => Error): string {
  const path = stringMember(stack, key);
  if (path === null) throw refused(`the stack ${JSON.stringify(name)} has no ${key}.`);
  const isOutside = isAbsolute(path) || path.split(/[/\\]/).includes("..") || path.includes("\0");
  if (isOutside) {
    throw refused(`${key} of the stack ${JSON.stringify(name)} leads out of the directory: ${JSON.stringify(path)}.`);
  }
  return normalize(path).replace(/(?<=.)[/\\]$/, "");
}

/** A link may lead elsewhere by the time that Terraform runs. */
function refuseLinks(directory: string, synthesised: string): void {
  const place = join(directory, synthesised);
  if (!statsOf(place).isFile()) throw pathError(place, "is not a file, but the manifest names it as one.");
  const isLinked = realpathSync(place) !== join(realpathSync(directory), synthesised);
  if (isLinked || lstatSync(place).isSymbolicLink()) {
    throw pathError(place, "is reached by a symbolic link, which a synthesis does not write. Synthesise again.");
  }
}

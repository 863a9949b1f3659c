import { basename, join, relative, resolve } from "node:path";
import { isConfigurationFile, isTerraformJson } from "../configuration/file-kinds";
import { member, stringMember } from "../json/json";
import { SYNTHESIS_MANIFEST, synthesisedStacks } from "../configuration/synthesised-stacks";
import { namesIn, pathError, readJson, statsOf } from "../configuration/terraform-files";

/** A directory in which Terraform runs. */
export interface StackDirectory {
  /** As the reader of configurations calls the same stack. */
  readonly name: string;
  /** Absolute. */
  readonly directory: string;
  /** Names of the stacks that have to be applied before, as far as the manifest knows. */
  readonly dependencies: readonly string[];
}

/**
 * The stacks of a directory, in the order of its manifest: those of a synthesised app, or the directory itself where it
 * is a configuration. Nothing but the manifest and the names in the directory decides that.
 *
 * @throws InputError when there is no stack, or when the manifest names one that is not there.
 */
export function stacksOf(directory: string): StackDirectory[] {
  if (!statsOf(directory).isDirectory()) {
    throw pathError(directory, "is not a directory, and Terraform runs in one. Give cdktf.out or a configuration's.");
  }
  const names = namesIn(directory);
  const isConfiguration = names.some(isConfigurationFile);
  const stacks = new Map<string, StackDirectory>();
  if (isConfiguration) stacks.set(resolve(directory), ownStack(directory, names));
  if (names.includes(SYNTHESIS_MANIFEST)) {
    for (const stack of listedStacks(directory, isConfiguration)) stacks.set(stack.directory, stack);
  }
  if (stacks.size === 0) {
    const problem = names.includes("stacks")
      ? `has no ${SYNTHESIS_MANIFEST}, which is written when a synthesis succeeds`
      : `has neither a ${SYNTHESIS_MANIFEST} nor a configuration (*.tf, *.tf.json)`;
    throw pathError(directory, `${problem}. Run "cdktf synth" first, or give the directory that it wrote.`);
  }
  return withOwnNames([...stacks.values()]);
}

function ownStack(directory: string, names: readonly string[]): StackDirectory {
  const first = names.find(isTerraformJson);
  const content = first === undefined ? null : readJson(join(directory, first));
  const name = stringMember(member(member(content, "//"), "metadata"), "stackName") ?? basename(resolve(directory));
  return { name, directory: resolve(directory), dependencies: [] };
}

function listedStacks(directory: string, mayBeOther: boolean): StackDirectory[] {
  return synthesisedStacks(directory, mayBeOther).map((stack) => ({ ...stack, directory: resolve(stack.directory) }));
}

/** Two stacks with one name go by their directories. */
function withOwnNames(stacks: readonly StackDirectory[]): StackDirectory[] {
  return stacks.map((stack) => {
    const isAmbiguous = stacks.some((other) => other !== stack && other.name === stack.name);
    return isAmbiguous ? { ...stack, name: relative(process.cwd(), stack.directory) || stack.name } : stack;
  });
}

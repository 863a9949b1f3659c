import { InputError } from "../files/input-error";
import { addAll } from "../text/lists";
import { notReadOf, type NotReadInStack } from "../configuration/not-read";
import { readJsonDocument } from "../plans/json-document";
import type { StateSource } from "../inventory/read-states";
import type { Unjudged } from "../report/unjudged";
import { stacksOf } from "../terraform/stacks";
import { stateOf } from "../terraform/states";
import type { Door } from "./door";
import { Configurations } from "./configurations";
import type { EvidenceOptions } from "./evidence-options";
import { givenBy, readDocuments, refuseForDirectory } from "./given";
import { partlyRead, unjudgedStack, unreadableStack } from "./unjudged";
import { loadStacks } from "./variable-files";
import type { ConfigurationStack } from "../configuration/load";

/** States that are judged together, with what is known around them. */
export interface StateInputs {
  readonly sources: readonly StateSource[];
  readonly unjudged: readonly Unjudged[];
  /** The configurations of the states, also of those that could not be read. */
  readonly configurations: readonly ConfigurationStack[];
  readonly notRead: readonly NotReadInStack[];
}

/**
 * @param command the one that looks at them, up to its paths
 * @throws InputError for what cannot be read, and where there is no Terraform.
 */
export async function stateInputs(
  command: string,
  paths: readonly string[],
  options: EvidenceOptions,
  commandLine: Door,
): Promise<StateInputs> {
  const given = givenBy(paths);
  if (given.kind === "files") return fromFiles(command, given.files, options, commandLine);
  refuseForDirectory("--config", options.config, "a directory is read as the configuration of its states, too");
  return fromDirectory(given.directory, options, commandLine);
}

async function fromFiles(
  command: string,
  files: readonly string[],
  options: EvidenceOptions,
  commandLine: Door,
): Promise<StateInputs> {
  const configurations = Configurations.given(options, commandLine);
  const pipe = `terraform show -json | ${command} -`;
  const documents = await readDocuments(files, ["state", "stateFile"], pipe, options.maxSize, commandLine);
  const stacks = configurations?.of(documents) ?? [];
  const sources = documents.map(({ name, document }, index): StateSource => {
    const configuration = stacks[index];
    return configuration === undefined ? { name, document } : { name: configuration.name, document, configuration };
  });
  const known = configurations?.stacks ?? [];
  const unjudged = sources.flatMap(({ name, document }) => partlyRead(name, document));
  return { sources, unjudged, configurations: known, notRead: notReadOf(known) };
}

async function fromDirectory(directory: string, options: EvidenceOptions, door: Door): Promise<StateInputs> {
  const { maxSize } = options;
  const stacks = stacksOf(directory);
  const configurations = new Configurations(loadStacks([directory], options, door));
  const { environment, err } = door;
  const outcomes = await stateOf(stacks, { environment, err, ...(maxSize !== undefined && { limit: maxSize }) });
  const sources: StateSource[] = [];
  const unjudged: Unjudged[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === "failed") {
      unjudged.push(unjudgedStack(outcome));
      continue;
    }
    const configuration = configurations.in(outcome.stack.directory);
    const name = configuration?.name ?? outcome.stack.name;
    try {
      const document = readJsonDocument(outcome.state, name, ["state"]);
      sources.push(configuration === undefined ? { name, document } : { name, document, configuration });
      addAll(unjudged, partlyRead(name, document));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unjudged.push(unreadableStack(name, error));
    }
  }
  return { sources, unjudged, configurations: configurations.stacks, notRead: notReadOf(configurations.stacks) };
}

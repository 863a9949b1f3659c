import { resolve } from "node:path";
import { InputError } from "../files/input-error";
import { notReadOf, type NotReadInStack } from "../configuration/not-read";
import { commandHere } from "../text/sandbox-command";
import { readJsonDocument } from "../plans/json-document";
import type { PlanSource } from "../inventory/read-plans";
import { readApplyGraph, type ApplyGraph } from "../plan/simulation/apply-graph";
import { printable } from "../report/printable";
import type { Unjudged } from "../report/unjudged";
import type { AllowedPrograms } from "../rules/settings";
import { refuseOtherPrograms } from "../terraform/allowed-programs";
import type { PlannedStack } from "../terraform/outcome";
import { isRefreshing } from "../terraform/environment";
import { interruptible } from "../terraform/interruption";
import { planStacks } from "../terraform/plan-stacks";
import { SavedPlans } from "../terraform/saved-plans";
import { stacksOf, type StackDirectory } from "../terraform/stacks";
import type { CommandLine } from "./command-line";
import type { Door } from "./door";
import { Configurations } from "./configurations";
import type { EvidenceOptions } from "./evidence-options";
import { givenBy, readDocuments, refuseForDirectory } from "./given";
import { loadStacks } from "./variable-files";
import { unjudgedStack, unreadableStack } from "./unjudged";

const PIPE = "terraform show -json plan.tfplan | ramparts review -";

/** Plans that are reviewed together, with what is known around them. */
export interface PlanInputs {
  readonly sources: readonly PlanSource[];
  /** The orders of the applies, by the names of the stacks. */
  readonly graphs: ReadonlyMap<string, ApplyGraph>;
  readonly unjudged: readonly Unjudged[];
  /** What of the configurations was not read. */
  readonly notRead: readonly NotReadInStack[];
  /** What is not known for want of something, a sentence each. */
  readonly notKnown: readonly string[];
  /** Keeps the plans that were asked for, and says where: after the report, since they count as reviewed then. */
  readonly keep: () => Promise<void>;
}

export interface PlanInputOptions extends EvidenceOptions {
  readonly savePlan?: string;
  /** What Terraform may run; null or absent where that is not settled. */
  readonly allowed?: AllowedPrograms | null;
}

/** @throws InputError for what cannot be read, and where there is no Terraform. */
export async function planInputs(
  paths: readonly string[],
  options: PlanInputOptions,
  commandLine: Door,
): Promise<PlanInputs> {
  const given = givenBy(paths);
  if (given.kind === "files") return fromFiles(given.files, options, commandLine);
  refuseForDirectory("--config", options.config, "a directory is read as the configuration of its plans, too");
  return fromDirectory(given.directory, options, commandLine);
}

async function fromFiles(files: readonly string[], options: PlanInputOptions, commandLine: Door): Promise<PlanInputs> {
  if (options.savePlan !== undefined) {
    throw new InputError("--save-plan keeps the plans that a review of a directory makes; a file is kept already.");
  }
  const configurations = Configurations.given(options, commandLine);
  const documents = await readDocuments(files, ["plan"], PIPE, options.maxSize, commandLine);
  const stacks = configurations?.of(documents) ?? [];
  const sources = documents.map(({ name, document }, index): PlanSource => {
    const configuration = stacks[index];
    const source = { name: configuration?.name ?? name, document: document.content };
    return configuration === undefined ? source : { ...source, configuration };
  });
  const without = sources.filter(({ configuration }) => configuration === undefined).map(({ name }) => name);
  return {
    sources,
    graphs: new Map(),
    unjudged: [],
    notRead: notReadOf(stacks.filter((stack) => stack !== undefined)),
    notKnown: without.length === 0 ? [] : [withoutConfiguration(without, configurations !== null)],
    keep: () => Promise.resolve(),
  };
}

function withoutConfiguration(names: readonly string[], isGiven: boolean): string {
  const which = names.join(", ");
  const missing = "what is acknowledged in code counts as open there, and source lines are missing";
  return isGiven
    ? `Which stack of --config ${which} is of: ${missing}. Name the file after the stack.`
    : `The configuration of ${which}: ${missing}. Give the synthesised directory with --config.`;
}

async function fromDirectory(
  directory: string,
  { savePlan, maxSize, varFile = [], allowed = null }: PlanInputOptions,
  door: Door,
): Promise<PlanInputs> {
  const stacks = stacksOf(directory);
  const configurations = new Configurations(loadStacks([directory], { varFile }, door));
  if (allowed !== null) refuseOtherPrograms(configurations.stacks, allowed);
  const { environment, err } = door;
  const saved = savePlan === undefined ? null : new SavedPlans(savePlan, stacks);
  const limit = maxSize !== undefined && { limit: maxSize };
  const outcomes = await planStacks(stacks, {
    environment,
    err,
    ...limit,
    isApart: allowed !== null,
    variableFiles: varFile.map((file) => resolve(file)),
  });
  const kept: Pick<PlannedStack, "stack" | "file">[] = [];
  const sources: PlanSource[] = [];
  const graphs = new Map<string, ApplyGraph>();
  const unjudged: Unjudged[] = [];
  const notKnown: string[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind !== "planned") {
      unjudged.push(unjudgedStack(outcome));
      continue;
    }
    const configuration = configurations.in(outcome.stack.directory);
    const name = configuration?.name ?? outcome.stack.name;
    try {
      const { content: document } = readJsonDocument(outcome.plan, name, ["plan"]);
      const isRefreshed = isRefreshing(environment) && { isRefreshed: true as const };
      sources.push({ name, document, isOwn: true, ...isRefreshed, ...(configuration && { configuration }) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unjudged.push(unreadableStack(name, error));
      continue;
    }
    const graph = orderOf(outcome);
    if (typeof graph === "string") notKnown.push(`The order in which ${name} will be applied: ${graph}`);
    else graphs.set(name, graph);
    if (saved !== null) kept.push({ stack: outcome.stack, file: outcome.file });
  }
  const keep = async (): Promise<void> => {
    if (saved === null) return;
    // A signal that comes now leaves no half of a plan.
    await interruptible(() => {
      for (const { stack, file } of kept) err(savedLine(stack, saved.save(stack, file), environment));
      return Promise.resolve();
    });
  };
  return { sources, graphs, unjudged, notRead: notReadOf(configurations.stacks), notKnown, keep };
}

/** The order of an apply, or why it is not known. */
function orderOf({ graph }: PlannedStack): ApplyGraph | string {
  if (graph.text === null) return graph.because;
  try {
    return readApplyGraph(graph.text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message.replaceAll("\n", " ");
  }
}

function savedLine({ name, directory }: StackDirectory, file: string, environment: CommandLine["environment"]): string {
  const what = `kept the plan of ${printable(name)}, which holds secrets, in ${printable(file)}`;
  const apply = commandHere("terraform apply", environment);
  return `ramparts: ${what}; "${apply}" of that file, in ${printable(directory)}, applies what was reviewed\n`;
}

import { writeFileSync } from "node:fs";
import type { Manifest } from "cdktf";
import { readConfiguration } from "../inventory/configuration";
import type { ScopedAcknowledgement } from "../inventory/metadata";
import { renderHuman } from "../report/human";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import type { Finding } from "../rules/finding";
import { reaches } from "../rules/summary";
import { annotate } from "./annotations";
import { redirectBackends } from "./sandbox-backend";
import { SynthesisError } from "./synthesis-error";
import { readWrittenStacks, recordAcknowledgements } from "./written-stack";

/**
 * Looks at all stacks of an app at once, after they were written: completes their files, adds the findings to the
 * manifest from which the CLI prints them, writes that manifest, and fails the run when a finding is an error.
 *
 * @throws SynthesisError with every finding, unless the CLI is going to print them from the manifest.
 */
export function guardSynthesis(
  manifest: Manifest,
  acknowledgements: readonly ScopedAcknowledgement[],
  writeManifest: () => void,
): void {
  const reason = process.env[BREAK_GLASS];
  const found = completeAndEvaluate(manifest, acknowledgements);
  const findings = reason === undefined ? found : breakGlass(found, reason);
  annotate(manifest, findings, reason);
  writeManifest();

  // The CLI sets this variable, because it prints the annotations of all stacks itself and then fails.
  if (process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined || !reaches(findings, "warning")) return;
  const report = renderHuman(findings, { infos: "count", breakGlass: reason });
  if (reaches(findings, "error")) throw new SynthesisError(report);
  process.stderr.write(report);
}

/** Brings the written stacks into their final form and evaluates the configuration rules on them. */
export function completeAndEvaluate(
  manifest: Manifest,
  acknowledgements: readonly ScopedAcknowledgement[],
): readonly Finding[] {
  const stacks = readWrittenStacks(manifest);
  const recorded = recordAcknowledgements(stacks, acknowledgements);
  const findings = evaluate(readConfiguration(stacks.map((stack) => stack.configuration)), {
    stage: "configuration",
    today: new Date().toISOString().slice(0, 10),
    timeDecides: false,
  });
  // What counts is where the code keeps the state, not where a run in the sandbox does.
  const changed = new Set([...recorded, ...redirectBackends(stacks)]);
  for (const stack of changed) writeFileSync(stack.file, JSON.stringify(stack.document, undefined, 2));
  return findings;
}

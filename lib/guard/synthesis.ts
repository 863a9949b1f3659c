import { writeFileSync } from "node:fs";
import type { Manifest } from "cdktf";
import { readConfiguration } from "../inventory/configuration";
import { InputError } from "../files/input-error";
import { redactCredentials } from "../redaction/redaction";
import { renderHuman } from "../report/human";
import { printable } from "../report/printable";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import type { Finding } from "../rules/finding";
import { reaches } from "../rules/summary";
import { loadSettings } from "../settings/load-settings";
import { annotate } from "./annotations";
import type { GuardState } from "./attach";
import { redirectBackends } from "./sandbox-backend";
import { SynthesisError } from "./synthesis-error";
import { readWrittenStacks, recordGuard } from "./written-stack";

/**
 * Looks at all stacks of an app at once, after they were written: completes their files, adds the findings to the
 * manifest from which the CLI prints them, writes that manifest, and fails the run when a finding is an error.
 *
 * @throws SynthesisError with every finding, unless the CLI is going to print them from the manifest.
 */
export function guardSynthesis(manifest: Manifest, told: GuardState, writeManifest: () => void): void {
  const given = process.env[BREAK_GLASS];
  const reason = given === undefined ? undefined : redactCredentials(given);
  const found = completeAndEvaluate(manifest, told);
  const findings = reason === undefined ? found : breakGlass(found, reason);
  annotate(manifest, findings, reason);
  writeManifest();

  // The CLI sets this variable, because it prints the annotations of all stacks itself and then fails.
  if (process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined || !reaches(findings, "warning")) return;
  const report = [...renderHuman(findings, { infos: "count", breakGlass: reason })].join("");
  if (reaches(findings, "error")) throw new SynthesisError(report);
  process.stderr.write(report);
}

/** Brings the written stacks into their final form and evaluates the configuration rules on them. */
export function completeAndEvaluate(manifest: Manifest, told: GuardState): readonly Finding[] {
  const { settings } = withoutTrace(() => loadSettings());
  const stacks = withoutTrace(() => readWrittenStacks(manifest));
  const recorded = recordGuard(stacks, told);
  const configurations = stacks.map((stack) => stack.configuration);
  const findings = evaluate(readConfiguration(configurations, settings.quotas), {
    settings,
    stage: "configuration",
    today: new Date().toISOString().slice(0, 10),
    timeDecides: false,
  });
  // What counts is where the code keeps the state, not where a run in the sandbox does.
  const changed = new Set([...recorded, ...redirectBackends(stacks)]);
  for (const stack of changed) writeFileSync(stack.file, JSON.stringify(stack.document, undefined, 2));
  return findings;
}

/** Whoever has made an error in a file that is read here needs no stack trace. */
function withoutTrace<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) error.stack = printable(`${error.name}: ${error.message}`);
    throw error;
  }
}

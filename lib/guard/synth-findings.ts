import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Manifest, TerraformStack, type App } from "cdktf";
import type { Finding } from "../rules/finding";
import { attachGuard } from "./attach";
import { completeAndEvaluate } from "./synthesis";

/**
 * Synthesises an app into a temporary directory and returns what the guard finds: the door for unit tests, since
 * `Testing.synth` never reaches the guard. An error is a finding here and throws nothing. Validations are not run.
 *
 * Call it once for an app: like `app.synth()` it invokes the aspects, and some are not made to be invoked twice.
 */
export function synthFindings(app: App): readonly Finding[] {
  const state = attachGuard(app);
  const outdir = mkdtempSync(join(tmpdir(), "ramparts-synth-"));
  try {
    const manifest = new Manifest("synthFindings", outdir, app.hclOutput);
    const stacks = app.node.findAll().filter((construct) => TerraformStack.isStack(construct));
    for (const stack of stacks) stack.prepareStack();
    for (const stack of stacks) stack.synthesizer.synthesize({ outdir, manifest, skipValidation: true });
    return completeAndEvaluate(manifest, state);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

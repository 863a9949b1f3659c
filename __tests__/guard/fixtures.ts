import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, type AppConfig } from "cdktf";
import type { Construct } from "constructs";
import { RamAccessKey, type RamAccessKeyConfig } from "../../provider-alicloud/lib/ram-access-key";
import { AlicloudProvider } from "../../lib";

const outdirs: string[] = [];

afterAll(() => {
  for (const outdir of outdirs.splice(0)) rmSync(outdir, { recursive: true, force: true });
});

export function newApp(config: AppConfig = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), "ramparts-guard-"));
  outdirs.push(outdir);
  return new App({ outdir, ...config });
}

export function newStack(scope: Construct, id: string): TerraformStack {
  const stack = new TerraformStack(scope, id);
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  return stack;
}

/** A key of raw bindings whose secret nobody protects: SEC001 and KEY011. */
export function rawKey(scope: Construct, id: string, config: RamAccessKeyConfig = { userName: "etl" }): RamAccessKey {
  return new RamAccessKey(scope, id, config);
}

/** Runs the synthesis as the CLI does: it collects the annotations and fails by itself. */
export function synthUnderCli(app: App): { path: string; level: string; message: string }[] {
  process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = "true";
  try {
    app.synth();
  } finally {
    delete process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS;
  }
  const manifest = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8")) as {
    stacks: Record<string, { annotations: { constructPath: string; level: string; message: string }[] }>;
  };
  return Object.values(manifest.stacks).flatMap(({ annotations }) =>
    annotations.map(({ constructPath, level, message }) => ({ path: constructPath, level, message })),
  );
}

/** Ids of the rules in a report or in annotations, sorted, each once. */
export function rulesIn(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => text.match(/\b[A-Z]{3,4}\d{3}\b/g) ?? []))].sort();
}

export function synthesised(app: App, stack: string): Record<string, unknown> {
  const file = join(app.outdir, "stacks", stack, "cdk.tf.json");
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A suite that needs the Terraform CLI: skipped with one line where there is none, failed where CI is set. */
export function describeWithTerraform(name: string, define: () => void): void {
  describeWith("terraform", ["version"], name, define);
}

/** A suite that needs GnuPG, in the same way. */
export function describeWithGpg(name: string, define: () => void): void {
  describeWith("gpg", ["--version"], name, define);
}

function describeWith(tool: string, probe: readonly string[], name: string, define: () => void): void {
  const { status } = spawnSync(tool, probe, { env: { ...process.env, CHECKPOINT_DISABLE: "1" } });
  if (status === 0) {
    describe(name, define);
  } else if (process.env["CI"]) {
    describe(name, () => {
      it(`has ${tool}`, () => {
        throw new Error(`there is no ${tool} on the PATH, and CI is set, so this suite must not be skipped`);
      });
    });
  } else {
    process.stderr.write(`skipped: ${name} (there is no ${tool} on the PATH)\n`);
    describe.skip(name, define);
  }
}

export interface CommandResult {
  readonly code: number;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a command to its end; what it asks for on standard input it does not get. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

/** A temporary directory with a Terraform configuration in JSON, and Terraform on it. */
export class TerraformDirectory {
  public readonly path = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));

  public constructor(
    configuration: object,
    /** Of the commands; a test may put another sandbox behind the same directory. */
    public environment: () => NodeJS.ProcessEnv,
  ) {
    this.write(configuration);
  }

  public write(configuration: object): void {
    writeFileSync(join(this.path, "main.tf.json"), JSON.stringify(configuration));
  }

  /** The personal CLI configuration of whoever runs the tests is left out. */
  public terraform(...args: string[]): Promise<CommandResult> {
    const env = { ...this.environment(), TF_CLI_CONFIG_FILE: "/dev/null", TF_IN_AUTOMATION: "1" };
    return runCommand("terraform", args, { cwd: this.path, env });
  }

  public init(): Promise<CommandResult> {
    return this.terraform("init", "-no-color", "-input=false");
  }

  public apply(...args: string[]): Promise<CommandResult> {
    return this.terraform("apply", "-no-color", "-input=false", "-auto-approve", ...args);
  }

  /** Exit code 0: nothing to do; 1: an error; 2: there are changes. */
  public plan(...args: string[]): Promise<CommandResult> {
    return this.terraform("plan", "-no-color", "-input=false", "-detailed-exitcode", ...args);
  }

  public destroy(): Promise<CommandResult> {
    return this.terraform("destroy", "-no-color", "-input=false", "-auto-approve");
  }

  /** The attributes of a resource in the state. */
  public async attributes(address: string): Promise<Record<string, unknown>> {
    const { output } = await this.terraform("show", "-json");
    const state = JSON.parse(output) as { values?: { root_module?: { resources?: StateResource[] } } };
    const resource = state.values?.root_module?.resources?.find((candidate) => candidate.address === address);
    if (!resource) throw new Error(`${address} is not in the state`);
    return { ...resource.values, tainted: resource.tainted ?? false };
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

interface StateResource {
  readonly address: string;
  readonly values: Record<string, unknown>;
  readonly tainted?: boolean;
}

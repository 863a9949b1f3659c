import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCommand, type CommandResult } from "../../__tests__/e2e/terraform";
import { SANDBOX_WORKSPACE } from "../../sandbox";
import type { StateObject } from "../judge/record";
import type { Configuration } from "../worlds/configuration";
import { filesOf } from "../worlds/emit";

/** Rules about the code alone are off: the exit code tells of the apply then. */
const SETTINGS = "rules: { SEC001: off, POL001: off, POL003: off, KEY004: off }\n";

/** A directory of the form of a synthesised app, with a state for each of its stacks. */
export class WorldDirectory {
  public readonly path = mkdtempSync(join(tmpdir(), "ramparts-truth-"));
  public readonly app = join(this.path, "cdktf.out");
  private written: string[] = [];

  public constructor(
    private readonly stacks: readonly string[],
    private readonly environment: () => NodeJS.ProcessEnv,
  ) {
    writeFileSync(join(this.path, "ramparts.yaml"), SETTINGS);
  }

  public write(configuration: Configuration): void {
    for (const file of this.written.splice(0)) rmSync(file);
    const listed = this.stacks.map((name) => {
      for (const [path, document] of filesOf(configuration, name))
        this.writeJson(join(this.stackPath(name), path), document);
      return [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies: [] }];
    });
    this.writeJson(join(this.app, "manifest.json"), {
      version: "0.21.0",
      stacks: Object.fromEntries(listed) as object,
    });
  }

  public stackPath(stack: string): string {
    return join(this.app, "stacks", stack);
  }

  public terraform(stack: string, ...args: string[]): Promise<CommandResult> {
    const env = { ...this.environment(), TF_CLI_CONFIG_FILE: "/dev/null", TF_IN_AUTOMATION: "1" };
    return runCommand("terraform", args, { cwd: this.stackPath(stack), env });
  }

  /** What the states hold of RAM. */
  public state(): StateObject[] {
    return this.stacks.flatMap((stack) => {
      const file = join(this.stackPath(stack), "terraform.tfstate.d", SANDBOX_WORKSPACE, "terraform.tfstate");
      if (!existsSync(file)) return [];
      const { resources } = JSON.parse(readFileSync(file, "utf8")) as { resources: StateResource[] };
      return resources.filter(({ mode }) => mode === "managed").flatMap((resource) => objectsOf(stack, resource));
    });
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private writeJson(file: string, document: object): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`);
    this.written.push(file);
  }
}

/** As the state files of version 4 have it. */
interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly module?: string;
  readonly instances: readonly {
    readonly index_key?: string | number;
    readonly status?: string;
    readonly deposed?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

function objectsOf(stack: string, { type, name, module, instances }: StateResource): StateObject[] {
  return instances.map(({ index_key: key, status, deposed, attributes }) => {
    const text = (attribute: string): string | null => {
      const value = attributes[attribute];
      return typeof value === "string" ? value : null;
    };
    return {
      stack,
      address: `${module === undefined ? "" : `${module}.`}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
      type,
      id: text("id") ?? "",
      userName: type === "alicloud_ram_user" ? text("name") : text("user_name"),
      status: text("status"),
      policy: text("policy_name"),
      isTainted: status === "tainted",
      deposed: deposed ?? null,
    };
  });
}

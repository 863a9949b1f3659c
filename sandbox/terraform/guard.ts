import { mkdirSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { cliConfiguration, REASON } from "./cli-configuration";
import { findProgram, programBefore } from "./program";

/** Keeps Terraform from starting another provider than the sandbox, by files in the sandbox's private directory. */
export class TerraformGuard {
  /** Path by content: every command has an environment of its own, and most are alike. */
  private readonly files = new Map<string, string>();
  private readonly reason: string;

  public constructor(private readonly directory: string) {
    this.reason = join(directory, REASON);
    mkdirSync(this.reason, { mode: 0o700 });
  }

  /** An environment in which Terraform is held to the sandbox. */
  public around(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { text, tokens } = cliConfiguration(environment, this.reason);
    const configuration = this.file("terraform.tfrc.json", text, 0o600);
    const { PATH, TERRAFORM_BINARY_NAME: named } = environment;
    const before = (name: string): string[] => {
      const program = findProgram(name, PATH);
      return program === undefined ? [] : [this.file(basename(name), programBefore(program, configuration), 0o700)];
    };
    // The CDKTF CLI starts what this variable names.
    const [namedBefore] = named ? before(named) : [];
    const folders = [...before("terraform"), ...before("tofu"), ...(namedBefore ? [namedBefore] : [])].map(dirname);
    return {
      ...tokens,
      ...environment,
      TF_CLI_CONFIG_FILE: configuration,
      ...(folders.length > 0 && { PATH: [...new Set(folders), PATH].join(delimiter) }),
      ...(namedBefore && named?.includes("/") && { TERRAFORM_BINARY_NAME: namedBefore }),
    };
  }

  /** Each in a folder of its own, so that the name can be the program's. */
  private file(name: string, content: string, mode: number): string {
    const known = this.files.get(content);
    if (known !== undefined) return known;
    const folder = join(this.directory, String(this.files.size));
    mkdirSync(folder, { mode: 0o700 });
    const file = join(folder, name);
    writeFileSync(file, content, { mode, flag: "wx" });
    this.files.set(content, file);
    return file;
  }
}

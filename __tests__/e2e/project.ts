import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { runCommand, type CommandResult } from "./terraform";

const repository = resolve(__dirname, "../..");

/** How the project is synthesised. */
export const CDKTF_JSON = readFileSync(join(repository, "cdktf.json"), "utf8");

/** A copy of this project with files of its own, so that a test neither uses nor leaves a state in the real one. */
export class Project {
  public readonly path = mkdtempSync(join(tmpdir(), "ramparts-project-"));

  public constructor(files: Readonly<Record<string, string>> = {}) {
    for (const name of ["package.json", "tsconfig.json", "main.ts", "keys", "scripts"]) {
      cpSync(join(repository, name), join(this.path, name), { recursive: true });
    }
    // The compiled library is shared; ramparts imports its own name, as in the real project.
    for (const name of ["node_modules", "dist"]) symlinkSync(join(repository, name), join(this.path, name));
    // npx only looks for what is on the PATH here anyhow, and takes longer than the app for that.
    this.write("cdktf.json", CDKTF_JSON.replace("npx ts-node", "ts-node"));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  public write(name: string, text: string): void {
    mkdirSync(join(this.path, name, ".."), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  public node(...args: string[]): Promise<CommandResult> {
    return this.run(process.execPath, args);
  }

  /** A command with the tools of the project on its PATH, as npm runs one. */
  public run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    const path = [join(repository, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
    return runCommand(command, args, {
      cwd: this.path,
      // Nobody is asked for newer versions of the tools.
      env: { ...process.env, PATH: path, TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1", ...env },
    });
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

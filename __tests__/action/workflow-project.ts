import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../documents";

/** A clone of somebody's repository in which `npm ci` has put ramparts. */
export class WorkflowProject {
  public readonly directory = mkdtempSync(join(tmpdir(), "ramparts-workflow-"));

  public constructor() {
    this.write("package.json", JSON.stringify({ name: "infra", private: true }));
    this.write(".gitignore", "node_modules\n");
    const program = join("node_modules", ".bin", "ramparts");
    const main = join(repository, "dist", "lib", "cli", "main.js");
    this.write(program, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
    chmodSync(join(this.directory, program), 0o755);
    this.git("init", "--quiet");
  }

  public write(name: string, text: string): void {
    mkdirSync(join(this.directory, name, ".."), { recursive: true });
    writeFileSync(join(this.directory, name), text);
  }

  /** @returns the commit */
  public commit(): string {
    this.git("add", "--all");
    this.git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", "change");
    return this.git("rev-parse", "HEAD").trim();
  }

  public ramparts(...args: string[]): void {
    execFileSync(join(this.directory, "node_modules", ".bin", "ramparts"), args, { cwd: this.directory });
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  private git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.directory, encoding: "utf8" });
  }
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandLine } from "../../lib/cli/command-line";
import { run } from "../../lib/cli/run";
import type { Finding } from "../../lib/rules/finding";

/** A folder of its own for every test, in which settings are looked for. */
export class Project {
  constructor(readonly directory = mkdtempSync(join(tmpdir(), "ramparts-project-"))) {}

  write(name: string, content: unknown): string {
    const file = join(this.directory, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  /** Runs `ramparts check` in the project and gives back everything that its caller would see. */
  async check(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    const written = { out: "", err: "" };
    const commandLine: CommandLine = {
      out: (text) => (written.out += text),
      err: (text) => (written.err += text),
      environment: {},
      colors: false,
      now: "2026-06-15T12:00:00Z",
      directory: this.directory,
    };
    const code = await run(["check", ...argv], commandLine);
    return { code: Number(code), ...written };
  }

  /** The findings of a check. */
  async findings(...argv: string[]): Promise<Finding[]> {
    const { out } = await this.check("--format", "json", ...argv);
    return (JSON.parse(out) as { findings: Finding[] }).findings;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

interface Keys {
  readonly resource: Record<"alicloud_ram_user" | "alicloud_ram_access_key", Record<string, object>>;
}

/** A configuration of another tool, in which some users have a key each, without a scenario. */
export function undescribedKeys(...users: string[]): Keys {
  const named = (body: (user: string) => object): Record<string, object> =>
    Object.fromEntries(users.map((user) => [user, body(user)]));
  return {
    resource: {
      alicloud_ram_user: named((name) => ({ name })),
      alicloud_ram_access_key: named((user) => ({
        user_name: `\${alicloud_ram_user.${user}.name}`,
        pgp_key: "keybase:x",
      })),
    },
  };
}

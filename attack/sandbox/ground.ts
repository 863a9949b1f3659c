import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Does something in a temporary directory that is gone afterwards. */
export async function onGround<T>(act: (directory: string) => T | Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "ramparts-attack-"));
  try {
    return await act(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function plant(file: string, content: string, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
}

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a command to its end, and shows what it prints on the way. */
export function run(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  watch: (output: string, pid: number) => void = () => undefined,
): Promise<Ended> {
  const [program = "", ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
        watch(output, child.pid ?? 0);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

const told = new Set<string>();

/** Says once on standard error that something was not tried, and why. */
export function notRun(what: string, why: string): readonly string[] {
  if (!told.has(what)) process.stderr.write(`not run: ${what} (${why})\n`);
  told.add(what);
  return [];
}

let terraform: boolean | undefined;

/** What a round that needs Terraform finds without it; undefined where there is one. CI must not go without. */
export function withoutTerraform(what: string): readonly string[] | undefined {
  terraform ??= spawnSync("terraform", ["version"], { env: { ...process.env, CHECKPOINT_DISABLE: "1" } }).status === 0;
  if (terraform) return undefined;
  if (process.env["CI"]) return ["there is no terraform on the PATH, and CI is set, so this must not be left out"];
  return notRun(what, "there is no terraform on the PATH");
}

export const TERRAFORM_APPLY = ["terraform", "apply", "-no-color", "-input=false", "-auto-approve"];

/** Users with a key each, as Terraform takes them. */
export function usersWithKeys(count: number): string {
  const each = <T>(of: (name: string) => T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`u${n}`, of(`u${n}`)]));
  return JSON.stringify({
    terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } },
    resource: {
      alicloud_ram_user: each((name) => ({ name })),
      alicloud_ram_access_key: each((name) => ({ user_name: `\${alicloud_ram_user.${name}.name}` })),
    },
  });
}

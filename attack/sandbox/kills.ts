import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "../../sandbox";
import { lineAt, type Attack } from "../attack";
import { accountOnDisk, idsInState, keysOf, lost } from "./account";
import { onGround, plant, run, TERRAFORM_APPLY, usersWithKeys, withoutTerraform } from "./ground";

const ROOT = join(__dirname, "../..");
const RAMPARTS = [process.execPath, join(ROOT, "dist/lib/cli/main.js"), "sandbox", "--"];
const KEYS = "alicloud_ram_access_key";
const USERS = 10;

interface Line {
  readonly victim: "terraform" | "sandbox";
  /** How much was created when it comes, beside random milliseconds. */
  readonly after: number;
}

const VICTIMS: readonly Line[] = [
  { victim: "sandbox", after: 14 },
  { victim: "terraform", after: 12 },
];

/** `kill -9` in the middle of an apply: what was answered is in the account, and the next apply goes on from there. */
export const kills: Attack = {
  promised: "sandbox",
  name: "kills in an apply",
  rounds: VICTIMS.length,
  round: (round) => {
    const { victim, after } = lineAt(VICTIMS, round);
    const moment = round < VICTIMS.length ? after : randomInt(2 * USERS);
    return withoutTerraform("kills in an apply") ?? onGround((ground) => killed(ground, victim, moment));
  },
};

async function killed(ground: string, victim: Line["victim"], after: number): Promise<string[]> {
  plant(join(ground, "main.tf.json"), usersWithKeys(USERS));
  const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" };
  let done = false;
  const { output } = await run([...RAMPARTS, ...TERRAFORM_APPLY], { cwd: ground, env }, (soFar, pid) => {
    const created = soFar.split(/Creation complete/).length - 1;
    if (done || created < after || !soFar.includes("Creating...")) return;
    done = true;
    setTimeout(() => kill(victim === "sandbox" ? pid : childOf(pid)), randomInt(20));
  });
  const directory = join(ground, ".ramparts", "sandbox");
  const where = `${victim} killed after ${after} creations: `;
  try {
    const printed = [...output.matchAll(/Creation complete after \S+ \[id=(sandbox-key-[^\]]+)\]/g)];
    const account = accountOnDisk(directory);
    const holes = [
      ...lost(
        printed.map(([, id]) => id ?? ""),
        account,
        "an answered call",
      ),
      ...lost(idsInState(ground, KEYS), account, "Terraform's state"),
      ...(await appliedAgain(ground, directory)),
    ];
    return holes.map((hole) => where + hole);
  } catch (error) {
    return [where + String(error)];
  }
}

/** Of what was created and not answered, Terraform knows nothing: it is removed first, as somebody would by hand. */
async function appliedAgain(ground: string, directory: string): Promise<string[]> {
  const sandbox = await startSandbox({ directory });
  try {
    removeUnknown(sandbox, new Set([...idsInState(ground, KEYS), ...idsInState(ground, "alicloud_ram_user")]));
    const env = sandbox.environment({ ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" });
    const { code, output } = await run(TERRAFORM_APPLY, { cwd: ground, env });
    if (code !== 0) return [`the next apply ends with ${code}: ${output.slice(-1000)}`];
    const account = keysOf(accountOnDisk(directory)).sort().join();
    return idsInState(ground, KEYS).sort().join() === account
      ? []
      : ["the next apply does not bring state and account together"];
  } finally {
    sandbox.close();
  }
}

function removeUnknown({ account, caller }: Sandbox, known: ReadonlySet<string>): void {
  for (const { UserId, UserName } of account.call(caller, "ListUsers", {}).Users.User) {
    for (const { AccessKeyId } of account.call(caller, "ListAccessKeys", { UserName }).AccessKeys.AccessKey) {
      if (!known.has(AccessKeyId)) account.call(caller, "DeleteAccessKey", { UserName, UserAccessKeyId: AccessKeyId });
    }
    if (UserName !== "terraform" && !known.has(UserId)) account.call(caller, "DeleteUser", { UserName });
  }
}

function childOf(pid: number): number {
  return Number(spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout.split("\n")[0]);
}

function kill(pid: number): void {
  try {
    if (pid > 1) process.kill(pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}

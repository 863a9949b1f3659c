import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startSandbox } from "../../sandbox";
import { lineAt, type Attack } from "../attack";
import { accountOnDisk, idsInState, keysOf, lost } from "./account";
import { NO_DISK, onDisk } from "./disks";
import { notRun, onGround, plant, run, TERRAFORM_APPLY, usersWithKeys, withoutTerraform } from "./ground";

const NAME = "an apply on a full disk";
const KEYS = "alicloud_ram_access_key";

/** Kilobytes; the account of ten users with keys has about ten, twice of it while it is written. */
const SIZES = [16];

/** An apply whose account gets no room: it says so, loses no key, and goes on when there is room again. */
export const terraformOnFullDisk: Attack = {
  promised: "sandbox",
  name: NAME,
  rounds: SIZES.length,
  round: (round) =>
    withoutTerraform(NAME) ??
    onGround(async (ground) => {
      const project = join(ground, "project");
      plant(join(project, "main.tf.json"), usersWithKeys(20));
      const size = lineAt(SIZES, round);
      return (await onDisk(ground, size, (disk) => apply(project, disk))) ?? notRun(`${NAME} of ${size} KB`, NO_DISK);
    }),
};

async function apply(project: string, disk: string): Promise<string[]> {
  const directory = join(disk, "sandbox");
  const sandbox = await startSandbox({ directory });
  try {
    const env = sandbox.environment({ ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" });
    const failed = await run(TERRAFORM_APPLY, { cwd: project, env });
    const words = failed.output.replace(/[\s│]+/g, " ");
    const holes = lost(idsInState(project, KEYS), accountOnDisk(directory), "Terraform's state");
    if (failed.code !== 1 || words.includes("Apply complete")) holes.push(`the apply ended with ${failed.code}`);
    if (!words.includes("no space left on device, ENOSPC). The account is as it was before this call.")) {
      holes.push(`the apply does not say that the disk is full: ${words.slice(-1000)}`);
    }
    spawnSync("mount", ["-o", "remount,size=1m", disk]);
    const { code } = await run(TERRAFORM_APPLY, { cwd: project, env });
    if (code !== 0) holes.push(`with room again, the next apply ends with ${code}`);
    const account = accountOnDisk(directory);
    holes.push(...lost(idsInState(project, KEYS), account, "Terraform's state"));
    if (keysOf(account).length !== 20) holes.push(`with room again, there are ${keysOf(account).length} keys, not 20`);
    return holes;
  } finally {
    sandbox.close();
  }
}

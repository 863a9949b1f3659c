import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, type CommandResult } from "../e2e/terraform";
import { sandboxProcess } from "./command-line";

describe("ramparts sandbox", () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "ramparts-run-"));
  });
  afterEach(() => {
    rmSync(cwd, { recursive: true, force: true });
  });

  function ramparts(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    return runCommand("node", sandboxProcess(...args), { cwd, env: { ...process.env, ...env } });
  }

  it("runs a command and answers with its exit code", async () => {
    expect(await ramparts(["--", "sh", "-c", "exit 7"])).toMatchObject({ code: 7 });
    expect(await ramparts(["--", "sh", "-c", "kill -TERM $$"])).toMatchObject({ code: 128 + 15 });
  });

  it("says what is wrong when there is no such command, or none at all", async () => {
    const missing = await ramparts(["--", "no-such-command-here"]);
    expect(missing).toEqual({
      code: 127,
      output: 'ramparts: There is no command "no-such-command-here" on the PATH. Is it installed, and spelled right?\n',
    });
    expect(await ramparts([])).toMatchObject({ code: 2, output: expect.stringContaining("Usage:") as string });
    const none = await ramparts(["--"]);
    expect(none.code).toBe(2);
    expect(none.output).toContain("There is no command to run.");
  });

  it.each([
    [["npx", "cdktf", "deploy", "--auto-approve"], "unknown command 'npx'"],
    [["--as", "root", "terraform", "plan"], "unknown option '--as'"],
  ])("says of %j that the command goes after the dashes", async (args, problem) => {
    const { code, output } = await ramparts(args);
    expect(code).toBe(2);
    expect(output).toContain(`error: ${problem}\nThe command to run goes after --`);
    expect(output).toContain("\n  ramparts sandbox -- npx cdktf deploy\n");
  });

  it("takes what follows the dashes for a program, also where a subcommand has its name", async () => {
    await ramparts(["--", "true"]);
    const { code, output } = await ramparts(["--as", "root", "--", "show"]);
    expect(code).toBe(127);
    expect(output).toContain('There is no command "show"');
  });

  it("has one account for a project, in whichever of its folders a command runs", async () => {
    writeFileSync(join(cwd, "cdktf.json"), "{}");
    const inner = join(cwd, "cdktf.out", "stacks", "one");
    mkdirSync(inner, { recursive: true });
    const { code, output } = await runCommand("node", sandboxProcess("--", "env"), { cwd: inner, env: process.env });
    expect(code).toBe(0);
    expect(output).toContain(`RAMPARTS_SANDBOX=${join(cwd, ".ramparts", "sandbox")}`);
  });

  it("keeps real credentials out of the command's environment and its own things in a private place", async () => {
    const credential = ["not", "a", "credential"].join("-");
    const result = await ramparts(["--", "env"], {
      ALICLOUD_ACCESS_KEY: credential,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: credential,
      ALIBABACLOUD_SECURITY_TOKEN: credential,
      TMPDIR: join(cwd, "a-directory-that-is-not-there"),
      HOME: undefined,
    });
    expect(result.code).toBe(0);
    expect(result.output).not.toContain(credential);
    expect(result.output).toContain("TF_WORKSPACE=ramparts-sandbox");
    expect(result.output).toContain(`RAMPARTS_SANDBOX=${join(cwd, ".ramparts", "sandbox")}`);
    const socket = /"String":"([^"]+)"/.exec(result.output)?.[1] ?? "";
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    expect(existsSync(socket)).toBe(false);
    expect(statSync(join(cwd, ".ramparts/sandbox")).mode & 0o777).toBe(0o700);
    expect(statSync(join(cwd, ".ramparts/sandbox/account.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(cwd, ".ramparts/sandbox"))).toEqual(["account.json"]);
  });

  it("makes the account with the id that is asked for, and does not take another id for it later", async () => {
    expect(await ramparts(["--account-id", "1111222233334444", "--", "true"])).toMatchObject({ code: 0 });
    expect((await ramparts(["show"])).output).toContain("account 1111222233334444");
    const other = await ramparts(["--account-id", "5555666677778888", "--", "true"]);
    expect(other.code).toBe(2);
    expect(other.output).toContain("The sandbox's account is 1111222233334444, not 5555666677778888");
    const letters = await ramparts(["--account-id", "twelve", "--", "true"]);
    expect(letters.code).toBe(2);
    expect(letters.output).toContain("allowed are digits");
  });

  it("refuses a second sandbox on the same account, by process, and a reset meanwhile", async () => {
    const first = spawn("node", sandboxProcess("--", "sh", "-c", "echo ready; read line"), { cwd });
    await new Promise((resolve) => first.stdout.once("data", resolve));
    const second = await ramparts(["--", "true"]);
    expect(second.code).toBe(2);
    expect(second.output).toContain(`already runs on this account, in process ${first.pid}`);
    expect(await ramparts(["reset"])).toMatchObject({ code: 2 });
    first.stdin.end("\n");
    await new Promise((resolve) => first.once("close", resolve));
    expect(await ramparts(["--", "true"])).toMatchObject({ code: 0 });
  });

  it("takes over from a sandbox that was killed", async () => {
    const killed = spawn("node", sandboxProcess("--", "sh", "-c", "echo ready; read line"), {
      cwd,
      env: { ...process.env, TMPDIR: cwd },
    });
    await new Promise((resolve) => killed.stdout.once("data", resolve));
    killed.kill("SIGKILL");
    await new Promise((resolve) => killed.once("close", resolve));
    expect(readdirSync(join(cwd, ".ramparts/sandbox"))).toContain("account.lock");
    expect(await ramparts(["--", "true"])).toMatchObject({ code: 0 });
  });

  it("passes SIGTERM on to the command and then ends like it", async () => {
    const sandbox = spawn(
      "node",
      sandboxProcess("--", "sh", "-c", "trap 'exit 9' TERM; echo ready; while :; do sleep 0.1; done"),
      {
        cwd,
      },
    );
    await new Promise((resolve) => sandbox.stdout.once("data", resolve));
    sandbox.kill("SIGTERM");
    expect(await new Promise((resolve) => sandbox.once("close", resolve))).toBe(9);
    expect(readdirSync(join(cwd, ".ramparts/sandbox"))).toEqual(["account.json"]);
  });

  it("says nothing of an apply when Ctrl-C ends a command that has changed nothing", async () => {
    const sandbox = spawn("node", sandboxProcess("--", "sh", "-c", "trap 'exit 9' INT; echo ready; read line"), {
      cwd,
      // A process group of its own, as a terminal gives to what is typed at it.
      detached: true,
    });
    let errors = "";
    sandbox.stderr.on("data", (data: Buffer) => (errors += String(data)));
    await new Promise((resolve) => sandbox.stdout.once("data", resolve));
    process.kill(-(sandbox.pid ?? 0), "SIGINT");
    expect(await new Promise((resolve) => sandbox.once("close", resolve))).toBe(9);
    expect(errors).toBe("");
  });

  it("refuses a damaged account file, names what is wrong, and leaves it as it is until it is reset", async () => {
    await ramparts(["--", "true"]);
    const file = join(cwd, ".ramparts/sandbox/account.json");
    writeFileSync(file, '{"format": "ramp');
    for (const args of [["--", "true"], ["show"]]) {
      const { code, output } = await ramparts(args);
      expect(code).toBe(2);
      expect(output).toContain(`${file} is truncated or not JSON`);
      expect(output).toContain("ramparts sandbox reset");
    }
    writeFileSync(join(cwd, ".ramparts/sandbox/one.tfstate"), "{}");
    const reset = await ramparts(["reset"]);
    expect(reset).toMatchObject({ code: 0 });
    expect(reset.output).toContain("the account and 1 Terraform state");
    expect(await ramparts(["show"])).toMatchObject({ code: 0 });
  });
});

import { exec, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { version } from "../../lib/cli/version";
import { StandIn } from "../terraform/stand-in";
import { PROGRAM } from "./built-program";

const ROOT = join(__dirname, "../..");

/** Runs the program itself. */
function ramparts(...argv: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [PROGRAM, ...argv], { cwd: ROOT }, (error, stdout, stderr) => {
      done({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

describe("the program", () => {
  it("tells its version", async () => {
    expect(await ramparts("--version")).toEqual({ code: 0, stdout: `${version()}\n`, stderr: "" });
  });

  it("lists its subcommands and ends with 2 when none is given", async () => {
    const { code, stderr } = await ramparts();
    expect(code).toBe(2);
    expect(stderr).toMatch(/check .*rules .*explain .*sandbox /s);
  });

  it("is quiet when its reader stops reading", async () => {
    const directory = mkdtempSync(join(tmpdir(), "ramparts-main-"));
    try {
      const file = join(directory, "main.tf.json");
      const keys = Array.from({ length: 5_000 }, (_, index) => [`k${index}`, {}]);
      writeFileSync(
        file,
        JSON.stringify({ resource: { alicloud_ram_access_key: Object.fromEntries(keys) as object } }),
      );
      const program = `"${process.execPath}" "${PROGRAM}" check --format json "${file}"`;
      const { stdout, stderr } = await promisify(exec)(`${program} | head -n 1`, { cwd: ROOT });
      expect(stdout).toBe("{\n");
      expect(stderr).toBe("");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("ends with 2 and a sentence when there is nothing to check", async () => {
    const { code, stdout, stderr } = await ramparts("check", "no-such-directory");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^ramparts: .*no-such-directory/);
  });

  describe("while Terraform runs", () => {
    let standIn: StandIn;
    beforeEach(() => (standIn = new StandIn({ users: {}, keys: {} })));
    afterEach(() => standIn.remove());

    it("ends by the signal, says nothing of its own, and leaves nothing behind", async () => {
      standIn.write(1, "hang-plan", "trap 'exit 1' INT\n");
      const argv = ["review", standIn.app, "--save-plan", join(standIn.root, "plans")];
      const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd: ROOT, env: standIn.environment });
      let written = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (written += String(data)));
      const ended = once(child, "close");
      await standIn.hanging();
      child.kill("SIGINT");
      expect(await ended).toEqual([null, "SIGINT"]);
      expect(written.split("\n").slice(-3)).toEqual([
        "ramparts: keys: terraform init",
        "ramparts: keys: terraform plan",
        "",
      ]);
      expect(written).not.toContain("kept the plan");
      expect(existsSync(join(standIn.root, "plans"))).toBe(false);
      expect(readdirSync(standIn.temporary).filter((name) => name.startsWith("ramparts-"))).toEqual([]);
    });

    it("goes on when nobody reads its progress, without a terminal and a home", async () => {
      const report = join(standIn.root, "report.json");
      const argv = `review "${standIn.app}" --format json --output "${report}"`;
      const program = `"${process.execPath}" "${PROGRAM}" ${argv}`;
      for (const stack of [0, 1]) standIn.write(stack, "show.json", '{"format_version":"1.2","resource_changes":[]}');
      const env = { ...standIn.environment };
      await promisify(exec)(`( ${program} ) 2>&1 | true`, { cwd: ROOT, env });
      expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ findings: [], unjudged: [] });
    });
  });
});

import { exec, execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { version } from "../../lib/cli/version";

const ROOT = join(__dirname, "../..");

/** Runs the program itself, from source. */
function ramparts(...argv: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const program = ["-r", "ts-node/register/transpile-only", join(ROOT, "lib/cli/main.ts"), ...argv];
  return new Promise((done) => {
    execFile(process.execPath, program, { cwd: ROOT }, (error, stdout, stderr) => {
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
      const program = `"${process.execPath}" -r ts-node/register/transpile-only lib/cli/main.ts check --format json "${file}"`;
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
});

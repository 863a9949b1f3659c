import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { CDKTF_JSON, Project } from "./project";
import { describeWithTerraform } from "./terraform";

const START = "scripts/start.mjs";

describeWithTerraform("npm start", () => {
  const project = new Project();
  afterAll(() => project.remove());

  it("deploys the example into the embedded account and says what is there", async () => {
    const { code, output } = await project.node(START);
    expect({ code, output }).toMatchObject({ code: 0 });
    const summary = output.slice(output.indexOf("Deployed main.ts"));
    expect(summary).toContain("hologres-bi");
    expect(summary).toMatch(/AccessKey pairs +sandbox-key-\S+ {2}of adb-loader/);
    expect(summary).toContain("0 errors, 0 warnings");
    expect(summary).toContain("base64 -d | gpg --decrypt");
    expect(output).not.toMatch(/sandbox-secret-/);
  }, 90_000);

  it("says the second time that nothing changed", async () => {
    const { code, output } = await project.node(START);
    expect(code).toBe(0);
    expect(output).toContain("Nothing changed");
  }, 90_000);

  it("shows with a diff that there is nothing to do, and destroys", async () => {
    expect((await project.node("scripts/sandboxed.mjs", "diff")).output).toContain("No changes");
    // The CDKTF CLI may end before a pipe has all of its last words, so what is left is asked of the account.
    expect(await project.node("scripts/sandboxed.mjs", "destroy")).toMatchObject({ code: 0 });
    const { output } = await project.node("dist/lib/cli/main.js", "sandbox", "show");
    expect(output).not.toContain("hologres-bi");
  }, 90_000);

  it("keeps the account and the Terraform state in the directory of the sandbox alone", () => {
    const account = readFileSync(join(project.path, ".ramparts/sandbox/account.json"), "utf8");
    expect(account).not.toContain("sandbox-secret-");
    expect(() => readFileSync(join(project.path, "terraform.analytics-credentials.tfstate"))).toThrow("ENOENT");
  });
});

describe("npm start without Terraform", () => {
  it("synthesises, checks, says why it cannot deploy, and exits with 2", async () => {
    const project = new Project({ "cdktf.json": CDKTF_JSON });
    const bin = mkdtempSync(join(tmpdir(), "ramparts-bin-"));
    try {
      // Only what the CDKTF CLI needs to run the app.
      symlinkSync(process.execPath, join(bin, "node"));
      symlinkSync(join(dirname(process.execPath), "npx"), join(bin, "npx"));
      symlinkSync("/bin/sh", join(bin, "sh"));
      symlinkSync("/usr/bin/env", join(bin, "env"));
      const path = [resolve(__dirname, "../../node_modules/.bin"), bin].join(":");
      const { code, output } = await project.run(process.execPath, [START], { PATH: path });
      expect({ code, output }).toMatchObject({ code: 2 });
      expect(output).toContain("Generated Terraform code for the stacks: analytics-credentials");
      expect(output).toContain("there is no `terraform` on the PATH");
    } finally {
      rmSync(bin, { recursive: true, force: true });
      project.remove();
    }
  }, 60_000);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../lib/cli/run";

describe("a review that may not run everything", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-"));
    mkdirSync(join(directory, "app"));
    mkdirSync(join(directory, "base"));
    writeFileSync(join(directory, "cdktf.json"), "{}");
    const content = { terraform: { required_providers: { x: { source: "evil/x" } } } };
    writeFileSync(join(directory, "app", "cdk.tf.json"), JSON.stringify(content));
    writeFileSync(join(directory, "base", "cdktf.json"), "{}");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  async function reviewed(...args: string[]): Promise<string> {
    let err = "";
    const code = await run(["review", join(directory, "app"), ...args], {
      out: () => undefined,
      err: (text) => (err += text),
      environment: { TERRAFORM_BINARY_NAME: "no-such-terraform" },
      colors: false,
      now: "2026-12-01T00:00:00Z",
      directory,
    });
    return `${code} ${err}`;
  }

  it("runs what it is given where nobody has settled it", async () => {
    expect(await reviewed()).toContain("no-such-terraform");
  });

  it("refuses what the settings do not name, before Terraform is started", async () => {
    writeFileSync(join(directory, "ramparts.yaml"), "terraform:\n  providers: [aliyun/alicloud]\n");
    expect(await reviewed()).toMatch(/^2 .*"registry\.terraform\.io\/evil\/x" is not among the providers/);
  });

  it("goes by the settings of the base, whatever the change says", async () => {
    writeFileSync(join(directory, "ramparts.yaml"), "terraform:\n  providers: [evil/x]\n");
    writeFileSync(join(directory, "base", "ramparts.yaml"), "terraform:\n  providers: [aliyun/alicloud]\n");
    expect(await reviewed()).toContain("no-such-terraform");
    expect(await reviewed("--base", join(directory, "base"))).toMatch(/^2 .*evil\/x/);
  });

  it("needs a base that has settled it", async () => {
    expect(await reviewed("--base", join(directory, "base"))).toMatch(/^2 .*does not say under "terraform"/);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Project } from "./project";
import { describeWithTerraform, type CommandResult } from "./terraform";

const RAMPARTS = "node dist/lib/cli/main.js";
const STACK = "cdktf.out/stacks/analytics-credentials";

describeWithTerraform("reviews, audits and finds with the Terraform CLI", () => {
  let project: Project;
  const main = readFileSync(join(__dirname, "../../main.ts"), "utf8");
  beforeAll(async () => {
    project = new Project();
    // What was reviewed is what is applied.
    const { output } = await inSandbox(`${RAMPARTS} review --save-plan plans
      cd ${STACK} && terraform apply -input=false -no-color ../../../plans/analytics-credentials.tfplan`);
    expect(output).toContain("2 AccessKeys created, of 2 holders");
    expect(output).toContain("8 added, 0 changed, 0 destroyed");
  }, 60_000);
  afterAll(() => project.remove());

  /** Synthesises the app, then runs a script, all in the embedded account. */
  function inSandbox(script: string): Promise<CommandResult> {
    const command = ["dist/lib/cli/main.js", "sandbox", "--", "sh", "-c", `ts-node main.ts && ${script}`];
    return project.run(process.execPath, command, { HOME: undefined });
  }

  it("says what the edit of an app does to whose keys", async () => {
    project.write("main.ts", main.replace('userName: "hologres-bi"', 'userName: "hologres-dashboards"'));
    const { code, output } = await inSandbox(`${RAMPARTS} review`);
    project.write("main.ts", main);
    expect(code).toBe(1);
    expect(output).toContain("- hologres-bi_dashboards   deleted: still Active");
    expect(output).toContain("+ dashboards   created: becomes the only live one");
    expect(output).toMatch(/error PLN002 .*\n.*hologres-bi_dashboards .* is deleted while it is Active/);
    expect(output).toMatch(/error PLN004 .*hologres-bi/);
    expect(output).toContain(
      "1 AccessKey created, 1 deleted, of 2 holders; 1 RAM user deleted; 1 other with keys stays as it is",
    );
  });

  it("reviews the other stack when one fails, and the same plan from a file", async () => {
    project.write(
      "main.ts",
      main.replace(
        "app.synth();",
        `const broken = new TerraformStack(app, "broken");
broken.addOverride("resource.terraform_data.x.input", "\${local.nothing}");
app.synth();`,
      ),
    );
    const { code, output } = await inSandbox(`${RAMPARTS} review --fail-on info`);
    project.write("main.ts", main);
    expect(code).toBe(2);
    expect(output).toMatch(
      /not judged: broken: terraform plan failed \(exit code 1\)\n {2}Error: Reference to undeclared/,
    );
    expect(output).toContain("no AccessKey is touched; 2 holders with keys stay as they are");

    const piped = await inSandbox(`cd ${STACK} && terraform plan -input=false -no-color -out=p >/dev/null &&
      terraform show -json p > p.json && cd - >/dev/null && ${RAMPARTS} review - --config cdktf.out < ${STACK}/p.json`);
    expect(piped.output).toContain("no AccessKey is touched; 2 holders with keys stay as they are\n\nno findings\n");
    expect(piped.code).toBe(0);
  });

  it("judges the states, and finds a key in them", async () => {
    const id = `$(terraform -chdir=${STACK} output -raw hologres-bi_dashboards_access_key_id)`;
    const { code, output } = await inSandbox(`${RAMPARTS} audit && ${RAMPARTS} find "${id}"`);
    expect(code).toBe(0);
    expect(output).toContain("no findings\n");
    expect(output).toMatch(
      /AccessKey \S{4}…\S{4}, Active, as the state of the last apply has it\n {2}It belongs to RAM user "hologres-bi"/,
    );
    expect(output).toMatch(
      /aliyun ram UpdateAccessKey --UserName hologres-bi --UserAccessKeyId \S{16,} --Status Inactive/,
    );
    expect(output).toMatch(/main\.ts:\d+/);
    expect(output).toContain("bi-production (hologres): bi-team@example.com");
  });
});

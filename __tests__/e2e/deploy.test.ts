import { Project } from "./project";
import { describeWithTerraform, type CommandResult } from "./terraform";

const HEAD = `
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessKeyScenario, Account, AccountAccessKey, AlicloudProvider, SecretCustody, User } from "ramparts";
import { readFileSync } from "node:fs";

const app = new App();
const stack = new TerraformStack(app, "credentials");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
const options = {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "it runs in our data centre",
  custody: SecretCustody.pgp(readFileSync("keys/analytics-team.asc", "utf8")),
};
`;

/** `cdktf VERB` in the embedded account. */
function inSandbox(project: Project, verb: "diff" | "deploy" | "destroy", ...flags: string[]) {
  const approve = verb === "diff" ? [] : ["--auto-approve"];
  return project.node(
    ...["dist/lib/cli/main.js", "sandbox", ...flags, "--"],
    ...["cdktf", verb, "*", "--skip-provider-lock", "--no-color", ...approve],
  );
}

/** As in the sandbox, which says where the states are. */
function synthesised(project: Project): Promise<CommandResult> {
  return project.node("dist/lib/cli/main.js", "sandbox", "--", "ts-node", "main.ts");
}

/** Applies one stack of what was synthesised, without the CDKTF CLI, which takes seconds; a sentence is on one line. */
async function applied(project: Project, stack: string, ...flags: string[]): Promise<CommandResult> {
  const script = "terraform init -no-color && terraform apply -no-color -auto-approve -input=false";
  const command = ["sandbox", ...flags, "--", "sh", "-c", `cd cdktf.out/stacks/${stack} && ${script}`];
  const { code, output } = await project.node("dist/lib/cli/main.js", ...command);
  return { code, output: output.replace(/\s+│?\s*/g, " ") };
}

describeWithTerraform("a deployment with the real CLIs", () => {
  const projects: Project[] = [];
  const projectOf = (main: string): Project => {
    const project = new Project({ "main.ts": HEAD + main + "\napp.synth();\n" });
    projects.push(project);
    return project;
  };
  afterAll(() => {
    for (const project of projects) project.remove();
  });

  it("is stopped by the guard before anything is applied", async () => {
    const project = projectOf(`
      const user = new User(stack, "etl", { userName: "etl" });
      for (const name of ["one", "two", "three"]) user.addAccessKey(name, options);
    `);
    const { code, output } = await inSandbox(project, "deploy");
    expect(code).not.toBe(0);
    expect(output).toMatch(/ERROR \[credentials\/etl\/two\]: KEY002|ERROR \[credentials\/etl\/three\]: KEY002/);
    expect(output).toContain('RAM user "etl" would hold 3 AccessKeys; RAM allows 2');
    expect(output).toMatch(/main\.ts:\d+/);
    expect(output).not.toContain("Apply complete");
  }, 60_000);

  it("is refused for root with a sentence that says what to do", async () => {
    const project = projectOf(`new Account(stack, "account", { accountId: "1234567890123456" });`);
    const { code, output } = await inSandbox(project, "deploy", "--as", "root");
    expect(code).not.toBe(0);
    expect(output.replace(/\s+│?\s*/g, " ")).toContain("Terraform runs as the Alibaba Cloud account itself");
  }, 60_000);

  it("renames a user in place, and follows a reference from one stack to another", async () => {
    const second = `
      const consumer = new TerraformStack(app, "consumer");
      new AlicloudProvider(consumer, "alicloud", { region: "cn-hangzhou" });
      new TerraformOutput(consumer, "owner", { value: user.userName });
    `;
    const project = projectOf(`const user = new User(stack, "user", { userName: "etl" }); ${second}`);
    expect(await synthesised(project)).toMatchObject({ code: 0 });
    expect((await applied(project, "credentials")).output).toContain("1 added");
    project.write(
      "main.ts",
      `${HEAD} const user = new User(stack, "user", { userName: "loader", formerlyNamed: "etl" }); ${second} app.synth();`,
    );
    const renamed = await inSandbox(project, "deploy");
    expect(renamed).toMatchObject({ code: 0 });
    expect(renamed.output).toContain("0 added, 1 changed, 0 destroyed");
    expect(renamed.output).toContain('owner = "loader"');
  }, 60_000);
});

describeWithTerraform("what an app synthesises, applied by the Terraform CLI", () => {
  const project = new Project({
    "main.ts": `${HEAD}
      new Account(stack, "account", { accountId: "1234567890123456",
        acknowledgeRootDeployment: { reason: "the first deployment", until: "2999-12-31" } });

      const other = new TerraformStack(app, "other-account");
      new AlicloudProvider(other, "alicloud", { region: "cn-hangzhou" });
      new Account(other, "account", { accountId: "1111222233334444" });

      const root = new TerraformStack(app, "root-key");
      new AlicloudProvider(root, "alicloud", { region: "cn-hangzhou" });
      new AccountAccessKey(root, "emergency", {
        ...options,
        acknowledgement: {
          statement: "I am aware of the security risks of using a main account AccessKey",
          reason: "an interface that knows no RAM users",
          owner: "platform@example.com",
          until: "2999-12-31",
        },
      });
      app.synth();
    `,
  });
  beforeAll(async () => {
    expect(await synthesised(project)).toMatchObject({ code: 0 });
  }, 60_000);
  afterAll(() => project.remove());

  it("is applied by root where that is acknowledged", async () => {
    expect(await applied(project, "credentials", "--as", "root")).toMatchObject({ code: 0 });
  });

  it("is refused in another account", async () => {
    const { code, output } = await applied(project, "other-account");
    expect(code).not.toBe(0);
    expect(output).toContain("Use credentials of account 1111222233334444");
  });

  it("makes a root key only for root", async () => {
    expect((await applied(project, "root-key")).code).not.toBe(0);
    const asRoot = await applied(project, "root-key", "--as", "root");
    expect(asRoot).toMatchObject({ code: 0 });
    expect(asRoot.output).toContain("1 added");
  });
});

import { Project } from "./project";
import { describeWithTerraform } from "./terraform";

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

  it("is refused for root with a sentence that says what to do, unless that is acknowledged", async () => {
    const project = projectOf(`new Account(stack, "account", { accountId: "1234567890123456" });`);
    const refused = await inSandbox(project, "deploy", "--as", "root");
    expect(refused.code).not.toBe(0);
    expect(refused.output.replace(/\s+│?\s*/g, " ")).toContain("Terraform runs as the Alibaba Cloud account itself");

    project.write(
      "main.ts",
      `${HEAD} new Account(stack, "account", { accountId: "1234567890123456",
        acknowledgeRootDeployment: { reason: "the first deployment", until: "2999-12-31" } }); app.synth();`,
    );
    expect(await inSandbox(project, "deploy", "--as", "root")).toMatchObject({ code: 0 });
  }, 60_000);

  it("is refused in another account", async () => {
    const project = projectOf(`new Account(stack, "account", { accountId: "1111222233334444" });`);
    const { code, output } = await inSandbox(project, "deploy");
    expect(code).not.toBe(0);
    expect(output.replace(/\s+│?\s*/g, " ")).toContain("Use credentials of account 1111222233334444");
  }, 60_000);

  it("makes a root key only for root", async () => {
    const project = projectOf(`
      new AccountAccessKey(stack, "emergency", {
        ...options,
        acknowledgement: {
          statement: "I am aware of the security risks of using a main account AccessKey",
          reason: "an interface that knows no RAM users",
          owner: "platform@example.com",
          until: "2999-12-31",
        },
      });
    `);
    expect((await inSandbox(project, "deploy")).code).not.toBe(0);
    const asRoot = await inSandbox(project, "deploy", "--as", "root");
    expect(asRoot).toMatchObject({ code: 0 });
    expect(asRoot.output).toContain("1 added");
  }, 60_000);

  it("renames a user in place, and follows a reference from one stack to another", async () => {
    const second = `
      const consumer = new TerraformStack(app, "consumer");
      new AlicloudProvider(consumer, "alicloud", { region: "cn-hangzhou" });
      new TerraformOutput(consumer, "owner", { value: user.userName });
    `;
    const project = projectOf(`const user = new User(stack, "user", { userName: "etl" }); ${second}`);
    expect(await inSandbox(project, "deploy")).toMatchObject({ code: 0 });
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

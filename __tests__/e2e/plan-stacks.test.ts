import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "../../sandbox";
import { planStacks } from "../../lib/terraform/plan-stacks";
import { SavedPlans } from "../../lib/terraform/saved-plans";
import { stacksOf } from "../../lib/terraform/stacks";
import { stateOf } from "../../lib/terraform/states";
import type { PlanOutcome } from "../../lib/terraform/outcome";
import { sourceProgram } from "../terraform/source-program";
import { Project } from "./project";
import { describeWithTerraform, runCommand } from "./terraform";

const REQUIRED = { required_providers: { alicloud: { source: "aliyun/alicloud" } } };

describeWithTerraform("planning stacks with the Terraform CLI", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));
  const app = join(root, "cdktf.out");
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ directory: join(root, "account") });
  });
  afterAll(() => {
    sandbox.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** Writes stacks as cdktf does, each with a state of its own. */
  function synthesise(stacks: Readonly<Record<string, object>>): void {
    const entries = Object.entries(stacks).map(([name, body]) => {
      mkdirSync(join(app, "stacks", name), { recursive: true });
      const terraform = { ...REQUIRED, backend: { local: backendOf(name) } };
      const document = { terraform, provider: { alicloud: {} }, ...body };
      writeFileSync(join(app, "stacks", name, "cdk.tf.json"), JSON.stringify(document, null, 2));
      const dependencies = name === "keys" ? ["users"] : [];
      return [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies }];
    });
    writeFileSync(join(app, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(entries) as unknown }));
  }

  function backendOf(name: string): object {
    return { path: join(root, `${name}.tfstate`), workspace_dir: join(root, name) };
  }

  const users = (...outputs: string[]): object => ({
    resource: { alicloud_ram_user: { etl: { name: "etl" } } },
    output: Object.fromEntries(
      outputs.map((name) => [name, { value: "${alicloud_ram_user.etl.name}", sensitive: true }]),
    ),
  });
  const keys = (output: string): object => ({
    data: {
      terraform_remote_state: {
        "cross-stack-reference-input-users": {
          backend: "local",
          workspace: "${terraform.workspace}",
          config: backendOf("users"),
        },
      },
    },
    resource: {
      alicloud_ram_access_key: {
        key: { user_name: `\${data.terraform_remote_state.cross-stack-reference-input-users.outputs.${output}}` },
      },
    },
  });
  const broken = { resource: { alicloud_ram_user: { u: { name: "${local.nothing}" } } } };

  function environment(): NodeJS.ProcessEnv {
    return { ...sandbox.environment(), TF_CLI_CONFIG_FILE: "/dev/null", HOME: undefined };
  }

  function plan(): Promise<PlanOutcome[]> {
    return planStacks(stacksOf(app), { environment: environment(), err: () => undefined });
  }

  it("names the stack that another waits for, until that one is applied as it was reviewed", async () => {
    synthesise({ keys: keys("name"), broken, users: users("name") });
    const before = await plan();
    expect(before).toMatchObject([
      { kind: "waiting", stack: { name: "keys" }, for: ["users"] },
      { kind: "failed", stack: { name: "broken" }, step: "plan", exitCode: 1 },
      { kind: "planned", stack: { name: "users" } },
    ]);
    const [, failed, planned] = before;
    expect(failed?.kind === "failed" && failed.lines).toEqual([
      "Error: Reference to undeclared local value",
      "  on cdk.tf.json line 21, in resource.alicloud_ram_user.u:",
      'A local value with the name "nothing" has not been declared.',
    ]);
    if (planned?.kind !== "planned") throw new Error("users was not planned");
    expect(JSON.parse(planned.plan.toString())).toMatchObject({
      resource_changes: [{ address: "alicloud_ram_user.etl", change: { actions: ["create"] } }],
    });
    expect(planned.graph.text).toContain('"[root] alicloud_ram_user.etl"');

    const file = new SavedPlans(join(root, "plans"), [planned.stack]).save(planned.stack, planned.file);
    const applied = await runCommand("terraform", ["apply", "-input=false", "-no-color", file], {
      cwd: planned.stack.directory,
      env: environment(),
    });
    expect(applied.output).toContain("1 added, 0 changed, 0 destroyed");

    expect((await plan()).map(({ kind }) => kind)).toEqual(["planned", "failed", "planned"]);
    const [, , state] = await stateOf(stacksOf(app), { environment: environment(), err: () => undefined });
    if (state?.kind !== "read") throw new Error("the state of users was not read");
    expect(JSON.parse(state.state.toString())).toMatchObject({
      values: { root_module: { resources: [{ address: "alicloud_ram_user.etl" }] } },
    });

    // An output that is new waits for the next apply; one that no apply will make does not.
    synthesise({ keys: keys("id"), users: users("name", "id") });
    expect(await plan()).toMatchObject([{ kind: "waiting", for: ["users"] }, { kind: "planned" }]);
    synthesise({ keys: keys("id"), users: users("name") });
    const [never] = await plan();
    expect(never).toMatchObject({ kind: "failed", step: "plan" });
    expect(never).toMatchObject({ lines: expect.arrayContaining(["Error: Unsupported attribute"]) as unknown });
  }, 60_000);

  it("ends Terraform and leaves nothing at a signal during a plan", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const asked = once(server, "request") as Promise<[unknown, ServerResponse]>;
    const place = join(root, "interrupted");
    const temporary = join(root, "tmp");
    mkdirSync(place);
    mkdirSync(temporary);
    const { port } = server.address() as AddressInfo;
    const config = { address: `http://127.0.0.1:${port}/` };
    writeFileSync(
      join(place, "main.tf.json"),
      JSON.stringify({ data: { terraform_remote_state: { slow: { backend: "http", config } } } }),
    );
    const program = sourceProgram(
      `const { planStacks } = fromRoot("./lib/terraform/plan-stacks.ts");
       const { stacksOf } = fromRoot("./lib/terraform/stacks.ts");
       const err = (text) => process.stderr.write(text);
       process.once("SIGINT", () => console.log("told"));
       planStacks(stacksOf(${JSON.stringify(place)}), { environment: process.env, err });`,
    );
    const child = spawn("node", program, {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const ended = once(child, "close");
    try {
      const [, response] = await asked;
      child.kill("SIGINT");
      await once(child.stdout, "data");
      response.writeHead(404).end();
      expect(await ended).toEqual([null, "SIGINT"]);
      expect(readdirSync(temporary).filter((name) => name.startsWith("ramparts-"))).toEqual([]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it("plans the example in the embedded account, without a terminal and a home", async () => {
    const project = new Project();
    try {
      const program = `
        const { planStacks } = require("./dist/lib/terraform/plan-stacks.js");
        const { stacksOf } = require("./dist/lib/terraform/stacks.js");
        const err = (text) => process.stderr.write(text);
        planStacks(stacksOf("cdktf.out"), { environment: process.env, err }).then(([{ kind, plan, lines }]) => {
          console.log(kind, lines ?? JSON.parse(plan).resource_changes.map(({ type }) => type).sort().join(" "));
        });`;
      const inSandbox = [
        "dist/lib/cli/main.js",
        "sandbox",
        "--",
        "sh",
        "-c",
        `ts-node main.ts && node -e '${program}'`,
      ];
      const { code, output } = await project.run(process.execPath, inSandbox, { HOME: undefined });
      expect(output).toContain("ramparts: analytics-credentials: terraform plan\n");
      expect(output).toMatch(/planned (alicloud_ram_access_key ){2}(alicloud_ram_policy ){2}alicloud_ram_user /);
      expect(code).toBe(0);
    } finally {
      project.remove();
    }
  });
});

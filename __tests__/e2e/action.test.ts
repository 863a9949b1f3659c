import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "../../sandbox";
import { runAction } from "../action/composite-action";
import { StandInGithub } from "../action/stand-in-github";
import { WorkflowProject } from "../action/workflow-project";
import { keys, merged } from "./key-plans";
import { describeWithTerraform } from "./terraform";

describeWithTerraform("the action where credentials are", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));
  let project: WorkflowProject;
  let sandbox: Sandbox;
  let github: StandInGithub;

  beforeAll(async () => {
    sandbox = await startSandbox({ directory: join(root, "account") });
    github = await StandInGithub.start("t");
    project = new WorkflowProject();
  });
  afterAll(() => {
    github.close();
    sandbox.close();
    project.remove();
    rmSync(root, { recursive: true });
  });

  it("reviews the plan, first in the comment, and fails by its findings", async () => {
    const resource = merged({ alicloud_ram_user: { u: { name: "etl" } } }, keys("u", { a: {}, b: {}, c: {} }));
    const terraform = { required_providers: { alicloud: { source: "aliyun/alicloud" } } };
    project.write("cdktf.out/main.tf.json", JSON.stringify({ terraform, resource }));
    project.ramparts("manifest", "cdktf.out");
    project.write("ramparts.yaml", "terraform:\n  providers: [aliyun/alicloud]\n");
    const base = { sha: project.commit() };

    const ran = await runAction({
      inputs: { review: "true", sarif: "true" },
      event: {
        name: "pull_request",
        payload: { pull_request: { number: 7, base, head: { repo: { full_name: "octo/infra" } } } },
      },
      directory: project.directory,
      environment: {
        ...process.env,
        ...sandbox.environment(),
        ...github.environment,
        TF_CLI_CONFIG_FILE: "/dev/null",
      },
      token: "t",
    });
    const [comment] = github.comments;
    expect(ran.log).toContain("terraform plan");
    expect(comment?.body).toMatch(/^<!-- ramparts -->\n<!-- ramparts:review -->\n## ramparts review: /);
    expect(comment?.body).toContain("will fail in every order");
    expect(comment?.body).toContain("## ramparts check: ");
    expect(ran.used.map(({ with: { category } }) => category)).toEqual(["ramparts-check", "ramparts-review"]);
    expect(ran.log).toContain("check: 1, manifest: 0, review: 1 ");
    expect(ran.code).toBe(1);
  }, 60_000);
});

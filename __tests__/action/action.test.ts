import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { blocksOf, repository } from "../documents";
import { ACTION, runAction, type Given, type Ran, type Step } from "./composite-action";
import { StandInGithub } from "./stand-in-github";
import { WorkflowProject } from "./workflow-project";

const TOKEN = "a-token-of-the-run";
const OWN = "github-actions[bot]";

const user = (name: string, attributes = {}): object => ({ alicloud_ram_user: { u: { name, ...attributes } } });
const KEY = { alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.u.name}" } } };
/** Findings of each level: a secret in clear is an error, a user that is deleted by force a warning. */
const CLEAN = { resource: user("etl") };
const WARNING = { resource: user("etl", { force: true }) };
const ERROR = { resource: { ...user("etl"), ...KEY } };

describe("action.yml", () => {
  const { inputs, runs } = ACTION;

  it("is a composite action of these inputs, each described and with a default", () => {
    expect(runs.using).toBe("composite");
    expect(Object.keys(inputs)).toEqual([
      "working-directory",
      "app",
      "fail-on",
      "manifest",
      "review",
      "keys",
      "comment",
      "sarif",
      "github-token",
    ]);
    for (const { description, default: text } of Object.values(inputs)) {
      expect(description).not.toBe("");
      expect(typeof text).toBe("string");
    }
    expect(inputs["review"]?.default).toBe("false");
  });

  it("pastes nothing into a script", () => {
    for (const { run, shell } of runs.steps.filter(({ run }) => run !== undefined)) {
      expect(run).not.toContain("${{");
      expect(shell).toBe("bash");
    }
  });

  it("gives the token to the step that comments, and to no other", () => {
    const having = runs.steps.filter((step) => JSON.stringify(step).includes("token"));
    expect(having.map(({ id }) => id)).toEqual(["comment"]);
  });

  it("uses no other action than the one that uploads findings", () => {
    expect(runs.steps.flatMap(({ uses }) => uses ?? [])).toEqual([
      "github/codeql-action/upload-sarif@v4",
      "github/codeql-action/upload-sarif@v4",
    ]);
  });
});

describe("the documentation of the action", () => {
  const workflow = parse(blocksOf("docs/review.md").find(({ language }) => language === "yaml")?.code ?? "") as {
    readonly on: string;
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions: object }>>;
  };
  const stepsOf = (job: string): readonly Step[] => workflow.jobs[job]?.steps ?? [];

  it("has the inputs with their defaults", () => {
    const text = readFileSync(join(repository, "docs/review.md"), "utf8");
    const rows = [...text.matchAll(/^\| `([\w-]+)` +\| (?:`([^`]*)`)?/gm)].filter(
      ([, name = ""]) => name in ACTION.inputs,
    );
    expect(Object.fromEntries(rows.map(([, name, value = ""]) => [name, value]))).toEqual(
      Object.fromEntries(
        Object.entries(ACTION.inputs).map(([name, { default: value }]) => [name, value.startsWith("${{") ? "" : value]),
      ),
    );
  });

  it("shows a workflow that gives it inputs that it has, and credentials to the review alone", () => {
    expect(workflow.on).toBe("pull_request");
    const uses = Object.keys(workflow.jobs).flatMap((job) =>
      stepsOf(job).filter(({ uses }) => uses?.includes("/ramparts@")),
    );
    expect(uses.map(({ with: given }) => given ?? {})).toEqual([{}, { review: "true" }]);
    // Code of the pull request runs in a job that neither checks nor has anything to steal.
    const runsCode = Object.keys(workflow.jobs).filter((job) => stepsOf(job).some(({ run }) => run !== undefined));
    expect(runsCode).toEqual(["synth"]);
    expect(workflow.jobs["synth"]?.permissions).toEqual({ contents: "read" });
    expect(stepsOf("synth").some(({ uses }) => uses?.includes("/ramparts@"))).toBe(false);
    expect(workflow.jobs["check"]?.permissions).not.toHaveProperty("id-token");
    expect(stepsOf("check").some(({ uses }) => uses?.includes("credentials"))).toBe(false);
    expect(workflow.jobs["review"]).toMatchObject({
      needs: "check",
      environment: "plan",
      if: "github.event.pull_request.head.repo.full_name == github.repository",
    });
  });
});

describe("the action on a pull request", () => {
  let project: WorkflowProject;
  let github: StandInGithub;
  let base: string;

  beforeAll(() => {
    project = new WorkflowProject();
    declare(CLEAN);
    project.ramparts("manifest", "cdktf.out");
    base = project.commit();
  });
  beforeEach(async () => {
    github = await StandInGithub.start(TOKEN);
    declare(CLEAN);
  });
  afterEach(() => github.close());
  afterAll(() => project.remove());

  function declare(configuration: object): void {
    project.write("cdktf.out/main.tf.json", JSON.stringify(configuration));
  }

  const pullRequest = (from = "octo/infra", name = "pull_request"): Given["event"] => ({
    name,
    payload: { pull_request: { number: 7, base: { sha: base }, head: { repo: { full_name: from } } } },
  });

  function run(inputs: Given["inputs"] = {}, event = pullRequest()): Promise<Ran> {
    const environment = { ...process.env, ...github.environment };
    return runAction({ inputs, event, directory: project.directory, environment, token: TOKEN });
  }

  it("makes one comment, keeps it up to date, and leaves those of others alone", async () => {
    const forged = github.add("mallory", "<!-- ramparts -->\nall is well");
    for (let index = 0; index < 150; index += 1) github.add("somebody", `remark ${index}`);
    declare(ERROR);
    const first = await run();
    expect(first.code).toBe(1);
    expect(github.of(OWN)).toHaveLength(1);
    const [comment] = github.of(OWN);
    expect(comment?.body).toMatch(/^<!-- ramparts -->\n/);
    expect(comment?.body).toContain("**error SEC001**");
    expect(comment?.body).toContain("`etl`: AccessKey `k` added");
    expect(comment?.body).toContain("The committed manifest is stale");
    expect(first.summary).toContain("**error SEC001**");

    declare(CLEAN);
    const second = await run();
    expect(second.code).toBe(0);
    expect(github.of(OWN)).toEqual([comment]);
    expect(comment?.body).toContain("ramparts check: no findings");
    expect(comment?.body).not.toContain("SEC001");
    expect(forged.body).toBe("<!-- ramparts -->\nall is well");
  });

  it.each<[string, number, object, Record<string, string>]>([
    ["0 for a finding below the level", 0, WARNING, { manifest: "" }],
    ["1 for a finding of the level", 1, WARNING, { manifest: "", "fail-on": "warning" }],
    ["1 for a stale manifest", 1, { resource: user("loader") }, {}],
    ["2 where there is nothing to check", 2, CLEAN, { app: "no-such-directory" }],
    ["2 where the manifest is missing", 2, ERROR, { manifest: "no-such-file.yaml" }],
    ["2 for a level that does not exist", 2, CLEAN, { "fail-on": "fatal" }],
  ])("ends with %s", async (_, code, configuration, inputs) => {
    declare(configuration);
    const ran = await run(inputs);
    expect(ran.code).toBe(code);
    expect(ran.steps.slice(-1)).toEqual(["verdict"]);
    expect(github.of(OWN)).toHaveLength(1);
  });

  it("runs its own ramparts, whatever the project brings along", async () => {
    const forged = new WorkflowProject();
    forged.write("cdktf.out/main.tf.json", JSON.stringify(ERROR));
    forged.write("node_modules/.bin/ramparts", "#!/bin/sh\nexit 0\n");
    const environment = { ...process.env, ...github.environment };
    const ran = await runAction({
      inputs: { manifest: "" },
      event: { name: "push", payload: {} },
      directory: forged.directory,
      environment,
    });
    forged.remove();
    expect(ran.code).toBe(1);
    expect(ran.summary).toContain("SEC001");
  });

  it.each([
    ["a fork", pullRequest("mallory/infra")],
    ["a fork that is gone", { ...pullRequest(), payload: { pull_request: { number: 7, head: { repo: null } } } }],
    ["an event that brings credentials to the code of others", pullRequest("octo/infra", "pull_request_target")],
  ])("neither reviews nor uploads for %s", async (_, event) => {
    github.refusal = { status: 403, message: "Resource not accessible by integration" };
    const ran = await run({ review: "true", sarif: "true", manifest: "" }, event);
    expect(ran.steps).not.toContain("review");
    expect(ran.used).toEqual([]);
    expect(ran.log).toContain("::notice title=ramparts::The plan is not reviewed");
    expect(ran.summary).toContain("## ramparts: no review");
    expect(ran.log).toContain("::notice title=ramparts::There is no comment: the token of this run may only read.");
    expect(ran.code).toBe(0);
  });

  it("uploads the findings to code scanning where it is asked to", async () => {
    const { used } = await run({ sarif: "true", manifest: "" });
    expect(used).toMatchObject([{ with: { category: "ramparts-check", sarif_file: /check\.sarif$/ } }]);
  });

  it("does not comment where it is not asked to, nor without a pull request", async () => {
    const silent = await run({ comment: "false", manifest: "" });
    const pushed = await run({ manifest: "" }, { name: "push", payload: {} });
    expect([...silent.steps, ...pushed.steps]).not.toContain("comment");
    expect(github.requests).toEqual([]);
  });

  it("shows hostile names as text", async () => {
    const attack = "x\n::add-mask::e\n  ::error::##[error]</code><img src=x>@octo/team [y](https://evil.example)";
    declare({ resource: { ...user(attack), ...KEY } });
    const { log, summary } = await run();
    expect(log).not.toMatch(/^\s*::(?:add-mask|error)/m);
    for (const text of [github.of(OWN)[0]?.body ?? "", summary]) {
      expect(text).toContain("add-mask");
      expect(text.replace(/`[^`\n]*`/g, "")).not.toMatch(/<img|@octo|\]\(https|^\s*::/m);
    }
  });

  it("runs nothing of what its inputs say", async () => {
    const odd = '$(touch pwned)`touch pwned`";touch pwned;#';
    const { code } = await run({ app: odd, manifest: odd, "fail-on": odd });
    expect(code).toBe(2);
    expect(existsSync(join(project.directory, "pwned"))).toBe(false);
  });

  it("says why the comment could not be written, and never shows the token", async () => {
    github.refusal = { status: 502, message: "Server Error\n::error::100%" };
    const ran = await run({ manifest: "" });
    expect(ran.log).toContain(
      "::error title=ramparts::The comment was not written. " +
        "POST /repos/octo/infra/issues/7/comments: 502 Server Error%0A::error::100%25\n",
    );
    expect(ran.code).toBe(1);
    expect(ran.steps.slice(-1)).toEqual(["verdict"]);
    expect(ran.log + ran.summary).not.toContain(TOKEN);
  });
});

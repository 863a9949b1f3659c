import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { FORMATS } from "../../lib/report/formats";
import { planDocument, type PlanParts } from "../plan/plans";
import { StandIn } from "../terraform/stand-in";
import { ramparts } from "./program";
import { Project } from "./project";

let project: Project;
beforeEach(() => (project = new Project(mkdtempSync(join(tmpdir(), "ramparts-review-")))));
afterEach(() => project.remove());

const USER = [{ at: "etl", name: "etl", do: "no-op" }] as const;
const DISABLED: PlanParts = {
  users: USER,
  keys: [{ at: "etl_a", do: "update", after: "Inactive", id: "id-of-key-number-one" }],
};
const DELETED: PlanParts = { users: USER, keys: [{ at: "etl_a", do: "delete" }] };
const NOTHING: PlanParts = { users: USER, keys: [{ at: "etl_a", do: "no-op" }] };

const review = (...argv: string[]) => ramparts(["review", ...argv], { directory: project.directory });
const plan = (name: string, parts: PlanParts): string => project.write(name, planDocument(parts));

/** A configuration in which the key of the plans was made by a construct. */
function configuration(name = "analytics"): object {
  const consumers = [{ service: "hologres", name: "bi", owner: "bi@example.com" }];
  const accessKey = { name: "a", necessity: "nothing else works", custody: { kind: "pgp" }, consumers };
  const comment = { metadata: { path: `${name}/etl/a` }, ramparts: { accessKey, source: "main.ts:12" } };
  return {
    "//": { metadata: { stackName: name } },
    resource: {
      alicloud_ram_user: { etl: { name: "etl" } },
      alicloud_ram_access_key: { etl_a: { "//": comment, user_name: "${alicloud_ram_user.etl.name}" } },
    },
  };
}

describe("ramparts review of files", () => {
  it("says what the apply does, then the findings, then what it cannot know", async () => {
    const { code, out, err } = await review(plan("plan.json", DELETED));
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const [words, finding, unknown] = [/- etl_a {3}deleted: still Active/, /error PLN002/, /not known: .*--config/s];
    expect(out).toMatch(words);
    expect(out.search(words)).toBeLessThan(out.search(finding));
    expect(out.search(finding)).toBeLessThan(out.search(unknown));
    expect(out).toContain("what is acknowledged in code counts as open there");
  });

  it("ends with 0 when nothing is touched", async () => {
    const { code, out } = await review(plan("plan.json", NOTHING), "--format", "github");
    expect(code).toBe(0);
    expect(out).toContain("no AccessKey is touched; 1 holder with keys stays as it is");
  });

  it("reads standard input", async () => {
    const standardInput = Readable.from([Buffer.from(JSON.stringify(planDocument(DELETED)))]);
    const { code, out } = await ramparts(["review", "-"], { standardInput, directory: project.directory });
    expect(code).toBe(1);
    expect(out).toContain("(stack standard input)");
  });

  it("reviews several files as one change, and tells equal names apart", async () => {
    const files = [
      plan("a/plan.json", DELETED),
      plan("b/plan.json", { users: [{ at: "u", name: "other", do: "create" }] }),
    ];
    const { out } = await review(...files, "--format", "json");
    const { review: reviewed } = JSON.parse(out) as { review: { holders: { keys: { stack: string }[] }[] } };
    expect(reviewed.holders[0]?.keys[0]?.stack).toBe(files[0]);
  });

  it("takes consumers and source lines from the configuration of the plan", async () => {
    project.write("out/cdk.tf.json", configuration());
    const { out } = await review(plan("plan.json", DELETED), "--config", join(project.directory, "out"));
    expect(out).toContain("affects: bi (hologres, bi@example.com)");
    expect(out).toMatch(/analytics\/etl\/a +main\.ts:12/);
    expect(out).not.toContain("--config");
  });

  it("knows the configuration of each plan by the name of the file, then by what is in it", async () => {
    const stacks = ["one", "two"].map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]);
    project.write("out/manifest.json", { stacks: Object.fromEntries(stacks) as object });
    project.write("out/stacks/one/cdk.tf.json", configuration("one"));
    project.write("out/stacks/two/cdk.tf.json", { resource: { alicloud_ram_user: { other: { name: "other" } } } });
    const config = ["--config", join(project.directory, "out")];
    const stacksOf = async (...argv: string[]): Promise<string[]> => {
      const { out, err } = await review(...argv, ...config, "--format", "json");
      if (err !== "") return [err];
      const report = JSON.parse(out) as { review: { holders: { keys: { stack: string }[] }[] } };
      return report.review.holders.flatMap(({ keys }) => keys.map(({ stack }) => stack));
    };
    expect(await stacksOf(plan("x.json", DELETED))).toEqual(["one"]);
    expect(await stacksOf(plan("two.plan.json", DELETED))).toEqual(["two"]);
    expect(await stacksOf(plan("unlike.json", { keys: [{ at: "elsewhere", do: "delete" }] }))).toEqual(["unlike.json"]);
    const [both] = await stacksOf(plan("one.json", DELETED), plan("one.b.json", DELETED));
    expect(both).toMatch(/are both of the stack "one"/);
  });

  it("takes the consumers of a key whose construct is gone from the manifest", async () => {
    project.write("stack/cdk.tf.json", configuration());
    const manifest = join(project.directory, "credentials.yaml");
    const written = await ramparts(["manifest", join(project.directory, "stack"), "--output", manifest]);
    expect(written.code).toBe(0);
    project.write("now/cdk.tf.json", { "//": { metadata: { stackName: "analytics" } } });
    const config = ["--config", join(project.directory, "now"), "--manifest", manifest];
    const { out } = await review(plan("analytics.json", DELETED), ...config);
    expect(out).toContain("affects: bi (hologres, bi@example.com)");
    expect(out).not.toContain("Nobody has said who uses");
  });

  it("counts the keys made elsewhere that the manifest has, but for one of a user that the code creates", async () => {
    const manifestOf = async (user: object) => {
      const etl = { name: "etl", "//": { ramparts: { user } } };
      project.write("stack/main.tf.json", { resource: { alicloud_ram_user: { etl } } });
      const manifest = join(project.directory, "credentials.yaml");
      await ramparts(["manifest", join(project.directory, "stack"), "--output", manifest]);
      return manifest;
    };
    const created = plan("analytics.json", { users: USER, keys: [{ at: "etl_a", do: "create" }] });
    const counted = await review(created, "--manifest", await manifestOf({ origin: "adopted", existingAccessKeys: 2 }));
    expect(counted.out).toContain("keys: 2 now, and room is needed for 3");
    expect(counted.out).toMatch(/not known: .* RAM user "etl": counted as the\s+manifest has it/);
    const assumed = await review(created, "--manifest", await manifestOf({ origin: "created" }));
    expect(assumed.out).toContain("keys: 0 now → 0 → 1 after");
    expect(assumed.out).toMatch(/Nobody has said how many AccessKeys made elsewhere there are of RAM\s+user "etl"/);
    const open = await review(created, "--manifest", await manifestOf({ origin: "adopted" }));
    expect(open.out).toContain("keys: at least 0 now");
  });

  it("says where the code has another number than the manifest, and counts the larger one", async () => {
    const user = (existingAccessKeys: number) => ({ ramparts: { user: { origin: "adopted", existingAccessKeys } } });
    const stack = (existingAccessKeys: number) => ({
      "//": { metadata: { stackName: "analytics" } },
      resource: { alicloud_ram_user: { etl: { name: "etl", "//": user(existingAccessKeys) } } },
    });
    const manifest = join(project.directory, "credentials.yaml");
    project.write("before/main.tf.json", stack(1));
    await ramparts(["manifest", join(project.directory, "before"), "--output", manifest]);
    project.write("after/main.tf.json", stack(0));
    const config = ["--config", join(project.directory, "after"), "--manifest", manifest];
    const { out } = await review(plan("analytics.json", DELETED), ...config);
    expect(out).toContain("keys: 2 now → 1 → 1 after");
    expect(out).toMatch(/the code says 0,?\s+and\s+the\s+manifest\s+1\. The larger number is counted/);
    expect(out).toMatch(/this change weakens the guard\nwarning GRD004 .*\n {2}The manifest has 1 AccessKey that/);
  });

  it("counts the keys of a listing, shows their ids shortened, and in full on request", async () => {
    const account = "1234567890123456";
    const parts: PlanParts = { ...DISABLED, caller: { type: "RAMUser", accountId: account } };
    const key = (id: string) => ({ id, status: "Active" });
    const keys = project.write("keys.json", {
      version: 1,
      account,
      time: "2026-06-14T00:00:00Z",
      users: [{ name: "etl", accessKeys: [key("id-of-key-number-one"), key("made-elsewhere-0001")] }],
    });
    const file = plan("plan.json", parts);
    const { out } = await review(file, "--keys", keys);
    expect(out).toContain("made elsewhere: made…0001 (Active)");
    expect(out).toContain("keys: 2 now");
    expect(out).not.toMatch(/made-elsewhere-0001|id-of-key-number-one/);
    expect((await review(file, "--keys", keys, "--show-ids")).out).toContain("made elsewhere: made-elsewhere-0001");
  });

  it("reports only what is new since a baseline, with the whole review", async () => {
    const argv = [plan("plan.json", DELETED), "--baseline", join(project.directory, "baseline.json")];
    await review(...argv);
    const { code, out } = await review(...argv);
    expect(code).toBe(0);
    expect(out).toContain("deleted: still Active");
    expect(out).toMatch(/not shown: \d+ old findings? in .*baseline\.json/);
  });

  it("uses the settings of the project", async () => {
    project.write("ramparts.yaml", "rules:\n  PLN002: off\n  PLN003: off\n");
    const { out } = await review(plan("plan.json", DELETED));
    expect(out).not.toMatch(/PLN00[23]/);
  });

  it("shows no secret in any format, wherever the plan has it", async () => {
    const canary = ["canary", "of", "a", "secret", "a1b2c3d4e5"].join("-");
    const document = planDocument({ ...DELETED, users: [{ at: "etl", name: "etl", do: "no-op" }] });
    const address = `alicloud_ram_user.u["${canary}"]`;
    const file = project.write("plan.json", {
      ...document,
      variables: { token: { value: canary } },
      configuration: { root_module: { variables: { token: { sensitive: true } } } },
      resource_changes: [
        ...(document["resource_changes"] as object[]),
        {
          address,
          mode: "managed",
          type: "alicloud_ram_user",
          name: "u",
          change: { actions: ["create"], before: null, after: { name: canary }, after_unknown: {} },
        },
        {
          address: "alicloud_ram_access_key.k",
          mode: "managed",
          type: "alicloud_ram_access_key",
          name: "k",
          change: { actions: ["create"], before: null, after: { user_name: canary }, after_unknown: { id: true } },
        },
      ],
    });
    for (const format of Object.keys(FORMATS)) {
      for (const more of [[], ["--show-ids"]]) {
        const { out, err } = await review(file, "--format", format, ...more);
        expect(out + err).not.toContain(canary);
        expect(out).toContain("etl");
      }
    }
  });
});

describe("ramparts review of what is none", () => {
  const cases: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ["an empty file", "", /is empty/],
    ["a truncated plan", '{"format_version": "1.2", "resource_changes": [', /ends/],
    ["text", "hello", /is not JSON/],
    ["JSON of something else", '{"a": 1}', /neither a plan nor a state/],
    ["a list", "[]", /neither a plan nor a state/],
    ["a plan on the screen", "Terraform will perform the following actions:\n", /text that Terraform prints/],
    ["a binary plan", Buffer.from("PK\u0003\u0004xx"), /is a binary plan file/],
    ["a state", '{"format_version": "1.0", "values": {}}', /is a state/],
    ["an empty state", '{"format_version": "1.0"}', /is a state/],
    ["a state file", '{"version": 4, "serial": 1, "lineage": "x"}', /is a state file/],
    ["a plan of a newer format", '{"format_version": "9.0", "resource_changes": []}', /9\.0/],
    [
      "a duplicate key",
      '{"format_version": "1.2", "resource_changes": [], "resource_changes": []}',
      /stands here for the second time/,
    ],
  ];

  it.each(cases)("refuses %s in a sentence", async (_, content, problem) => {
    const file = join(project.directory, "plan.json");
    writeFileSync(file, content);
    const { code, out, err } = await review(file);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(problem);
    expect(err).toMatch(/^ramparts: .*plan\.json(?::\d+:\d+)?: /);
    expect(err).not.toMatch(/internal error|\n\s+at /);
  });

  it.each([
    ["prototype keys", '{"format_version": "1.2", "resource_changes": [], "__proto__": {"a": 1}, "constructor": {}}'],
    [
      "lone surrogates",
      '{"format_version": "1.2", "resource_changes": [], "variables": {"\\ud800": {"value": "\\udc00"}}}',
    ],
    ["20,000 levels", `{"format_version":"1.2","resource_changes":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
    ["nothing in it", '{"format_version": "1.2", "resource_changes": null, "planned_values": 3}'],
  ])("takes a plan with %s", async (_, content) => {
    const file = join(project.directory, "plan.json");
    writeFileSync(file, content);
    expect(await review(file)).toMatchObject({ code: 0, err: "" });
  });

  it("reads no more of standard input than the limit", async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(64 * 1024, "x"));
      },
    });
    const { code, err } = await ramparts(["review", "-", "--max-size", "1M"], { standardInput: endless });
    expect(code).toBe(2);
    expect(err).toMatch(/standard input: has more than 1 MiB/);
  });

  it.each([
    [["--max-size", "0"], /--max-size/],
    [["--max-size", "12X"], /--max-size/],
    [["--save-plan", "plans"], /--save-plan/],
    [["--keys", "no-such.json"], /no-such\.json: does not exist/],
    [["--config", "no-such-directory"], /no-such-directory: does not exist/],
    [["--manifest", "no-such.yaml"], /no-such\.yaml: does not exist/],
  ])("refuses %j", async (argv, problem) => {
    const { code, out, err } = await review(plan("plan.json", NOTHING), ...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(problem);
  });

  it("refuses a file that is missing, is given twice, or stands beside a directory", async () => {
    expect((await review("no-such.json")).err).toMatch(
      /no-such\.json: does not exist.*terraform show -json plan\.tfplan \| ramparts review -\n/,
    );
    const file = plan("plan.json", NOTHING);
    expect((await review(file, file)).err).toMatch(/was given twice/);
    expect((await review(file, project.directory)).err).toMatch(/is a directory, and something else was given too/);
    expect((await review(project.directory, "--config", "x")).err).toMatch(/--config is for files/);
  });

  it("refuses a listing of another account", async () => {
    const parts: PlanParts = { ...DISABLED, caller: { type: "RAMUser", accountId: "1234567890123456" } };
    const listing = { version: 1, account: "6543210987654321", time: "2026-06-14T00:00:00Z", users: [] };
    const { code, err } = await review(plan("plan.json", parts), "--keys", project.write("keys.json", listing));
    expect(code).toBe(2);
    expect(err).toMatch(/account 6543210987654321.*account 1234567890123456/);
  });
});

describe("ramparts review of a directory", () => {
  it("reviews the other stacks when one fails, says all, and ends with 2", async () => {
    const app = new StandIn({ users: {}, broken: {} });
    try {
      app.write(0, "show.json", JSON.stringify(planDocument(DELETED)));
      app.write(1, "fail-plan", "Error: no such thing\n\nThe thing is not there.\n");
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out, err } = await ramparts(["review", app.app], parts);
      expect(code).toBe(2);
      expect(out).toMatch(/^not judged: broken: terraform plan failed \(exit code 1\)\n {2}Error: no such thing\n/);
      expect(out).toContain("deleted: still Active");
      expect(out).toContain("1 stack not judged");
      expect(err).toContain("ramparts: users: terraform plan\n");
    } finally {
      app.remove();
    }
  });

  it("says why a stack that was synthesised in the sandbox cannot be planned outside of it", async () => {
    const app = new StandIn({ users: {} });
    try {
      const local = { path: join(app.root, ".ramparts/sandbox/terraform/users.tfstate") };
      app.write(0, "cdk.tf.json", JSON.stringify({ terraform: { backend: { local } } }));
      app.write(0, "fail-init", "Error: Backend configuration changed\n\nUse terraform init -reconfigure.\n");
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out } = await ramparts(["review", app.app], parts);
      expect(code).toBe(2);
      expect(out).toMatch(
        /^not judged: users: terraform init failed \(exit code 1\): it was synthesised in the sandbox/,
      );
      expect(out).toContain('with "npx ramparts sandbox --" before it\n  Error: Backend configuration changed\n\n');
    } finally {
      app.remove();
    }
  });

  describe("that keeps the plans", () => {
    let app: StandIn;
    beforeEach(() => (app = new StandIn({ users: {}, odd: {} })));
    afterEach(() => app.remove());

    const plans = (): string => join(project.directory, "plans");
    const keep = (...argv: string[]) =>
      ramparts(["review", app.app, "--save-plan", plans(), ...argv], {
        environment: app.environment,
        directory: project.directory,
      });

    it("keeps those that it has reviewed, and says how they are applied", async () => {
      app.write(0, "show.json", JSON.stringify(planDocument(NOTHING)));
      const { err } = await keep();
      expect(readdirSync(plans()).sort()).toEqual([".gitignore", "users.tfplan"]);
      const [, last] = /.*\n(.*)\n$/.exec(err) ?? [];
      expect(last).toContain("kept the plan of users, which holds secrets, in ");
      expect(last).toMatch(/; "terraform apply" of that file, in .*\/0, applies what was reviewed$/);
    });

    it("says it in the sandbox with the command that goes through it", async () => {
      app.write(0, "show.json", JSON.stringify(planDocument(NOTHING)));
      const environment = { ...app.environment, RAMPARTS_SANDBOX: join(app.root, ".ramparts/sandbox") };
      const { err } = await ramparts(["review", app.app, "--save-plan", plans()], { environment });
      expect(err).toContain('"npx ramparts sandbox -- terraform apply" of that file');
    });

    it("keeps and announces none where no report was made", async () => {
      const parts: PlanParts = { ...DISABLED, caller: { type: "RAMUser", accountId: "1234567890123456" } };
      app.write(0, "show.json", JSON.stringify(planDocument(parts)));
      const other = { version: 1, account: "6543210987654321", time: "2026-06-14T00:00:00Z", users: [] };
      const { code, out, err } = await keep("--keys", project.write("keys.json", other));
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain("ramparts: odd: terraform show");
      expect(err).not.toContain("kept the plan");
      expect(existsSync(plans())).toBe(false);
    });
  });

  it("says nothing of AccessKeys when no stack could be planned", async () => {
    const app = new StandIn({ broken: {} });
    try {
      app.write(0, "fail-plan", "Error: no such thing\n");
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out } = await ramparts(["review", app.app], parts);
      expect(code).toBe(2);
      expect(out).toContain("1 stack not judged");
      expect(out).not.toContain("AccessKey");
    } finally {
      app.remove();
    }
  });

  it("names a stack whose plan cannot be read, and reviews the others", async () => {
    const app = new StandIn({ users: {}, odd: {} });
    try {
      app.write(0, "show.json", JSON.stringify(planDocument(NOTHING)));
      app.write(1, "show.json", "{}");
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out } = await ramparts(["review", app.app], parts);
      expect(code).toBe(2);
      expect(out).toMatch(/^not judged: odd: what terraform show says cannot be read\n {2}odd: is JSON, but neither/);
      expect(out).toContain("1 holder with keys stays as it is");
    } finally {
      app.remove();
    }
  });

  it("says that a stack without a plan may have keys of the same user", async () => {
    const app = new StandIn({ users: {}, broken: {} });
    try {
      const users = [{ at: "u", name: "etl", do: "create" }];
      app.write(0, "show.json", JSON.stringify(planDocument({ users, keys: [{ at: "a", do: "create" }] })));
      app.write(1, "fail-plan", "Error: no such thing\n");
      const parts = { environment: app.environment, directory: project.directory };
      const { out } = await ramparts(["review", app.app, "--format", "json"], parts);
      const { review: reviewed, notKnown } = JSON.parse(out) as {
        review: { holders: { verdict: string }[] };
        notKnown: string[];
      };
      expect(reviewed.holders.map(({ verdict }) => verdict)).toEqual(["not known"]);
      expect(notKnown.join("\n")).toContain("broken is not reviewed as a whole");
    } finally {
      app.remove();
    }
  });

  it.each(["review", "audit"])("%s says first that a source file was edited after the synthesis", async (command) => {
    const app = new StandIn({ users: {} });
    try {
      app.write(
        0,
        "show.json",
        JSON.stringify(command === "review" ? planDocument(NOTHING) : { format_version: "1.0" }),
      );
      app.write(0, "cdk.tf.json", JSON.stringify(configuration("users")));
      writeFileSync(join(app.root, "cdktf.json"), "{}");
      writeFileSync(join(app.root, "main.ts"), "edited");
      utimesSync(join(app.app, "stacks/0/cdk.tf.json"), 0, 0);
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out, err } = await ramparts([command, app.app], parts);
      expect(code).toBe(0);
      expect(err).toMatch(/\nramparts: not read in users: main\.ts \(it is newer .*"cdktf synth" again\)\n$/);
      expect(out).toContain("not read in users: main.ts");
    } finally {
      app.remove();
    }
  });

  it("does not let a stack pass that waits for another, but in an emergency", async () => {
    const app = new StandIn({ keys: { dependencies: ["users"] }, users: {} });
    try {
      const remote = "cross-stack-reference-input-users";
      app.write(
        0,
        "cdk.tf.json",
        JSON.stringify({ data: { terraform_remote_state: { [remote]: { backend: "local" } } } }),
      );
      app.write(
        0,
        "fail-plan",
        `Error: Unable to find remote state\n\n  with data.terraform_remote_state.${remote},\n  on cdk.tf.json line 1\n`,
      );
      app.write(1, "show.json", JSON.stringify(planDocument(NOTHING)));
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out } = await ramparts(["review", app.app], parts);
      expect(out).toMatch(/^not judged: keys: it was not planned: it waits for "users"\. Apply that first/);
      expect(code).toBe(1);
      const environment = { ...app.environment, RAMPARTS_BREAK_GLASS: "a first deployment" };
      expect((await ramparts(["review", app.app], { ...parts, environment })).code).toBe(0);
    } finally {
      app.remove();
    }
  });

  it("says how to make what is missing", async () => {
    const { code, err } = await review(join(project.directory, "cdktf.out"));
    expect(code).toBe(2);
    expect(err).toMatch(
      /cdktf\.out: does not exist\. Give a synthesised directory \("cdktf synth" writes cdktf\.out\)/,
    );
    const environment = { PATH: "" };
    project.write("main.tf.json", {});
    const without = await ramparts(["review", project.directory], { environment, directory: project.directory });
    expect(without.err).toMatch(/"terraform" is not on the PATH/);
  });
});

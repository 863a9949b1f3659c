import { join } from "node:path";
import { Readable } from "node:stream";
import { StandIn } from "../terraform/stand-in";
import { ramparts } from "./program";
import { Project } from "./project";
import { ID, KEY, stateOf } from "./states";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

const SECRET = ["a", "canary", "of", "a", "secret", "0123"].join("-");

const STATE_FILE = {
  version: 4,
  serial: 1,
  lineage: "l",
  terraform_version: "1.11.4",
  resources: [
    {
      mode: "managed",
      type: "alicloud_ram_access_key",
      name: "k",
      provider: 'provider["registry.terraform.io/aliyun/alicloud"]',
      instances: [{ schema_version: 0, attributes: KEY }],
    },
  ],
};

/** As Terraform wrote it before 0.12. */
const FLAT = { schema_version: 0, attributes_flat: { ...KEY, secret: SECRET } };

interface Shown {
  readonly values: { readonly root_module: { readonly resources: { values?: object }[] } };
}

const audit = (...argv: string[]) => ramparts(["audit", ...argv], { directory: project.directory });

describe("ramparts audit", () => {
  it("judges what there is, from the output of terraform show and from a state file", async () => {
    for (const content of [stateOf(KEY), STATE_FILE]) {
      const { out, err } = await audit(project.write("state.json", content));
      expect(err).toBe("");
      expect(out).toMatch(/warning STA001 {2}alicloud_ram_access_key\.k0? \(stack state\.json\)/);
    }
  });

  it("says in every format of what it could not read that it was not judged, and ends with 2", async () => {
    const flat = {
      version: 4,
      serial: 1,
      lineage: "l",
      resources: [{ ...STATE_FILE.resources[0], instances: [FLAT] }],
    };
    const shown = stateOf(KEY, KEY);
    const [, second] = (shown as Shown).values.root_module.resources;
    delete second?.values;
    for (const [content, what] of [
      [flat, /access.*key\.k.* its attributes stand in attributes.*flat/],
      [shown, /access.*key\.k1.* its values are missing/],
    ] as const) {
      const file = project.write("state.json", content);
      for (const format of ["human", "json", "markdown", "sarif", "github", "junit"]) {
        const { code, out } = await audit(file, "--format", format);
        expect(code).toBe(2);
        expect(out.replace(/[\s\\]+/g, " ")).toMatch(what);
        expect(out).not.toContain(SECRET);
        expect(out).not.toContain(ID);
      }
    }
    const { out } = await audit(project.write("state.json", flat));
    expect(out).toContain("not judged: state.json: 1 object of its state, an AccessKey, is not read; the rest was.");
    expect(out).toContain('Give what "terraform show -json" prints instead');
    expect(out).toMatch(/\nno findings; 1 stack judged in part only\n/);
  });

  it("ends with 0 where there is no state yet, and with 1 as --fail-on says", async () => {
    expect(await audit(project.write("s.json", { format_version: "1.0" }))).toMatchObject({ code: 0, err: "" });
    const old = project.write("state.json", stateOf({ ...KEY, key_fingerprint: "x", encrypted_secret: "y" }));
    expect((await audit(old, "--fail-on", "warning")).code).toBe(1);
  });

  it("reads standard input", async () => {
    const standardInput = Readable.from([Buffer.from(JSON.stringify(stateOf(KEY)))]);
    const { out } = await ramparts(["audit", "-"], { standardInput, directory: project.directory });
    expect(out).toContain("(stack standard input)");
  });

  it("refuses a plan", async () => {
    const file = project.write("plan.json", { format_version: "1.2", resource_changes: [] });
    const { code, err } = await audit(file);
    expect(code).toBe(2);
    expect(err).toMatch(/plan\.json: is a plan .*Give a state .* or a state file/);
  });

  it("counts keys that were made elsewhere, and shows ids in full on request only", async () => {
    const account = "1234567890123456";
    const listed = (id: string) => ({ id, status: "Active", created: "2026-06-01T00:00:00Z" });
    const users = [{ name: "etl", accessKeys: [listed(ID), listed("made-elsewhere-0001")] }];
    const keys = project.write("keys.json", { version: 1, account, time: "2026-06-14T00:00:00Z", users });
    const argv = [project.write("state.json", stateOf(KEY)), "--keys", keys];
    const { out } = await audit(...argv);
    expect(out).toMatch(/STA004[^]*made…0001/);
    expect(out).not.toContain("made-elsewhere-0001");
    expect((await audit(...argv, "--show-ids")).out).toContain("made-elsewhere-0001");
  });

  describe("the keys that exist", () => {
    const account = "1234567890123456";
    const SECOND = "id-of-key-number-two";
    const listed = (id: string, parts: object = {}) => ({
      id,
      status: "Active",
      created: "2026-06-15T08:00:00Z",
      ...parts,
    });
    const argv = (): string[] => {
      const users = [
        { name: "etl", accessKeys: [listed(ID, { created: KEY.create_time, lastUsed: "2026-06-10T00:00:00Z" })] },
        {
          name: "bi",
          accessKeys: [listed("id-made-elsewhere-01", { lastUsed: "never" }), listed(SECOND, { status: "Inactive" })],
        },
      ];
      const keys = project.write("keys.json", { version: 1, account, time: "2026-06-15T12:00:00Z", users });
      const second = {
        id: SECOND,
        user_name: "bi",
        status: "Inactive",
        create_time: "2026-06-15T08:00:00Z",
        pgp_key: "x",
      };
      return [project.write("state.json", stateOf(KEY, second)), "--keys", keys];
    };

    it("are a table, a line each, the worst first", async () => {
      const { code, out } = await audit(...argv(), "--format", "table");
      expect(code).toBe(0);
      expect(out).toMatchInlineSnapshot(`
       "  key        holder  status    age       last used   findings  where
         id-o…-one  etl     Active    530 days  2026-06-10  STA001    alicloud_ram_access_key.k0 (stack state.json)
         id-m…e-01  bi      Active    0 days    never       STA004    in no state
         id-o…-two  bi      Inactive  0 days    not known   none      alicloud_ram_access_key.k1 (stack state.json)
       "
      `);
    });

    it("stand before the findings of a report for a person, and in JSON", async () => {
      const human = (await audit(...argv())).out;
      expect(human).toMatch(
        /^3 AccessKeys, the worst first\n {2}key +holder +status +age +last used +findings +where\n/,
      );
      expect(human.indexOf("in no state")).toBeLessThan(human.indexOf("warning STA001"));
      const { keys } = JSON.parse((await audit(...argv(), "--format", "json")).out) as { keys: unknown[] };
      expect(keys).toHaveLength(3);
      expect(keys[0]).toMatchObject({
        id: "id-o…-one",
        holder: { kind: "user", name: "etl", accountId: account },
        status: "Active",
        ageDays: 530,
        lastUsed: "2026-06-10T00:00:00Z",
        place: { stack: "state.json", address: "alicloud_ram_access_key.k0" },
        mark: null,
        worst: "warning",
      });
      expect(JSON.stringify(keys)).not.toContain(ID);
      expect((await audit(...argv(), "--format", "table", "--show-ids")).out).toContain(ID);
    });

    it("have a line though a baseline hides what is found of them", async () => {
      const state = project.write("state.json", stateOf(KEY));
      const baseline = join(project.directory, "baseline.json");
      await audit(state, "--baseline", baseline);
      const { out } = await audit(state, "--baseline", baseline);
      expect(out).toMatch(/^1 AccessKey\n[^]* {2}STA001 [^]*not shown: 1 old finding/);
    });

    it("are said to be deposed or tainted, which only the next apply ends", async () => {
      const left = { ...stateOf(KEY, { ...KEY, id: SECOND }) } as Shown;
      const [first, second] = left.values.root_module.resources;
      Object.assign(first ?? {}, { deposed_key: "1a2b3c4d" });
      Object.assign(second ?? {}, { tainted: true });
      const { out } = await audit(project.write("state.json", left), "--format", "table");
      expect(out).toContain("alicloud_ram_access_key.k0 (deposed 1a2b3c4d) (stack state.json)\n");
      expect(out).toContain("alicloud_ram_access_key.k1 (stack state.json) (tainted)\n");
    });

    it("are none in a table without keys, and what was not read is named there", async () => {
      expect((await audit(project.write("s.json", { format_version: "1.0" }), "--format", "table")).out).toBe(
        "no AccessKeys in what was read\n",
      );
      const flat = {
        version: 4,
        serial: 1,
        lineage: "l",
        resources: [{ ...STATE_FILE.resources[0], instances: [FLAT] }],
      };
      const { code, out } = await audit(project.write("f.tfstate", flat), "--format", "table");
      expect(code).toBe(2);
      expect(out).toMatch(/^not judged: f\.tfstate: 1 object of its state, an AccessKey, is not read/);
    });

    it("are no format of another command", async () => {
      for (const given of [["check"], ["review"], ["manifest"], ["find", ID]]) {
        const { code, err } = await ramparts([...given, "--format", "table"], { directory: project.directory });
        expect(code).toBe(2);
        expect(err).toContain(
          'The table has a line for each AccessKey that exists, and is a format of "ramparts audit".',
        );
      }
    });
  });

  describe("with a listing", () => {
    const listing = (parts: object): string =>
      project.write("keys.json", {
        version: 1,
        account: "1234567890123456",
        time: "2026-06-14T00:00:00Z",
        users: [{ name: "etl", accessKeys: [] }],
        ...parts,
      });
    const undated = { ...KEY, create_time: undefined };

    it.each<[string, object, object, string, string]>([
      ["a key that is gone", KEY, {}, "Who has deleted AccessKey", "and not counted."],
      ["a key that may be younger", undated, {}, "Whether there still is AccessKey", "which is older; counted."],
      ["a user that is missing", KEY, { users: [] }, "Which AccessKeys there are of RAM user", "is counted."],
    ])("says of %s in every format that it is not there", async (_case, key, parts, start, end) => {
      const argv = [project.write("state.json", stateOf(key)), "--keys", listing(parts)];
      for (const format of ["human", "json", "markdown", "sarif", "github", "junit"]) {
        const { out } = await audit(...argv, "--format", format);
        expect(out.replace(/\s+/g, " ")).toContain(start);
        expect(out.replace(/\s+/g, " ")).toContain(end);
        expect(out).not.toContain(ID);
      }
    });

    it("says where the code has another number of keys made elsewhere, at the key that says it", async () => {
      const user = { origin: "referred", existingAccessKeys: 0 };
      const accessKey = { name: "k", necessity: "nothing else works", custody: { kind: "pgp" }, user };
      const comment = { metadata: { path: "app/etl/k" }, ramparts: { accessKey, source: "main.ts:7" } };
      const resource = { alicloud_ram_access_key: { k0: { "//": comment, user_name: "etl" } } };
      project.write("out/cdk.tf.json", { "//": { metadata: { stackName: "app" } }, resource });
      const listed = (id: string) => ({ id, status: "Inactive", created: "2026-06-01T00:00:00Z" });
      const users = [{ name: "etl", accessKeys: [listed(ID), listed("made-elsewhere-0001")] }];
      const argv = [project.write("app.json", stateOf(KEY)), "--config", join(project.directory, "out")];
      const { out } = await audit(...argv, "--keys", listing({ users }));
      expect(out).toMatch(
        /warning STA006 {2}app\/etl\/k +main\.ts:7\n {2}The code says that RAM user "etl" has no Acc/,
      );
      expect(out).toMatch(/that none of the given\s+states\s+knows\s+\(made…0001\)/);
      expect((await audit(...argv, "--keys", listing({ users: [] }))).out).not.toContain("STA006");
    });

    it("shows ids of what is not there in full on request", async () => {
      const { out } = await audit(project.write("state.json", stateOf(KEY)), "--keys", listing({}), "--show-ids");
      expect(out).toContain(`Who has deleted AccessKey ${ID} of RAM user "etl"`);
    });

    it("refuses one of tomorrow", async () => {
      const argv = [project.write("state.json", stateOf(KEY)), "--keys", listing({ time: "2026-06-16T00:00:00Z" })];
      const { code, out, err } = await audit(...argv);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain("allowed is a time that has come: it is 2026-06-15T12:00:00Z here");
    });

    it.each([
      [
        "a file that does not exist",
        "nope.json",
        /nope\.json: does not exist\. A listing of live keys.* docs\/keys\.md/,
      ],
      ["a directory", ".", /is a directory, not a regular file\. A listing of live keys/],
      ["JSON of something else", "state.json", /state\.json: is an object without .*, and no listing.*docs\/keys\.md/],
    ])("names what is expected instead of %s", async (_case, name, problem) => {
      const state = project.write("state.json", stateOf(KEY));
      const { code, err } = await audit(state, "--keys", join(project.directory, name));
      expect(code).toBe(2);
      expect(err).toMatch(problem);
    });
  });

  it("shows no secret of a state in any format", async () => {
    const file = project.write("state.json", stateOf({ ...KEY, secret: SECRET, user_name: `x${SECRET}` }));
    for (const format of ["human", "json", "markdown", "sarif", "github", "junit"]) {
      const { out, err } = await audit(file, "--format", format);
      expect(out + err).not.toContain(SECRET);
    }
  });

  it("says of a file that is missing how it is piped", async () => {
    const { code, err } = await audit("no-such.json");
    expect(code).toBe(2);
    expect(err).toContain("or pipe that: terraform show -json | ramparts audit -\n");
  });

  it("judges the other states when one cannot be read, and ends with 2", async () => {
    const app = new StandIn({ keys: {}, broken: {} });
    try {
      app.write(0, "show.json", JSON.stringify(stateOf(KEY)));
      app.write(1, "fail-init", "Error: no backend\n");
      const parts = { environment: app.environment, directory: project.directory };
      const { code, out } = await ramparts(["audit", app.app, "--format", "markdown"], parts);
      expect(code).toBe(2);
      expect(out).toMatch(/^<!-- ramparts:audit -->\n## ramparts audit: .*; 1 stack not judged\n/);
      expect(out).toMatch(/\*\*broken\*\* terraform init failed .*no backend/);
      expect(out).toContain("STA001");
    } finally {
      app.remove();
    }
  });
});

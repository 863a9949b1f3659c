import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { version } from "../../lib/cli/version";
import { FORMATS } from "../../lib/report/formats";
import { ramparts } from "./program";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "ramparts-check-"))));
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(directory, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** A configuration of another tool, in which one user has some keys. */
function withKeys(...names: string[]): unknown {
  const keys = names.map((name) => [name, { user_name: "${alicloud_ram_user.etl.name}", pgp_key: "keybase:x" }]);
  return {
    resource: {
      alicloud_ram_user: { etl: { name: "etl" } },
      alicloud_ram_access_key: Object.fromEntries(keys) as object,
    },
  };
}

const CLEAN = { resource: { alicloud_ram_user: { etl: { name: "etl" } } } };

describe("ramparts check", () => {
  it("ends with 0 when there is nothing to report", async () => {
    expect(await ramparts(["check", write("main.tf.json", CLEAN)])).toEqual({ code: 0, out: "no findings\n", err: "" });
  });

  it("ends with 1 when a finding is an error, and shows it", async () => {
    const { code, out, err } = await ramparts(["check", write("main.tf.json", withKeys("a", "b", "c"))]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain('RAM user "etl" would hold 3 AccessKeys; RAM allows 2');
    expect(out).toContain("  KEY002  remove a key");
  });

  it("reads a synthesised directory, over all its stacks", async () => {
    const config = { "//": { metadata: { stackName: "two" } } };
    const provider = { provider: { alicloud: [{ account_id: "1234567890123456" }] } };
    const key = (names: string[]) => ({
      ...provider,
      resource: {
        alicloud_ram_access_key: Object.fromEntries(names.map((name) => [name, { user_name: "etl" }])) as object,
      },
    });
    write("cdktf.out/stacks/one/cdk.tf.json", key(["a", "b"]));
    write("cdktf.out/stacks/two/cdk.tf.json", { ...config, ...key(["c"]) });
    const stacks = ["one", "two"].map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]);
    write("cdktf.out/manifest.json", { version: "0.21.0", stacks: Object.fromEntries(stacks) as object });
    const { out } = await ramparts(["check", join(directory, "cdktf.out")]);
    expect(out).toContain('RAM user "etl" would hold at least 3 AccessKeys; RAM allows 2');
  });

  it("knows paths and stack names as cdktn notes them", async () => {
    const comment = (name: string): unknown => ({ metadata: { path: `team/${name}`, uniqueId: name } });
    write("out/manifest.json", {
      stacks: {
        team: {
          annotations: [],
          constructPath: "team",
          dependencies: [],
          name: "team",
          stackMetadataPath: "stacks/team/metadata.json",
          synthesizedStackPath: "stacks/team/cdk.tf.json",
          workingDirectory: "stacks/team",
        },
      },
      version: "0.24.0",
    });
    write("out/stacks/team/metadata.json", { backend: "local", stackName: "team", version: "0.24.0" });
    write("out/stacks/team/cdk.tf.json", {
      "//": { metadata: { backend: "local", stackName: "team", version: "0.24.0" }, outputs: {} },
      resource: {
        alicloud_ram_access_key: { key: { "//": comment("key"), user_name: "${alicloud_ram_user.etl.name}" } },
        alicloud_ram_user: { etl: { "//": comment("etl"), name: "etl" } },
      },
      terraform: { backend: { local: { path: "/app/terraform.team.tfstate" } } },
    });
    const { out } = await ramparts(["check", join(directory, "out"), "--format", "json"]);
    const { findings } = JSON.parse(out) as { findings: { rule: string }[] };
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: "SEC001", path: "team/key", stack: "team", subject: "user:etl" }),
    );
  });

  it("gives JSON on request", async () => {
    const { out } = await ramparts(["check", write("main.tf.json", withKeys("a", "b", "c")), "--format", "json"]);
    const report = JSON.parse(out) as { version: string; findings: { rule: string }[] };
    expect(report).toMatchObject({ tool: "ramparts", version: version(), breakGlass: null });
    expect(report.findings.map((finding) => finding.rule)).toContain("KEY002");
  });

  it.each([
    ["error", 0],
    ["warning", 1],
    ["info", 1],
  ])("fails from the level %s on", async (level, code) => {
    const adopted = { ...CLEAN, resource: { alicloud_ram_user: { etl: { name: "${var.name}" } } } };
    expect((await ramparts(["check", write("main.tf.json", adopted), "--fail-on", level])).code).toBe(code);
  });

  it("says which files it did not read", async () => {
    write("main.tf.json", CLEAN);
    write("more.tfvars", "");
    const { code, err } = await ramparts(["check", directory]);
    expect(code).toBe(0);
    expect(err).toContain("more.tfvars");
  });

  it("says in every report what was not read", async () => {
    write("main.tf.json", { ...CLEAN, module: { m: { source: "git::https://example.com/m" } } });
    write("more.tfvars", "");
    const json = JSON.parse((await ramparts(["check", directory, "--format", "json"])).out) as { notRead: unknown };
    const stack = basename(directory);
    expect(json.notRead).toEqual([
      {
        stack,
        what: join(directory, "more.tfvars"),
        why: "Terraform reads it only on request; give it with --var-file",
      },
      { stack, what: "module.m", why: 'its source "git::https://example.com/m" is no directory beside it' },
    ]);
    const { out } = await ramparts(["check", directory]);
    expect(out).toBe(`\
no findings

not read in ${stack}: ${join(directory, "more.tfvars")} (Terraform reads it only on request; give it with --var-file)
not read in ${stack}: module.m (its source "git::https://example.com/m" is no directory beside it)
`);
  });

  it("says which values need themselves, and judges all else", async () => {
    const locals = { a: "${local.b}", b: "${local.a}" };
    const file = write("main.tf.json", {
      ...(withKeys("a", "b", "c") as object),
      locals,
      output: { a: { value: "${local.a}" } },
    });
    const { out } = await ramparts(["check", file]);
    expect(out).toContain("KEY002");
    expect(out).toContain(
      "not read in main.tf.json: local.a → local.b → local.a (it needs itself, and Terraform refuses",
    );
  });

  it("says first that a source file was edited after the synthesis, and judges what was synthesised", async () => {
    const user = { name: "etl", "//": { ramparts: { source: "main.ts:7" } } };
    const file = write("cdktf.out/cdk.tf.json", { ...CLEAN, resource: { alicloud_ram_user: { etl: user } } });
    write("cdktf.json", "{}");
    write("main.ts", "edited");
    utimesSync(file, 0, 0);
    const { code, out, err } = await ramparts(["check", join(directory, "cdktf.out")]);
    const line = 'not read in cdktf.out: main.ts (it is newer than what was synthesised: run "cdktf synth" again)\n';
    expect({ code, out, err }).toEqual({ code: 0, out: `no findings\n\n${line}`, err: `ramparts: ${line}` });
  });

  it("shows no credential in an error, or in what it did not read", async () => {
    const id = ["LT", "AI", "5tExample0000Example"].join("");
    const secret = "Example0".repeat(4).slice(0, 30);
    for (const name of [id, secret, id + secret, `secret_key=${secret}`]) {
      const file = write("d/main.tf.json", `{"resource": {"${name}": 1, "${name}": 2}}`);
      const { code, err } = await ramparts(["check", file]);
      expect({ code, shown: err.includes(id) || err.includes(secret) }).toEqual({ code: 2, shown: false });
    }
    write("e/main.tf.json", { ...CLEAN, module: { [id]: { source: `x?access_key_secret=${secret}` } } });
    for (const format of ["human", "json"]) {
      const { out, err } = await ramparts(["check", join(directory, "e"), "--format", format]);
      expect(out + err).toContain("[redacted]");
      expect((out + err).includes(id) || (out + err).includes(secret)).toBe(false);
    }
  });

  it("writes nothing that a directory's name has forged", async () => {
    write("x\nramparts: no findings/main.tf.json", "{");
    const { err } = await ramparts(["check", join(directory, "x\nramparts: no findings")]);
    expect(err.trimEnd()).not.toContain("\n");
  });

  it("lets an emergency pass, says why first, and keeps what is fixed", async () => {
    const environment = { RAMPARTS_BREAK_GLASS: "leaked key must go" };
    const loose = write("loose.tf.json", withKeys("a"));
    expect((await ramparts(["check", loose])).code).toBe(1);
    const passed = await ramparts(["check", loose], { environment });
    expect(passed.code).toBe(0);
    expect(passed.out).toMatch(/^break glass: leaked key must go\n/);
    expect((await ramparts(["check", write("third.tf.json", withKeys("a", "b", "c"))], { environment })).code).toBe(1);
  });

  it("refuses an emergency without a reason", async () => {
    const environment = { RAMPARTS_BREAK_GLASS: " " };
    const { code, out, err } = await ramparts(["check", write("main.tf.json", CLEAN)], { environment });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("RAMPARTS_BREAK_GLASS is set without a reason");
  });

  it.each([
    ["an unknown option", ["check", "--fromat", "json"]],
    ["an unknown level", ["check", "--fail-on", "fatal"]],
    ["an unknown format", ["check", "--format", "xml"]],
    ["an unknown global option", ["check", "--version"]],
  ])("ends with 2 for %s", async (_, argv) => {
    const { code, out, err } = await ramparts(argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error: /);
  });

  it.each([
    ["that is missing", () => join(directory, "nothing")],
    ["that is empty", () => directory],
    ["that is not JSON", () => write("main.tf.json", "{ not json")],
    ["that names a member twice", () => write("main.tf.json", '{"resource": {}, "resource": {}}')],
  ])("ends with 2 and one sentence for an input %s", async (_, path) => {
    const { code, out, err } = await ramparts(["check", path()]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^ramparts: .+\n$/s);
    expect(err).not.toContain("    at ");
  });

  it("never prints a literal secret", async () => {
    const secret = "s3cret".repeat(5);
    const provider = { alicloud: [{ access_key: ["LT", "AI", "4Fq3yZ7wK9x"].join(""), secret_key: secret }] };
    const file = write("main.tf.json", { provider, output: { o: { value: secret } } });
    for (const format of Object.keys(FORMATS)) {
      const { code, out, err } = await ramparts(["check", file, "--format", format]);
      expect(code).toBe(1);
      expect(out).toContain("SEC009");
      expect(out + err).not.toContain(secret);
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planDocument } from "../plan/plans";
import { StandIn } from "../terraform/stand-in";
import { SECRET } from "../inventory/fixtures";
import { ramparts } from "./program";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "ramparts-variables-"))));
afterEach(() => rmSync(directory, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}

const at = (name: string): string => join(directory, name);
const valuesIn = (...files: string[]): string[] => files.flatMap((file) => ["--var-file", at(file)]);

/** One user has as many keys as a variable says. */
const KEYS = `
  variable "keys" {
    type    = number
    default = 1
  }
  resource "alicloud_ram_user" "etl" {
    name = "etl"
  }
  resource "alicloud_ram_access_key" "key" {
    count     = var.keys
    user_name = alicloud_ram_user.etl.name
    pgp_key   = "keybase:etl"
  }
`;

/** What is found wrong with the number of keys, and what was not read. */
async function check(...argv: string[]): Promise<{ keys: string[]; notRead: unknown[]; err: string }> {
  const { out, err } = await ramparts(["check", ...argv, "--format", "json"]);
  const report = JSON.parse(out) as { findings: { rule: string; message: string }[]; notRead: unknown[] };
  const keys = report.findings.filter(({ rule }) => rule === "KEY002").map(({ message }) => message);
  return { keys, notRead: report.notRead, err };
}

describe("--var-file", () => {
  it("gives variables of a root their values, of HCL and of JSON, whatever the file is called", async () => {
    write({
      "app/main.tf": KEYS,
      "a.tfvars": "keys = 3\n",
      "b.tfvars.json": '{ "keys": "4" }',
      "c.values": "keys = 5",
    });
    expect((await check(at("app"))).keys).toEqual([]);
    for (const [file, keys] of [
      ["a.tfvars", 3],
      ["b.tfvars.json", 4],
      ["c.values", 5],
    ] as const) {
      const message = `RAM user "etl" would hold ${keys} AccessKeys; RAM allows 2`;
      expect((await check(at("app"), ...valuesIn(file))).keys).toEqual([message]);
    }
  });

  it("counts after what Terraform reads by itself, and the last one most", async () => {
    write({ "main.tf": KEYS, "z.auto.tfvars": "keys = 3\n", "one.tfvars": "keys = 1\n", "four.tfvars": "keys = 4\n" });
    expect((await check(directory)).keys).toHaveLength(1);
    expect((await check(directory, ...valuesIn("four.tfvars", "one.tfvars"))).keys).toEqual([]);
    expect((await check(directory, ...valuesIn("one.tfvars", "four.tfvars"))).keys[0]).toContain("4 AccessKeys");
    expect((await check(at("main.tf"), ...valuesIn("four.tfvars"))).keys[0]).toContain("4 AccessKeys");
  });

  it("takes a text of JSON as it stands there, which is no template", async () => {
    const user = 'variable "name" {}\nresource "alicloud_ram_user" "u" {\n  name = "x-${var.name}"\n}\n';
    write({ "main.tf": user, "p.tfvars.json": JSON.stringify({ name: "${a} %{b} $${c} $$${d}" }) });
    const { out } = await ramparts(["check", directory, "--format", "json", ...valuesIn("p.tfvars.json")]);
    expect(out).toContain(JSON.stringify("x-${a} %{b} $${c} $$${d}").slice(1, -1));
  });

  it("is what a file that was not read is to be given with", async () => {
    write({ "main.tf": KEYS, "prod.tfvars": "keys = 3\n", "test.tfvars.json": "{}" });
    const gap = (name: string): object => ({
      what: at(name),
      why: "Terraform reads it only on request; give it with --var-file",
    });
    expect((await check(directory)).notRead).toMatchObject([gap("prod.tfvars"), gap("test.tfvars.json")]);
    expect((await check(directory, ...valuesIn("prod.tfvars"))).notRead).toMatchObject([gap("test.tfvars.json")]);
  });

  it("counts in each of several stacks for what that declares, and tells what none of them does", async () => {
    write({
      "one/main.tf": KEYS,
      "two/main.tf": KEYS.replaceAll("keys", "other").replaceAll("etl", "bi"),
      "all.tfvars": "keys = 3\nother = 4\nkesy = 5\n",
    });
    const { keys, err } = await check(at("one"), at("two"), ...valuesIn("all.tfvars"));
    expect(keys.map((message) => message.replace(/ AccessKeys;.*/, ""))).toEqual([
      'RAM user "etl" would hold 3',
      'RAM user "bi" would hold 4',
    ]);
    expect(err).toBe(`ramparts: ${at("all.tfvars")}: no configuration declares the variable "kesy"\n`);
  });

  it.each([
    ["none.tfvars", {}, "does not exist. Values of variables stand in"],
    ["d", { "d/x": "" }, "is a directory, not a regular file"],
    ["main.tf", {}, "is a part of a configuration"],
    ["list.tfvars.json", { "list.tfvars.json": "[1]" }, "is no object of values"],
    ["odd.tfvars", { "odd.tfvars": "keys = \n" }, "odd.tfvars"],
    ["latin.tfvars", { "latin.tfvars": "" }, "is not UTF-8"],
  ])("ends with 2 where it names %s", async (name, files, message) => {
    write({ "main.tf": KEYS, ...files });
    if (name === "latin.tfvars") writeFileSync(at(name), Buffer.from([0x23, 0xff, 0x0a]));
    const { code, out, err } = await ramparts(["check", directory, ...valuesIn(name)]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(at(name));
    expect(err).toContain(message);
  });

  it("shows no secret that stands in the file", async () => {
    write({ "main.tf": 'variable "key" {}\n', "prod.tfvars": `key = {\n  secret_key = "${SECRET}"\n}\n` });
    const { out } = await ramparts(["check", directory, ...valuesIn("prod.tfvars")]);
    expect(out).toContain("SEC009");
    expect(out).not.toContain(SECRET);
  });

  it("gives the manifest its values too, but for comparing two manifests there is none", async () => {
    write({ "main.tf": KEYS.replace("default = 1", ""), "prod.tfvars": "keys = 1\n" });
    const argv = ["manifest", directory, "--output", at("credentials.yaml"), "--format", "json"];
    expect((await ramparts([...argv, ...valuesIn("prod.tfvars")])).code).toBe(0);
    expect((await ramparts([...argv, ...valuesIn("prod.tfvars"), "--check"])).code).toBe(0);
    expect((await ramparts([...argv, "--check"])).code).toBe(1);
    const refused = await ramparts(["manifest", "--diff", "a", "b", ...valuesIn("prod.tfvars")]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("--var-file is for configurations; --diff compares manifests.");
  });

  it("is handed on to Terraform where a directory is reviewed, wherever that runs", async () => {
    const standIn = new StandIn({ users: {} });
    write({ "prod.tfvars": "", "test.tfvars": "" });
    const { environment } = standIn;
    await ramparts(["review", standIn.app, ...valuesIn("prod.tfvars", "test.tfvars")], { environment });
    const [plan] = standIn.calls.filter((call) => / plan /.test(call));
    standIn.remove();
    expect(plan).toContain(`-var-file=${at("prod.tfvars")} -var-file=${at("test.tfvars")} -out=`);
  });

  it("needs a configuration where plans and states are files", async () => {
    write({ "plan.json": JSON.stringify(planDocument({ users: [], keys: [] })), "prod.tfvars": "" });
    const { code, err } = await ramparts(["review", at("plan.json"), ...valuesIn("prod.tfvars")]);
    expect(code).toBe(2);
    expect(err).toContain("--var-file is for the variables of a configuration. Give that with --config.");
  });
});

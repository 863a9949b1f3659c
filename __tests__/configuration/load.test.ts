import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError } from "../../lib/files/input-error";
import { loadConfiguration } from "../../lib/configuration/load";

let root: string;
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), "ramparts-load-")))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes files below the temporary directory; what is no text is written as JSON. */
function write(files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === "string" ? content : JSON.stringify(content));
  }
}

const load = (...names: string[]) => loadConfiguration(names.map((name) => join(root, name)));

function problemOf(...names: string[]): string {
  try {
    load(...names);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error("was accepted");
}

const CONTENT = { resource: {} };
const manifest = (...names: string[]): unknown => ({
  version: "0.21.0",
  stacks: Object.fromEntries(
    names.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
  ) as unknown,
});

describe("loadConfiguration", () => {
  it("reads the stacks of a manifest, and no others", () => {
    write({
      "out/manifest.json": manifest("a", "b"),
      "out/stacks/a/cdk.tf.json": CONTENT,
      "out/stacks/a/extra_override.tf.json": {},
      "out/stacks/a/more.tf": "locals {\n  a = 1\n}\n",
      "out/stacks/a/.hidden.tf.json": "not read by Terraform either",
      "out/stacks/b/cdk.tf.json": CONTENT,
      "out/stacks/stale/cdk.tf.json": CONTENT,
    });
    const file = (name: string) => join(root, "out/stacks", name);
    expect(load("out")).toEqual([
      {
        name: "a",
        files: [
          { name: file("a/cdk.tf.json"), content: CONTENT },
          { name: file("a/extra_override.tf.json"), content: {} },
          { name: file("a/more.tf"), content: { locals: { a: 1 } } },
        ],
        hcl: false,
        directory: file("a"),
        modules: [],
        variableFiles: [],
        notRead: [],
      },
      {
        name: "b",
        files: [{ name: file("b/cdk.tf.json"), content: CONTENT }],
        hcl: false,
        directory: file("b"),
        modules: [],
        variableFiles: [],
        notRead: [],
      },
    ]);
  });

  it("knows a stack that was synthesised as HCL", () => {
    write({
      "out/manifest.json": { stacks: { a: { synthesizedStackPath: "stacks/a/cdk.tf" } } },
      "out/stacks/a/cdk.tf": "",
    });
    expect(load("out")).toMatchObject([
      { name: "a", hcl: true, files: [], notRead: [{ what: join(root, "out/stacks/a/cdk.tf") }] },
    ]);
    expect(load("out/stacks/a/cdk.tf")).toMatchObject([{ hcl: true, files: [] }]);
  });

  it("reads a synthesised directory without a manifest", () => {
    write({
      "out/stacks/a/cdk.tf.json": CONTENT,
      "out/stacks/b/cdk.tf.json": { "//": { metadata: { stackName: "named" } } },
      "out/stacks/c/x": "",
    });
    expect(load("out").map(({ name }) => name)).toEqual(["a", "named"]);
  });

  it("reads a stack's directory, any directory and single files, each once", () => {
    write({ "a/cdk.tf.json": CONTENT, "b/main.tf.json": [CONTENT], "b/other.tf.json": CONTENT, "c/one.json": CONTENT });
    expect(
      load("a", "b", "c/one.json", "a", "a/cdk.tf.json", "b/other.tf.json").map(({ name, files }) => [
        name,
        files.length,
      ]),
    ).toEqual([
      ["a", 1],
      ["b", 2],
      ["one.json", 1],
    ]);
  });

  it("gives stacks of one name names of their own", () => {
    write({ "x/a/cdk.tf.json": CONTENT, "y/a/cdk.tf.json": CONTENT });
    const names = load("x/a", "y/a").map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
  });

  it("reads what lies beside a manifest too, since Terraform does", () => {
    write({ "out/manifest.json": manifest("a"), "out/stacks/a/cdk.tf.json": CONTENT, "out/main.tf.json": CONTENT });
    expect(load("out").map(({ name }) => name)).toEqual(["out", "a"]);
  });

  it("takes a manifest that lists no stacks for something else where a configuration lies", () => {
    write({ "app/manifest.json": { short_name: "app" }, "app/main.tf.json": CONTENT });
    expect(load("app").map(({ name }) => name)).toEqual(["app"]);
  });

  it("reads files of one directory as one configuration, and names what else belongs to it", () => {
    write({
      "d/a.tf.json": CONTENT,
      "d/b.tf.json": CONTENT,
      "d/c_override.tf.json": CONTENT,
      "d/e.tf": "",
      "d/x.json": CONTENT,
    });
    const [stack, ...others] = load("d/a.tf.json", "d/b.tf.json", "d/a.tf.json");
    expect(others).toEqual([]);
    expect(stack).toMatchObject({
      name: "d",
      files: [{ name: join(root, "d/a.tf.json") }, { name: join(root, "d/b.tf.json") }],
    });
    expect(stack?.notRead).toEqual([
      { what: join(root, "d/c_override.tf.json"), why: "it is a part of the same configuration but was not given" },
      { what: join(root, "d/e.tf"), why: "it is a part of the same configuration but was not given" },
    ]);
    expect(load("d/x.json")[0]?.notRead).toEqual([]);
  });

  it("reads HCL as JSON: a directory, one file, and overrides", () => {
    write({ "d/main.tf": "locals {\n  a = 1\n}\n", "d/x_override.tf": "", "d/more.tf.json": CONTENT, "d/x.txt": "" });
    const names = ["main.tf", "more.tf.json", "x_override.tf"];
    const [stack] = load("d");
    expect(stack).toMatchObject({ name: "d", hcl: false, notRead: [] });
    expect(stack?.files.map(({ name }) => name)).toEqual(names.map((name) => join(root, "d", name)));
    expect(load("d/main.tf")).toMatchObject([{ name: "main.tf", files: [{ content: { locals: { a: 1 } } }] }]);
  });

  it("reads files of OpenTofu, but not in place of what Terraform reads", () => {
    write({ "d/a.tofu": "", "d/b.tofu": "", "d/b.tf": "", "d/c.tofu.json": CONTENT });
    const [stack] = load("d");
    expect(stack?.files.map(({ name }) => name)).toEqual(
      ["a.tofu", "b.tf", "c.tofu.json"].map((name) => join(root, "d", name)),
    );
    expect(stack?.notRead).toEqual([{ what: join(root, "d/b.tofu"), why: "OpenTofu reads it in place of b.tf" }]);
  });

  it("reads the values of variables that Terraform reads by itself, in its order, and names the others", () => {
    write({
      "d/main.tf.json": CONTENT,
      "d/b.auto.tfvars.json": {},
      "d/a.auto.tfvars.json": { a: "${x} %{y} $${z}" },
      "d/terraform.tfvars.json": {},
      "d/prod.tfvars.json": {},
      "d/terraform.tfvars": 'a = ["$${x}"]',
      "d/c.auto.tfvars": "",
      "d/prod.tfvars": "",
    });
    const [stack] = load("d");
    const names = [
      "terraform.tfvars",
      "terraform.tfvars.json",
      "a.auto.tfvars.json",
      "b.auto.tfvars.json",
      "c.auto.tfvars",
    ];
    expect(stack?.variableFiles?.map(({ name }) => name)).toEqual(names.map((name) => join(root, "d", name)));
    expect(stack?.variableFiles?.[0]?.content).toEqual({ a: ["$${x}"] });
    expect(stack?.variableFiles?.[2]?.content).toEqual({ a: "$${x} %%{y} $$${z}" });
    const why = "Terraform reads it only on request; give it with --var-file";
    expect(stack?.notRead).toEqual(
      ["prod.tfvars", "prod.tfvars.json"].map((name) => ({ what: join(root, "d", name), why })),
    );
  });

  it("reads local modules and those that they call, and names all others", () => {
    const calls = {
      local: { source: "./m" },
      again: { source: "./m" },
      far: { source: "example.com/far/module" },
      gone: { source: "./gone" },
      computed: { source: 5 },
    };
    write({
      "d/main.tf.json": { module: calls },
      "d/m/main.tf.json": { module: { inner: { source: "../inner" } } },
      "d/m/terraform.tfvars": "",
      "d/inner/main.tf": 'module "far" {\n  source = "example.com/far"\n}\n',
    });
    const [stack] = load("d");
    expect(stack?.modules?.map(({ path, files }) => [path.join("."), files.length])).toEqual([
      ["local", 1],
      ["again", 1],
      ["local.inner", 1],
      ["again.inner", 1],
    ]);
    expect(stack?.notRead).toEqual([
      { what: "module.far", why: 'its source "example.com/far/module" is no directory beside it' },
      { what: "module.gone", why: 'its source "./gone" does not exist' },
      { what: "module.computed", why: "its source is not written literally" },
      { what: "module.local.module.inner.module.far", why: 'its source "example.com/far" is no directory beside it' },
      { what: "module.again.module.inner.module.far", why: 'its source "example.com/far" is no directory beside it' },
    ]);
  });

  it.each([
    ["itself", { a: { source: "./" } }],
    ["itself, twice each time", { a: { source: "./" }, b: { source: "./" } }],
  ])("ends with a module that calls %s", (_, module) => {
    write({ "d/main.tf.json": { module } });
    const [stack] = load("d");
    expect(stack?.modules?.length).toBeLessThanOrEqual(2000);
    expect(stack?.notRead).toHaveLength(1);
  });

  it("names a directory on one line, whatever its name is", () => {
    write({ "x\ny/main.tf.json": "{" });
    expect(problemOf("x\ny")).toMatch(/x\\u\{a\}y.main\.tf\.json:1:2/);
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ["what is missing", {}, "none", /none: does not exist.*cdktf synth/],
    [
      "a directory without a configuration",
      { "d/readme": "" },
      "d",
      /has neither a manifest\.json nor a \*\.tf or \*\.tf\.json file/,
    ],
    ["HCL that is malformed", { "d/main.tf": 'a "b" {' }, "d", /main\.tf:1:\d+: cannot be read as HCL: Unclosed/],
    ["HCL that is too large", { "d/main.tf": "#".repeat(5_000_000) }, "d", /main\.tf: has more than 4 MiB/],
    ["values of variables alone", { "a.tfvars": "" }, "a.tfvars", /a\.tfvars: holds values of variables/],
    ["an empty file", { "a.tf.json": "" }, "a.tf.json", /a\.tf\.json: is empty/],
    ["a truncated file", { "a.tf.json": '{\n"a":' }, "a.tf.json", /a\.tf\.json:2:5: ends in the middle/],
    ["what is not JSON", { "a.tf.json": "resource {}" }, "a.tf.json", /a\.tf\.json:1:1: is not JSON/],
    ["a number", { "a.tf.json": "5" }, "a.tf.json", /holds a number/],
    ["null", { "a.tf.json": "null" }, "a.tf.json", /holds null/],
    ["a list of others", { "a.tf.json": "[5]" }, "a.tf.json", /holds a list with other things/],
    [
      "a repeated member",
      { "d/a.tf.json": '{"a":1,"a":2}' },
      "d",
      /a\.tf\.json:1:8: the member a stands here for the second time/,
    ],
    ["a plan", { "a.json": { format_version: "1.2", planned_values: {} } }, "a.json", /is a plan, not a configuration/],
    ["a state", { "a.json": { format_version: "1.0", values: {} } }, "a.json", /is a state, not/],
    [
      "a state file",
      { "a.json": { version: 4, terraform_version: "1.11.4", serial: 1 } },
      "a.json",
      /is a state file, not/,
    ],
    ["a manifest", { "manifest.json": manifest("a") }, "manifest.json", /manifest.*give that directory/],
    ["a manifest without stacks", { "out/manifest.json": {} }, "out", /lists no stacks/],
    [
      "a manifest without paths",
      { "out/manifest.json": { stacks: { a: {} } } },
      "out",
      /"a" has no synthesizedStackPath/,
    ],
    ["a manifest that is truncated", { "out/manifest.json": "{" }, "out", /manifest\.json:1:2: ends in the middle/],
    [
      "a manifest of a missing stack",
      { "out/manifest.json": manifest("a") },
      "out",
      /a[/\\]cdk\.tf\.json: does not exist/,
    ],
  ])("refuses %s", (_, files, path, message) => {
    write(files);
    expect(problemOf(path)).toMatch(message);
  });

  it("refuses HCL that is not UTF-8", () => {
    writeFileSync(join(root, "main.tf"), Buffer.from([0x23, 0xff]));
    expect(problemOf("main.tf")).toMatch(/main\.tf: is not UTF-8/);
  });

  it("refuses an empty directory", () => {
    mkdirSync(join(root, "empty"));
    expect(problemOf("empty")).toMatch(/empty: is empty/);
  });

  it("refuses what it may not read", () => {
    write({ "a.tf.json": "{}" });
    chmodSync(join(root, "a.tf.json"), 0);
    // root reads everything
    if (process.getuid?.() === 0) return expect(load("a.tf.json")).toHaveLength(1);
    expect(problemOf("a.tf.json")).toMatch(/cannot be read \(EACCES\)/);
  });

  it("refuses what is neither a file nor a directory", () => {
    expect(() => loadConfiguration(["/dev/null"])).toThrow(/is neither a file nor a directory/);
  });
});

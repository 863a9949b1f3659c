import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError } from "../../lib/inventory/input-error";
import { loadConfiguration } from "../../lib/inventory/load";

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
      "out/stacks/a/more.tf": "",
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
        ],
        hcl: false,
        directory: file("a"),
        notRead: [file("a/more.tf")],
      },
      {
        name: "b",
        files: [{ name: file("b/cdk.tf.json"), content: CONTENT }],
        hcl: false,
        directory: file("b"),
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
      { name: "a", hcl: true, files: [], notRead: [join(root, "out/stacks/a/cdk.tf")] },
    ]);
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

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ["what is missing", {}, "none", /none: does not exist.*cdktf synth/],
    [
      "a directory without a configuration",
      { "d/readme": "" },
      "d",
      /has neither a manifest\.json nor a \*\.tf\.json file/,
    ],
    ["HCL only", { "d/main.tf": "" }, "d", /has HCL files only/],
    ["an HCL file", { "main.tf": "" }, "main.tf", /main\.tf: is HCL/],
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

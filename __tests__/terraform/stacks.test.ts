import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../lib/files/input-error";
import { loadConfiguration } from "../../lib/configuration/load";
import { stacksOf } from "../../lib/terraform/stacks";

describe("the stacks of a directory", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ramparts-stacks-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function write(name: string, content: unknown): void {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), typeof content === "string" ? content : JSON.stringify(content));
  }

  it("are those of the manifest, in its order, with what they depend on", async () => {
    write("stacks/b/cdk.tf.json", {});
    write("stacks/a/cdk.tf.json", {});
    write("manifest.json", {
      stacks: {
        second: { synthesizedStackPath: "stacks/b/cdk.tf.json", dependencies: ["first"] },
        first: { synthesizedStackPath: "stacks/a/cdk.tf.json" },
      },
    });
    const stacks = stacksOf(root);
    expect(stacks).toEqual([
      { name: "second", directory: join(root, "stacks/b"), dependencies: ["first"] },
      { name: "first", directory: join(root, "stacks/a"), dependencies: [] },
    ]);
    const read = await Promise.resolve(loadConfiguration([root]));
    expect(read.map(({ name }) => name).sort()).toEqual(["first", "second"]);
  });

  it("are the directory itself where it is a configuration, called as cdktf called it", () => {
    write("cdk.tf.json", { "//": { metadata: { stackName: "credentials" } } });
    expect(stacksOf(root)).toEqual([{ name: "credentials", directory: root, dependencies: [] }]);
  });

  it("may be written in HCL", () => {
    write("team/main.tf", "");
    expect(stacksOf(join(root, "team"))).toMatchObject([{ name: "team" }]);
  });

  it.each([
    ["a file", { here: "" }, "here", "is not a directory"],
    ["an empty directory", { "here/.keep": "" }, "here", "has neither a manifest.json nor a configuration"],
    ["a synthesis that failed", { "here/stacks/a/cdk.tf.json": "{}" }, "here", "written when a synthesis succeeds"],
    ["a manifest without stacks", { "here/manifest.json": "{}" }, "here", "lists no stacks"],
    ["a stack without a place", { "here/manifest.json": '{"stacks":{"a":{}}}' }, "here", "no synthesizedStackPath"],
    [
      "a stack that is gone",
      { "here/manifest.json": '{"stacks":{"a":{"synthesizedStackPath":"stacks/a/cdk.tf.json"}}}' },
      "here",
      "does not exist",
    ],
    ["nothing", {}, "nowhere", "does not exist"],
  ])("are not found in %s", (_, files, directory, problem) => {
    for (const [name, text] of Object.entries(files)) write(name, text);
    expect(() => stacksOf(join(root, directory))).toThrow(InputError);
    expect(() => stacksOf(join(root, directory))).toThrow(problem);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfiguration } from "../../lib/configuration/load";
import { stacksOf } from "../../lib/terraform/stacks";

describe("the stacks of a synthesised directory", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-"));
    mkdirSync(join(directory, "stacks", "app"), { recursive: true });
    writeFileSync(join(directory, "stacks", "app", "cdk.tf.json"), "{}");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function listed(parts: object): void {
    const stack = { name: "app", workingDirectory: "stacks/app", synthesizedStackPath: "stacks/app/cdk.tf.json" };
    writeFileSync(join(directory, "manifest.json"), JSON.stringify({ stacks: { app: { ...stack, ...parts } } }));
  }

  it("are where the manifest says, for the gate and for Terraform alike", () => {
    listed({ dependencies: ["base"] });
    const place = join(directory, "stacks", "app");
    expect(loadConfiguration([directory])).toMatchObject([{ name: "app", directory: place }]);
    expect(stacksOf(directory)).toEqual([{ name: "app", directory: place, dependencies: ["base"] }]);
  });

  it("are those of an older cdktf, which names the file alone", () => {
    listed({ workingDirectory: undefined });
    expect(stacksOf(directory)).toMatchObject([{ name: "app", directory: join(directory, "stacks", "app") }]);
  });

  it.each([
    ["another place to run in", { workingDirectory: "stacks" }, 'Terraform would run in "stacks"'],
    ["a place outside", { workingDirectory: "../app" }, "workingDirectory of the stack"],
    ["another name inside", { name: "other" }, 'the stack "app" says that it is "other"'],
    ["no file", { synthesizedStackPath: 3 }, "has no synthesizedStackPath"],
  ])("are refused with %s, by both", (_, parts, message) => {
    listed(parts);
    for (const read of [() => loadConfiguration([directory]), () => stacksOf(directory)]) {
      expect(read).toThrow(message);
    }
  });
});

describe("modules that Terraform has installed", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-"));
    writeFileSync(join(directory, "main.tf.json"), JSON.stringify({ module: { m: { source: "./m" } } }));
    for (const name of ["m", "other"]) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, "main.tf.json"), "{}");
    }
    mkdirSync(join(directory, ".terraform", "modules"), { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function installed(place: string, source = "./m"): void {
    const modules = [{ Key: "m", Source: source, Dir: place }];
    writeFileSync(join(directory, ".terraform", "modules", "modules.json"), JSON.stringify({ Modules: modules }));
  }

  it("may lie where their source says", () => {
    installed("m");
    expect(loadConfiguration([directory])).toHaveLength(1);
  });

  it("may be left from another source, since Terraform installs them anew", () => {
    installed(".terraform/modules/m", "example/m/alicloud");
    expect(loadConfiguration([directory])).toHaveLength(1);
  });

  it("are refused where Terraform would run another one", () => {
    installed("other");
    expect(() => loadConfiguration([directory])).toThrow('says that module.m lies in "other"');
  });
});

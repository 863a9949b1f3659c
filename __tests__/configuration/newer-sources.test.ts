import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfiguration } from "../../lib/configuration/load";

let root: string;
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), "ramparts-newer-")))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** @param minute when the file was modified */
function write(name: string, minute: number, content: unknown = ""): void {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  utimesSync(file, minute * 60, minute * 60);
}

/** A stack whose constructs were written at these places. */
function stack(...sources: readonly string[]): object {
  const users = sources.map((source, index) => [
    `user-${index}`,
    { name: `user-${index}`, "//": { ramparts: { source } } },
  ]);
  return { resource: { alicloud_ram_user: Object.fromEntries(users) as object } };
}

/** What each stack of the app does not know yet. */
function newer(directory = "cdktf.out"): unknown {
  return loadConfiguration([join(root, directory)]).map(({ notRead = [] }) => notRead.map(({ what }) => what));
}

describe("a source file that is newer than what was synthesised", () => {
  beforeEach(() => write("cdktf.json", 0, "{}"));

  it("is named, with what to do", () => {
    write("cdktf.out/cdk.tf.json", 5, stack("main.ts:3"));
    write("main.ts", 6);
    const [found] = loadConfiguration([join(root, "cdktf.out")]);
    expect(found?.notRead).toEqual([
      { what: "main.ts", why: 'it is newer than what was synthesised: run "cdktf synth" again' },
    ]);
  });

  it("is synthesised through the sandbox where that runs", () => {
    write("cdktf.out/cdk.tf.json", 5, stack("main.ts:3"));
    write("main.ts", 6);
    process.env["RAMPARTS_SANDBOX"] = join(root, ".ramparts/sandbox");
    try {
      const [found] = loadConfiguration([join(root, "cdktf.out")]);
      expect(found?.notRead?.[0]?.why).toMatch(/: run "npx ramparts sandbox -- cdktf synth" again$/);
    } finally {
      delete process.env["RAMPARTS_SANDBOX"];
    }
  });

  it("is named once in each stack that has constructs of it", () => {
    const stacks = ["users", "keys"].map((name) => [name, { synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]);
    write("cdktf.out/manifest.json", 5, { stacks: Object.fromEntries(stacks) as object });
    write("cdktf.out/stacks/users/cdk.tf.json", 5, stack("main.ts:3", "main.ts:4", "lib/users.ts:5"));
    write("cdktf.out/stacks/keys/cdk.tf.json", 5, stack("main.ts:9", "lib/keys.ts:1"));
    for (const name of ["main.ts", "lib/users.ts"]) write(name, 6);
    write("lib/keys.ts", 4);
    expect(newer()).toEqual([["main.ts", "lib/users.ts"], ["main.ts"]]);
  });

  it("may be that of a data source", () => {
    write("cdktf.out/cdk.tf.json", 5, {
      data: { alicloud_account: { a: { "//": { ramparts: { source: "main.ts:3" } } } } },
    });
    write("main.ts", 6);
    expect(newer()).toEqual([["main.ts"]]);
  });

  it.each([
    ["as old", "main.ts", 5],
    ["older", "main.ts", 4],
    ["another one", "other.ts", 6],
  ])("is none that is %s", (_, name, minute) => {
    write("cdktf.out/cdk.tf.json", 5, stack("main.ts:3"));
    write("main.ts", 5);
    write(name, minute);
    expect(newer()).toEqual([[]]);
  });

  it("is none that is gone, is no file, or lies outside of the project", () => {
    write("outside.ts", 6);
    mkdirSync(join(root, "project/src.ts"), { recursive: true });
    write("project/cdktf.json", 0, "{}");
    const sources = [
      "gone.ts",
      "src.ts",
      "../outside.ts",
      "src/../../outside.ts",
      join(root, "outside.ts"),
      "a\u0000b",
      "/",
    ];
    write("project/cdktf.out/cdk.tf.json", 5, stack(...sources.map((file) => `${file}:3`)));
    symlinkSync(join(root, "nowhere.ts"), join(root, "project/gone.ts"));
    expect(newer("project/cdktf.out")).toEqual([[]]);
  });

  it("is not looked for where nothing tells which folder the names start at", () => {
    rmSync(join(root, "cdktf.json"));
    write("cdktf.out/cdk.tf.json", 5, stack("main.ts:3"));
    write("main.ts", 6);
    expect(newer()).toEqual([[]]);
  });
});

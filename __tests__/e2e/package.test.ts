import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");
const typescript = join(repository, "node_modules/typescript/bin/tsc");

/** What a user writes on the first day, once for each kind of module. */
const PROGRAM = `
import { App, TerraformStack } from "cdktf";
import { AlicloudProvider, User } from "ramparts";
import { ramAccessKey, ramUser } from "ramparts/l1";

const stack = new TerraformStack(new App({ outdir: process.argv[2] ?? "cdktf.out" }), "credentials");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
const user: User = new User(stack, "etl", { userName: "etl" });
const raw = new ramUser.RamUser(stack, "raw", { name: "raw" });
const key = ramAccessKey.RamAccessKey.tfResourceType;
console.log([user.friendlyUniqueId, raw.friendlyUniqueId, key].join(" "));
`;

/**
 * The compiler options of the two resolutions, and the files that make the compiler take the program as CJS or ESM. It
 * judges every declaration that they import, which takes seconds, so it is started once for each resolution.
 */
const WAYS = [
  { name: "node10 resolution", files: ["node10.ts"], module: "commonjs", moduleResolution: "node10" },
  {
    name: "node16 resolution, CommonJS and ES modules",
    files: ["node16.cts", "node16.mts"],
    module: "node16",
    moduleResolution: "node16",
  },
] as const;

describe("the published package", () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), "ramparts-package-"));
    mkdirSync(join(project, "packed"));
    // The test command has built dist already, and prepack would build it again.
    const npm = (args: readonly string[], cwd: string): string =>
      execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    npm(["pack", "--ignore-scripts", "--pack-destination", join(project, "packed")], repository);
    const [tarball] = readdirSync(join(project, "packed"));
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "app", private: true }));
    npm(
      [
        "install",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        `./packed/${tarball}`,
        "cdktf@0.21.0",
        "constructs@10.6.0",
        "@types/node@20",
      ],
      project,
    );
    for (const file of WAYS.flatMap(({ files }) => files)) writeFileSync(join(project, file), PROGRAM);
  }, 120_000);

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it.each(WAYS)("type-checks with skipLibCheck off and runs under $name", ({ files, module, moduleResolution }) => {
    execFileSync(
      process.execPath,
      [
        typescript,
        ...files,
        ...["--module", module, "--moduleResolution", moduleResolution, "--target", "es2022", "--strict"],
        // No DOM: the program runs under Node.js, and its declarations are many.
        ...["--lib", "es2022"],
        ...["--exactOptionalPropertyTypes", "--skipLibCheck", "false", "--types", "node"],
      ],
      { cwd: project, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" },
    );
    for (const file of files) {
      const compiled = file.replace(/ts$/, "js");
      const printed = execFileSync(process.execPath, [compiled, join(project, `out-${compiled}`)], {
        cwd: project,
        encoding: "utf8",
      });
      expect(printed.trim()).toBe("etl raw alicloud_ram_access_key");
    }
  });

  it("brings its command", () => {
    const printed = execFileSync(join(project, "node_modules/.bin/ramparts"), ["--version"], { encoding: "utf8" });
    expect(printed.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

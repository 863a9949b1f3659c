import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "@swc/core";
import { sourceLine } from "../../lib/checks/source-line";

const root = join(__dirname, "..", "..");
const library = join(root, "lib", "checks", "source-line");
/** What the library consists of here. */
const MODULES = ["checks/source-line", "files/project-folder"];

/** A program of which the call stands in line 7, after lines that a compiler takes away. */
const PROGRAM = `
interface Taken { readonly away: string }
type Also = Taken["away"];

const { sourceLine } = require(process.env["LIBRARY"] as string) as { sourceLine(): string | undefined };
function helper(): void {
  const line: Also | undefined = sourceLine();
  process.stdout.write(String(line) + "\\n");
}
helper();
`;

let project = "";
beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "source-line-")));
  mkdirSync(join(project, "src (app)"));
  writeFileSync(join(project, "cdktf.json"), "{}");
  writeFileSync(join(project, "tsconfig.json"), '{ "compilerOptions": { "module": "commonjs", "target": "es2022" } }');
  writeFileSync(join(project, "src (app)", "main.ts"), PROGRAM);
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

/** Runs the program in the project; the library is loaded from `from`. */
function run(options: {
  readonly node: readonly string[];
  readonly from?: string;
  readonly workingDirectory?: string;
}): string {
  const env = { ...process.env, LIBRARY: options.from ?? library, TS_NODE_TRANSPILE_ONLY: "true" };
  const cwd = options.workingDirectory ?? project;
  return execFileSync(process.execPath, [...options.node], { cwd, env, encoding: "utf8" }).trim();
}

/** Compiles the program and the library to JavaScript, as a user's build does. */
function compile(): { readonly program: string; readonly from: string } {
  const options = {
    module: { type: "commonjs" as const },
    jsc: { target: "es2022" as const, parser: { syntax: "typescript" as const } },
  };
  const program = join(project, "src (app)", "main.js");
  const sources = transformSync(PROGRAM, {
    ...options,
    filename: join(project, "src (app)", "main.ts"),
    sourceMaps: "inline",
  });
  writeFileSync(program, sources.code);
  const installed = join(project, "node_modules", "ramparts");
  for (const name of MODULES) {
    const filename = join(root, "lib", `${name}.ts`);
    mkdirSync(dirname(join(installed, name)), { recursive: true });
    const { code } = transformSync(readFileSync(filename, "utf8"), { ...options, filename });
    writeFileSync(join(installed, `${name}.js`), code);
  }
  return { program, from: join(installed, "checks", "source-line.js") };
}

describe("the source line", () => {
  it("is the line of the call under jest", () => {
    expect(sourceLine()).toMatch(/^__tests__\/checks\/source-line\.test\.ts:74$/);
  });

  it("is the line of the TypeScript file under ts-node", () => {
    const tsNode = require.resolve("ts-node/register", { paths: [root] });
    expect(run({ node: ["-r", tsNode, "src (app)/main.ts"] })).toBe("src (app)/main.ts:7");
  });

  it("is relative to the folder of cdktf.json, wherever below it the program runs", () => {
    const { program, from } = compile();
    const workingDirectory = join(project, "src (app)");
    expect(run({ node: ["--enable-source-maps", program], from, workingDirectory })).toBe("src (app)/main.ts:7");
  });

  it("is the line of the JavaScript file without source maps", () => {
    const { program, from } = compile();
    expect(run({ node: [program], from })).toMatch(/^src \(app\)\/main\.js:\d$/);
  });

  it("is absent for a program outside the project", () => {
    const { program, from } = compile();
    const workingDirectory = join(project, "node_modules");
    writeFileSync(join(workingDirectory, "cdktf.json"), "{}");
    expect(run({ node: [program], from, workingDirectory })).toBe("undefined");
  });

  it("leaves the stack traces of others as they were", () => {
    const before = [Error.stackTraceLimit, Object.getOwnPropertyDescriptor(Error, "prepareStackTrace")];
    sourceLine();
    expect([Error.stackTraceLimit, Object.getOwnPropertyDescriptor(Error, "prepareStackTrace")]).toEqual(before);
    expect(new Error("still there").stack).toContain("source-line.test.ts");
  });

  it("survives a source-map support that throws", () => {
    const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
    try {
      Error.prepareStackTrace = () => {
        throw new Error("broken");
      };
      expect(sourceLine()).toMatch(/^__tests__\/checks\/source-line\.test\.ts:\d+$/);
    } finally {
      if (before) Object.defineProperty(Error, "prepareStackTrace", before);
    }
  });
});

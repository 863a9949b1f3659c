import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { parseDocument } from "yaml";
import { CATALOGUE_FORMATS } from "../lib/report/catalogue";
import { CATALOGUE } from "../lib/rules/catalogue";
import { readSettings } from "../lib/settings/settings-reader";
import { blocksOf, repository as root, type Block } from "./documents";

const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].concat(
  readdirSync(join(root, "docs")).map((name) => join("docs", name)),
);

const blocks = DOCUMENTS.flatMap(blocksOf);
const inLanguage = (language: string): Block[] => blocks.filter((block) => block.language === language);
/** A console block shows what is typed after a prompt: it needs more than this project to run. */
const shell = [
  ...inLanguage("sh"),
  ...inLanguage("console").map((block) => ({ ...block, code: block.code.replace(/^\$ /gm, "") })),
];

/** Compiles the blocks as files of this project, so that `ramparts` is what its users import. */
function diagnosticsOf(programs: readonly Block[]): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root) as {
    options: ts.CompilerOptions;
  };
  const files = new Map(
    programs.map(({ document, line, code }) => [join(root, `${document.replace(/\W/g, "_")}_${line}.ts`), code]),
  );
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target) => {
    const code = files.get(path);
    return code === undefined ? getSourceFile(path, target) : ts.createSourceFile(path, code, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  // The library that they import is judged by the type check.
  const inBlocks = program.getSourceFiles().filter(({ fileName }) => files.has(fileName));
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...inBlocks.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ].map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

describe("the documentation", () => {
  it("has code only in languages that are tested here", () => {
    const known = ["ts", "diff", "sh", "console", "json", "yaml", "text"];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  });

  it("compiles in every block of TypeScript", () => {
    expect(inLanguage("ts").length).toBeGreaterThan(5);
    expect(diagnosticsOf(inLanguage("ts"))).toEqual([]);
  }, 60_000);

  it("is valid JSON in every block of JSON", () => {
    for (const { code } of inLanguage("json")) expect(() => JSON.parse(code) as unknown).not.toThrow();
  });

  it("is valid YAML in every block of YAML, and a ramparts.yaml where settings are explained", () => {
    expect(inLanguage("yaml").length).toBeGreaterThan(0);
    for (const { document, line, code } of inLanguage("yaml")) {
      expect(parseDocument(code).errors).toEqual([]);
      if (document.endsWith("profiles.md")) {
        expect(() => readSettings(code, `${document}:${line}`)).not.toThrow();
      }
    }
  });

  it.each(shell)("is shell that parses, with commands that exist: $document:$line", ({ code }) => {
    execFileSync("bash", ["-n"], { input: code });
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
    for (const [, script] of code.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)) {
      expect(Object.keys(scripts)).toContain(script);
    }
    for (const [, subcommand] of code.matchAll(/ramparts (\w+)/g)) {
      expect(["audit", "check", "explain", "find", "manifest", "review", "rules", "sandbox"]).toContain(subcommand);
    }
  });

  it("links to files that exist", () => {
    const broken = DOCUMENTS.flatMap((document) => {
      const text = readFileSync(join(root, document), "utf8");
      const folder = join(root, document, "..");
      return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => join(folder, target ?? ""))
        .filter((target) => !ts.sys.fileExists(target) && !ts.sys.directoryExists(target));
    });
    expect(broken).toEqual([]);
  });

  it("lists the rules of the catalogue, as npm run docs:rules writes them", () => {
    // Prettier pads the columns and decides what needs a backslash.
    const essence = (markdown: string) => markdown.replace(/\\/g, "").replace(/-+/g, "-").replace(/\s+/g, " ");
    const written = readFileSync(join(root, "docs/rules.md"), "utf8");
    expect(essence(written)).toBe(essence(CATALOGUE_FORMATS.markdown(CATALOGUE, "")));
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isFailure } from "../../../lib/language/convert";
import { callFunction } from "../../../lib/language/functions/call";
import { CheckedFiles } from "../../../lib/language/functions/checked-files";
import type { Functions } from "../../../lib/language/functions/definition";
import { fileFunctions } from "../../../lib/language/functions/files";
import { marksOf, Sequence, Unknown, unmarked, type Value } from "../../../lib/language/value";
import { describeWithTerraform } from "../../e2e/terraform";
import { evaluateWithTerraform, REFUSED } from "./terraform-values";

const FILES: Readonly<Record<string, string>> = {
  "top.txt": "top",
  ".hidden": "",
  "a/x.txt": "x\n",
  "a/[x].txt": "",
  "a/ä.txt": "",
  "a/b,c.txt": "",
  "a/.d/q.txt": "",
  "a/b/y.txt": "e\u0301",
  "a/b/c/z.json": "{}",
};

function writeFiles(directory: string): void {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  writeFileSync(join(directory, "a/bytes"), Buffer.from([0xff, 0xfe]));
  symlinkSync("../top.txt", join(directory, "a/link.txt"));
  symlinkSync("b", join(directory, "a/way"));
}

describe("functions of files", () => {
  const parent = mkdtempSync(join(tmpdir(), "ramparts-files-"));
  const root = join(parent, "root");
  const plain = join(parent, "plain");
  const functionsOf = (directory: string): Functions => fileFunctions(new CheckedFiles(directory, directory));
  const functions = functionsOf(root);
  const call = (name: string, ...given: Value[]): Value => callIn(functions, name, given);
  const reason = (value: Value): string => (unmarked(value) as Unknown).because;

  beforeAll(() => {
    mkdirSync(plain);
    writeFileSync(join(plain, "main.tf.json"), "{}");
    for (const directory of [root, plain]) writeFiles(directory);
    writeFileSync(join(parent, "outside.txt"), "hidden");
    writeFileSync(join(root, "large.txt"), Buffer.alloc(1024 * 1024 + 1, "a"));
    symlinkSync("../../outside.txt", join(root, "a/out"));
    symlinkSync("../../absent.txt", join(root, "a/nowhere"));
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  it("read a file, whose content is marked", () => {
    const content = call("file", "a/b/y.txt");
    expect(unmarked(content)).toBe("\u00e9");
    expect(marksOf(content)).toEqual([
      { origin: { kind: "file", isSensitive: false }, holds: "contains", isUnmasked: false },
    ]);
    expect(marksOf(call("file", "top.txt"))[0]?.origin).toBe(marksOf(call("filebase64", "top.txt"))[0]?.origin);
    expect(marksOf(call("file", "top.txt"))[0]?.origin).not.toBe(marksOf(content)[0]?.origin);
  });

  it("note at a hash only that it depends on the content", () => {
    const hash = call("filesha1", "top.txt");
    expect(unmarked(hash)).toMatch(/^[0-9a-f]{40}$/);
    expect(marksOf(hash)).toMatchObject([{ holds: "derived" }]);
  });

  it.each(["../outside.txt", "a/out", "a/nowhere", "~/outside.txt", "/etc/hostname", "a/../../outside.txt"])(
    "do not look outside of the directory: %s",
    (path) => {
      const outside = "a file that it depends on is outside of the directory that is checked";
      for (const name of ["file", "filemd5", "filebase64", "fileexists"]) {
        expect(reason(call(name, path))).toBe(outside);
        expect(isFailure(call(name, path))).toBe(false);
      }
    },
  );

  it("do not tell of a link that leads outside whether it is found", () => {
    expect(reason(call("fileset", ".", "a/o*"))).toContain("outside");
    expect(reason(call("fileset", "..", "*.txt"))).toContain("outside");
  });

  it("refuse what Terraform refuses, and say nothing of what is in the file", () => {
    for (const path of ["absent", "a", "a/bytes"]) expect(isFailure(call("file", path))).toBe(true);
    expect(isFailure(call("fileexists", "a"))).toBe(true);
    expect(isFailure(call("fileset", ".", "a/[x"))).toBe(true);
  });

  it("do not read a file of more than 1 MiB", () => {
    const content = call("file", "large.txt");
    expect(reason(content)).toBe("a file that it is read from has more than 1 MiB, which is the most that is read");
    expect(isFailure(content)).toBe(false);
  });

  it("end where a link leads back, or a path is no path", () => {
    const directory = mkdtempSync(join(parent, "loop-"));
    symlinkSync(".", join(directory, "again"));
    const files = new CheckedFiles(directory, directory);
    expect(files.find(".", "**/x")).toBeInstanceOf(Unknown);
    expect(files.read("\u0000")).toBeInstanceOf(Unknown);
    expect(files.find(".", "*a".repeat(5000))).toBeInstanceOf(Unknown);
  });

  it("find what a pattern of braces within bounds comes to", () => {
    expect(reason(call("fileset", ".", "{a,b}".repeat(40)))).toBe("its pattern is longer than any that is looked at");
  });

  describeWithTerraform("beside Terraform's", () => {
    it("come to the same", async () => {
      const patterns = [
        "*.txt",
        "a/**/y.txt",
        "a/**",
        "**/*.json",
        "a/?.txt",
        "a/[xy].txt",
        "a/[^x].txt",
        "a/[!x].txt",
      ];
      patterns.push("a/{x,nope}.txt", "a/\\[x\\].txt", "./*.txt", "a/../*.txt", "a", "", "a/", "a//x.txt", "a/**x");
      patterns.push("{a", "**/**/y.txt", ".h*", "a/[]x].txt", "a/[x-].txt", "a/{x,{y,z}}.txt", "a/{,x}.txt", "a/w*/*");
      patterns.push("a/{b\\,c,x}.txt", "a/ä.txt", "a/***.txt", "a/*x*", "a/way/**", "[a-b]/x.txt", "a/x.txt/*");
      const calls: [string, ...string[]][] = patterns.map((pattern) => ["fileset", ".", pattern]);
      calls.push(
        ["fileset", "a", "*.txt"],
        ["fileset", "a", "../*.txt"],
        ["fileset", "nope", "*"],
        ["fileset", "a*", "x.*"],
      );
      for (const name of Object.keys(functions).filter((each) => each !== "fileset")) {
        for (const path of [
          "top.txt",
          "./a/x.txt",
          "a/bytes",
          "a/b/y.txt",
          "absent",
          "a",
          "a/link.txt",
          "absent/../top.txt",
        ]) {
          calls.push([name, path]);
        }
      }
      const written = calls.map(
        ([name, ...given]) => `${name}(${given.map((each) => JSON.stringify(each)).join(", ")})`,
      );
      const expected = await evaluateWithTerraform(written, writeFiles);
      const same = functionsOf(plain);
      const ours = calls.map(([name, ...given]) => inWords(callIn(same, name, given)));
      expect(written.map((each, at) => [each, ours[at]])).toEqual(
        written.map((each, at) => [each, inWords(expected[at] ?? null)]),
      );
    });
  });
});

function callIn(functions: Functions, name: string, given: readonly Value[]): Value {
  const definition = functions[name];
  if (!definition) throw new Error(`there is no ${name}()`);
  return callFunction(name, definition, given);
}

function inWords(value: Value | typeof REFUSED): unknown {
  if (value === REFUSED || isFailure(value)) return "refused";
  const inner = unmarked(value);
  return inner instanceof Sequence ? inner.elements : inner;
}

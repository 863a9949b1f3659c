import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "sarif";
import { writeWholeFile } from "../../lib/cli/write-file";
import { ramparts } from "./program";

let directory: string;
let input: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "ramparts-reports-"));
  input = join(directory, "main.tf.json");
  writeFileSync(input, JSON.stringify({ resource: { alicloud_ram_access_key: { k: {} } } }));
});
afterEach(() => rmSync(directory, { recursive: true }));

const at = (name: string): string => join(directory, name);

describe("the reports of a command", () => {
  it("go each to the place that was given for it", async () => {
    const argv = ["--format", "human", "--format", "sarif", "--output", at("r.sarif"), "--format=junit"];
    const { code, out, err } = await ramparts(["check", input, ...argv, `--output=${at("r.xml")}`]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("error KEY001");
    expect(JSON.parse(readFileSync(at("r.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(readFileSync(at("r.xml"), "utf8")).toMatch(/^<\?xml /);
  });

  it("leave standard output empty when all of them go to files", async () => {
    const { out } = await ramparts(["check", input, "--format", "json", "--output", at("r.json")]);
    expect(out).toBe("");
    expect(readFileSync(at("r.json"), "utf8")).toContain("KEY001");
  });

  it.each(["human", "json", "markdown", "sarif", "github", "junit"])("come as %s", async (format) => {
    const { code, out, err } = await ramparts(["check", input, "--format", format]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("KEY001");
  });

  it("name the configuration where no line of the code is known, as seen from the current directory", async () => {
    const uri = async () => {
      const { out } = await ramparts(["check", input, "--format", "sarif"]);
      const [result] = (JSON.parse(out) as Log).runs[0]?.results ?? [];
      return result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    };
    expect(await uri()).toBe(`file://${input}`);
    const cwd = jest.spyOn(process, "cwd").mockReturnValue(directory);
    expect(await uri()).toBe("main.tf.json");
    cwd.mockRestore();
  });

  it("have colours and the terminal's width on standard output alone", async () => {
    const terminal = { colors: true, columns: 50 };
    const argv = ["check", input, "--format", "human", "--output", at("r.txt"), "--format", "human"];
    const { out } = await ramparts(argv, terminal);
    const file = readFileSync(at("r.txt"), "utf8");
    expect(out).toContain("\u001b[");
    expect(file).not.toContain("\u001b[");
    expect(file).toContain("it would belong to whoever runs Terraform");
    expect(out).not.toContain("it would belong to whoever runs Terraform");
  });

  it.each([
    ["an --output before any --format", ["--output", "x"], /belongs to the --format before it, and there is none/],
    ["a second --output", ["--format", "json", "--output", "x", "--output", "y"], /has an --output already/],
    ["two formats on standard output", ["--format", "json", "--format", "human"], /two formats go to standard output/],
    [
      "two formats in one file",
      ["--format", "json", "--output", "x", "--format", "human", "--output", "./x"],
      /two formats go to .*\/x\. /,
    ],
    ["an unknown format", ["--format", "xml"], /Allowed choices are human, json, markdown, sarif, github, junit/],
    ["an unknown level", ["--fail-on", "fatal"], /Allowed choices are error, warning, info/],
  ])("refuse %s before anything is read", async (_, argv, message) => {
    const { code, out, err } = await ramparts(["check", "no-such-directory", ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error: /);
    expect(err).toMatch(message);
  });

  it.each([
    ["has no name", () => "", /^ramparts: A file to write to has an empty name\. Give the name of a file\.\n$/],
    ["is a directory", () => directory, /: is a directory\. Give the name of a file in it\.\n$/],
    ["has no directory", () => at("missing/r.json"), /r\.json: there is no directory .*missing\. Make it first, or/],
    ["ends as a directory", () => at("missing/"), /missing\/: there is no directory .*missing\/\. Make it first, or/],
    ["is below a file", () => join(input, "r"), /r: .*main\.tf\.json is not a directory\. Give another file\.\n$/],
    ["has too long a name", () => at("x".repeat(300)), /x: cannot be written \(ENAMETOOLONG\)\. Check its name and/],
    ["has a line end", () => at("a\nb/r"), /^ramparts: .*a\\u\{a\}b\/r: there is no directory .*a\\u\{a\}b\. .*\n$/],
  ])("refuse an --output that %s before anything is read", async (_, output, message) => {
    const argv = ["--format", "human", "--format", "json", "--output", output()];
    const { code, out, err } = await ramparts(["check", "no-such-directory", ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  it("keep a file that cannot be replaced", async () => {
    mkdirSync(at("r.json"));
    const { code, err } = await ramparts(["check", input, "--format", "json", "--output", at("r.json")]);
    expect(code).toBe(2);
    expect(err).toContain("is a directory");
  });
});

describe("a file that is written as a whole", () => {
  it("replaces the old one, keeps its mode, and leaves nothing beside it", () => {
    writeFileSync(at("r"), "old");
    chmodSync(at("r"), 0o600);
    writeWholeFile(at("r"), "new");
    expect(readFileSync(at("r"), "utf8")).toBe("new");
    expect(statSync(at("r")).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual(["main.tf.json", "r"]);
  });

  it("is another file than the old one, which who has it open still reads", () => {
    writeFileSync(at("r"), "old");
    const before = statSync(at("r")).ino;
    writeWholeFile(at("r"), "new");
    expect(statSync(at("r")).ino).not.toBe(before);
  });

  it("is the one that a link leads to", () => {
    writeFileSync(at("r"), "old");
    symlinkSync(at("r"), at("link"));
    writeWholeFile(at("link"), "new");
    expect(readFileSync(at("r"), "utf8")).toBe("new");
  });

  it("is written to where it is a device", () => {
    writeWholeFile("/dev/null", "new");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("is refused with a sentence where its parent is a file", () => {
    expect(() => writeWholeFile(join(input, "r"), "new")).toThrow(/r: .*main\.tf\.json is not a directory/);
  });
});

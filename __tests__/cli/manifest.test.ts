import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ramparts as program } from "./program";

let directory: string;
const before = process.cwd();
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "ramparts-manifest-")));
  process.chdir(directory);
});
afterEach(() => {
  process.chdir(before);
  rmSync(directory, { recursive: true });
});

function ramparts(...argv: string[]) {
  return program(argv);
}

/** Writes a configuration in which the user `hologres-bi` has these AccessKeys. */
function configure(...keys: string[]): void {
  const accessKeys = keys.map((name) => [name, { user_name: "${alicloud_ram_user.bi.name}", pgp_key: "keybase:bi" }]);
  const resource = {
    alicloud_ram_user: { bi: { name: "hologres-bi" } },
    alicloud_ram_access_key: Object.fromEntries(accessKeys) as object,
  };
  mkdirSync("cdktf.out", { recursive: true });
  writeFileSync("cdktf.out/main.tf.json", JSON.stringify({ resource }));
}

function manifest(): string {
  return readFileSync("credentials.yaml", "utf8");
}

const ADDED = "! hologres-bi: AccessKey `etl` added, custody keybase `bi`, no network restriction\n";

describe("ramparts manifest", () => {
  it("writes credentials.yaml, and leaves it alone when nothing has changed", async () => {
    configure("etl");
    expect(await ramparts("manifest")).toEqual({ code: 0, out: "credentials.yaml: written\n", err: "" });
    const text = manifest();
    expect(text).toContain("name: hologres-bi");
    expect(text).not.toContain(directory);
    expect((await ramparts("manifest", "cdktf.out")).out).toBe("credentials.yaml: up to date\n");
    expect(manifest()).toBe(text);
  });

  it("writes another file on request, through a link too", async () => {
    configure("etl");
    mkdirSync("docs");
    writeFileSync("docs/real.yaml", "");
    symlinkSync("docs/real.yaml", "link.yaml");
    expect((await ramparts("manifest", "--output", "link.yaml")).code).toBe(0);
    expect(readFileSync("docs/real.yaml", "utf8")).toContain("rampartsManifest: 1");
  });

  it("calls the working directory the same on every machine", async () => {
    configure("etl");
    process.chdir("cdktf.out");
    await ramparts("manifest", ".");
    expect(manifest()).toContain("address: ./alicloud_ram_user.bi");
    await ramparts("manifest", "main.tf.json");
    expect(manifest()).toContain("address: main.tf.json/alicloud_ram_user.bi");
  });

  it("takes conflicts and edits of its own file for nothing that is lost", async () => {
    configure("etl");
    await ramparts("manifest");
    const text = manifest();
    writeFileSync("credentials.yaml", text.replace("accounts:", "<<<<<<< HEAD\naccounts:\n=======\n"));
    expect((await ramparts("manifest")).code).toBe(0);
    expect(manifest()).toBe(text);
  });

  it.each([
    ["a file that is no manifest", "name: mine\n", "is no credential manifest"],
    ["the manifest of a newer version", "rampartsManifest: 2\n", "Use the newer ramparts"],
  ])("refuses to overwrite %s", async (_, content, problem) => {
    configure("etl");
    writeFileSync("credentials.yaml", content);
    const { code, out, err } = await ramparts("manifest");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^ramparts: credentials\.yaml: [^\n]+\n$/);
    expect(err).toContain(problem);
    expect(manifest()).toBe(content);
  });

  it.each([
    ["a directory", "cdktf.out", "not a regular file"],
    ["one in a directory that is missing", "none/x.yaml", "there is no directory none"],
    ["one below a file", "settings.yaml/x.yaml", "settings.yaml is not a directory"],
    ["one without a name", "", "Give the name of a file."],
  ])("cannot write %s", async (_, output, problem) => {
    configure("etl");
    writeFileSync("settings.yaml", "");
    const { code, err } = await ramparts("manifest", "--output", output);
    expect(code).toBe(2);
    expect(err).toContain(problem);
  });

  it("says what it did not read", async () => {
    configure("etl");
    writeFileSync("cdktf.out/more.tfvars", "");
    expect((await ramparts("manifest")).err).toContain("not read in cdktf.out: cdktf.out/more.tfvars");
  });
});

describe("ramparts manifest --check", () => {
  it("ends with 0 when the file says what the code says, also after another tool has reformatted it", async () => {
    configure("etl");
    await ramparts("manifest");
    writeFileSync(
      "credentials.yaml",
      manifest()
        .replace(/^#.*\n/gm, "")
        .replaceAll("\n", "\r\n"),
    );
    expect(await ramparts("manifest", "--check")).toEqual({ code: 0, out: "no change of credentials\n", err: "" });
  });

  it("ends with 1 when it is stale, says the difference in words, and writes nothing", async () => {
    configure();
    await ramparts("manifest");
    const text = manifest();
    configure("etl");
    const { code, out, err } = await ramparts("manifest", "--check");
    expect(code).toBe(1);
    expect(out).toContain(ADDED);
    expect(err).toBe(
      'ramparts: credentials.yaml is stale: run "ramparts manifest", look at what it changed, and commit it\n',
    );
    expect(manifest()).toBe(text);
  });

  it("gives Markdown and JSON on request", async () => {
    configure();
    await ramparts("manifest");
    configure("etl");
    expect((await ramparts("manifest", "--check", "--format", "markdown")).out).toContain(
      "- **!** `hologres-bi`: AccessKey",
    );
    const { out } = await ramparts("manifest", "--check", "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      changes: [{ identity: "hologres-bi", kind: "accessKey", weight: "high" }],
    });
  });

  it.each([
    ["that is missing", null, "does not exist. Run"],
    ["that was edited by hand", "rampartsManifest: 1\nmore: 1\n", 'credentials.yaml:2: belongs to "more"'],
  ])("ends with 2 for a file %s", async (_, content, problem) => {
    configure("etl");
    if (content !== null) writeFileSync("credentials.yaml", content);
    const { code, out, err } = await ramparts("manifest", "--check");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(problem);
    expect(existsSync("credentials.yaml")).toBe(content !== null);
  });
});

describe("ramparts manifest --diff", () => {
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...identity, ...args], { stdio: "ignore" });
  };
  const commit = async (...keys: string[]) => {
    configure(...keys);
    await ramparts("manifest");
    git("add", "credentials.yaml");
    git("commit", "-m", "change");
  };

  it("compares two files", async () => {
    configure();
    await ramparts("manifest", "--output", "old.yaml");
    configure("etl");
    await ramparts("manifest", "--output", "new.yaml");
    const { code, out } = await ramparts("manifest", "--diff", "old.yaml", "new.yaml");
    expect(code).toBe(1);
    expect(out).toContain(ADDED);
    expect((await ramparts("manifest", "--diff", "new.yaml", "new.yaml")).code).toBe(0);
  });

  it("compares two revisions, from a subdirectory too, or a revision with a file", async () => {
    git("init", "-b", "main");
    mkdirSync("sub");
    process.chdir("sub");
    await commit();
    await commit("etl");
    expect((await ramparts("manifest", "--diff", "main~1", "HEAD")).out).toContain(ADDED);
    expect((await ramparts("manifest", "--diff", "HEAD", "credentials.yaml")).code).toBe(0);
  });

  it("takes a revision from before there was a manifest as one without credentials", async () => {
    git("init", "-b", "main");
    git("commit", "--allow-empty", "-m", "start");
    await commit("etl");
    const { code, out, err } = await ramparts("manifest", "--diff", "main~1", "main");
    expect(code).toBe(1);
    expect(out).toContain(ADDED);
    expect(err).toBe("ramparts: main~1 has no credentials.yaml: taken as one without credentials\n");
  });

  it("ends with 2 where neither revision has the file: its name is wrong, and nothing was compared", async () => {
    git("init", "-b", "main");
    await commit();
    await commit("etl");
    const { code, out, err } = await ramparts("manifest", "--diff", "main~1", "main", "--output", "typo.yaml");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Neither main~1 nor main has typo.yaml. Name the manifest with --output.");
  });

  it.each([
    ["one name", ["--diff", "HEAD"], "--diff takes two manifests, BASE and HEAD"],
    ["three names", ["--diff", "a", "b", "c"], 'nothing else, but got "a", "b", "c"'],
    ["a configuration beside them", ["cdktf.out", "--diff", "a", "b"], "nothing else"],
    [
      "a revision that there is not",
      ["--diff", "nothing", "HEAD"],
      "nothing: is neither a file nor a git revision here",
    ],
    ["a revision that is an option", ["--diff=--upload-pack=touch x", "HEAD"], "BASE and HEAD, and nothing else"],
    ["a command", ["--diff", "$(touch x)", ";touch x"], "is neither a file nor a git revision"],
    ["--check too", ["--check", "--diff", "a", "b"], "cannot be used with option"],
    [
      "an unknown format",
      ["--diff", "a", "b", "--format", "xml"],
      "Allowed choices are human, json, markdown, sarif, github, junit",
    ],
  ])("ends with 2 for %s", async (_, argv, problem) => {
    git("init", "-b", "main");
    const { code, out, err } = await ramparts("manifest", ...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(problem);
    expect(existsSync("x")).toBe(false);
  });

  it("names the revision in which a manifest cannot be read", async () => {
    git("init", "-b", "main");
    writeFileSync("credentials.yaml", "rampartsManifest: 9\n");
    git("add", "credentials.yaml");
    git("commit", "-m", "newer");
    expect((await ramparts("manifest", "--diff", "main", "main")).err).toContain(
      "main:credentials.yaml: has rampartsManifest 9",
    );
  });

  it("says what is missing where there is no repository", async () => {
    expect((await ramparts("manifest", "--diff", "main", "HEAD")).err).toContain(
      "is neither a file nor a git revision here",
    );
  });
});

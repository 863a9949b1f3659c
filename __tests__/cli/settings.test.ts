import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Project, undescribedKeys } from "./project";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

const rulesOf = async (file: string) => (await project.findings(file)).map(({ rule, level }) => `${rule} ${level}`);

describe("ramparts check with a ramparts.yaml", () => {
  it("judges by its levels and profile", async () => {
    const file = project.write("main.tf.json", undescribedKeys("etl"));
    expect(await rulesOf(file)).toContain("KEY011 warning");
    project.write("ramparts.yaml", "profile: strict\n");
    expect(await rulesOf(file)).toContain("KEY011 error");
    project.write("ramparts.yaml", "profile: strict\nrules:\n  KEY011: off\n");
    expect((await rulesOf(file)).some((text) => text.startsWith("KEY011"))).toBe(false);
  });

  it("heeds its acknowledgements and lists who has accepted what until when", async () => {
    const file = project.write("main.tf.json", undescribedKeys("etl"));
    project.write(
      "ramparts.yaml",
      "acknowledgements:\n  - rule: KEY011\n    address: alicloud_ram_access_key.etl\n" +
        "    reason: an old platform\n    until: 2026-12-31\n    owner: platform@example.com\n",
    );
    const { out } = await project.check(file);
    expect(out).toContain("acknowledged KEY011");
    expect(out.replace(/\s+/g, " ")).toContain("until 2026-12-31 by platform@example.com: an old platform");
  });

  it("heeds its quotas", async () => {
    const keys = Object.fromEntries(["a", "b", "c"].map((name) => [name, { user_name: "etl", pgp_key: "keybase:x" }]));
    const file = project.write("main.tf.json", { resource: { alicloud_ram_access_key: keys } });
    expect(await rulesOf(file)).toContain("KEY002 error");
    project.write("ramparts.yaml", "quotas: { accessKeysPerUser: 3 }");
    expect(await rulesOf(file)).not.toContain("KEY002 error");
  });

  it("judges by the profile that the synthesised stack notes, as long as the file names no stricter one", async () => {
    const guarded = { "//": { ramparts: { guard: true, profile: "strict" } }, ...(undescribedKeys("etl") as object) };
    const file = project.write("main.tf.json", guarded);
    project.write("ramparts.yaml", "profile: baseline\n");
    expect(await rulesOf(file)).toContain("KEY011 error");
  });

  it("looks for it upwards, no further than the folder of cdktf.json", async () => {
    const file = project.write("main.tf.json", undescribedKeys("etl"));
    project.write("ramparts.yaml", "profile: strict\n");
    project.write("app/cdktf.json", "{}");
    project.write("app/src/main.ts", "");
    const level = async (folder: string) => {
      const findings = await new Project(join(project.directory, folder)).findings(file);
      return findings.find(({ rule }) => rule === "KEY011")?.level;
    };
    expect(await level("app/src")).toBe("warning");
    project.write("app/ramparts.yaml", "rules: { KEY011: info }\n");
    expect(await level("app/src")).toBe("info");
    rmSync(join(project.directory, "app/cdktf.json"));
    rmSync(join(project.directory, "app/ramparts.yaml"));
    expect(await level("app/src")).toBe("error");
  });

  it.each<[string, string | Buffer, string]>([
    ["a mistake in it", "profile: stric", 'ramparts.yaml:1:1: profile is "stric"'],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x70]), "ramparts.yaml: is not UTF-8"],
  ])("ends with 2 for %s, and checks nothing", async (_case, content, message) => {
    writeFileSync(join(project.directory, "ramparts.yaml"), content);
    const { code, out, err } = await project.check(project.write("main.tf.json", undescribedKeys("etl")));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("refuses a file with the other ending, which would be ignored", async () => {
    project.write("ramparts.yml", "profile: strict");
    const { code, err } = await project.check(project.write("main.tf.json", {}));
    expect(code).toBe(2);
    expect(err).toContain("ramparts.yml: would be ignored");
  });

  it("refuses a link of that name that leads nowhere", async () => {
    symlinkSync("no-such-file", join(project.directory, "ramparts.yaml"));
    const { code, err } = await project.check(project.write("main.tf.json", {}));
    expect(code).toBe(2);
    expect(err).toContain("ramparts.yaml: cannot be read (ENOENT)");
  });

  it("refuses a directory of that name", async () => {
    project.write("ramparts.yaml/x", "");
    expect((await project.check(project.write("main.tf.json", {}))).err).toContain(
      "is a directory, not a regular file",
    );
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Project, undescribedKeys } from "./project";

let project: Project;
let baseline: string;
beforeEach(() => {
  project = new Project();
  baseline = join(project.directory, "baseline.json");
});
afterEach(() => project.remove());

describe("ramparts check --baseline", () => {
  it("records the findings of today once, and reports only new ones from then on, with a count of the old", async () => {
    const first = await project.check(project.write("main.tf.json", undescribedKeys("etl")), "--baseline", baseline);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^no findings\n\nnot shown: \d+ old findings in .*baseline\.json\n$/);
    expect(first.err).toMatch(/recorded \d+ findings in .*baseline\.json/);
    const recorded = readFileSync(baseline, "utf8");

    const file = project.write("main.tf.json", undescribedKeys("etl", "bi"));
    const second = await project.check(file, "--baseline", baseline, "--fail-on", "warning");
    expect(second.code).toBe(1);
    expect(second.out).toContain("alicloud_ram_access_key.bi");
    expect(second.out).not.toContain("alicloud_ram_access_key.etl");
    expect(second.err).toMatch(/^ramparts: \d+ old findings in .*baseline\.json not shown\n$/);
    expect(readFileSync(baseline, "utf8")).toBe(recorded);
  });

  it("still reports what is fixed", async () => {
    const keys = Object.fromEntries(["a", "b", "c"].map((name) => [name, { user_name: "etl" }]));
    const file = project.write("main.tf.json", { resource: { alicloud_ram_access_key: keys } });
    for (const run of ["recording", "later"]) {
      const { code, out } = await project.check(file, "--baseline", baseline);
      expect(code).toBe(1);
      expect(out).toContain("error KEY002");
      expect([run, out.includes("KEY011")]).toEqual([run, false]);
    }
  });

  it("leaves no draft behind, and writes the same bytes for the same findings", async () => {
    const file = project.write("main.tf.json", undescribedKeys("etl", "bi"));
    const other = join(project.directory, "other.json");
    await project.check(file, "--baseline", baseline);
    await project.check(file, "--baseline", other);
    expect(readFileSync(other, "utf8")).toBe(readFileSync(baseline, "utf8"));
    expect(readdirSync(project.directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["what is no JSON", "<".repeat(7), "is not JSON"],
    ["nothing", "", "is not JSON"],
    ["another document", "{}", "has no member baseline"],
    ["a list", "[]", "has no member baseline"],
    ["a later version", '{"baseline": 3, "findings": []}', "is of version 3"],
    ["no findings", '{"baseline": 2}', "has no list of findings"],
    [
      "a finding without a fingerprint",
      '{"baseline": 2, "findings": [{"level": "error"}]}',
      "findings[0] is no recorded",
    ],
    [
      "a level that there is not",
      JSON.stringify({ baseline: 2, findings: [{ fingerprint: "0".repeat(32), level: "off" }] }),
      "findings[0] is no recorded",
    ],
    [
      "an address that is no text",
      JSON.stringify({
        baseline: 1,
        findings: [{ fingerprint: "0".repeat(32), level: "error", rule: "KEY011", stack: "app", address: [] }],
      }),
      "findings[0] is no recorded",
    ],
  ])("ends with 2 for a file with %s, and leaves it alone", async (_case, text, message) => {
    project.write("baseline.json", text);
    const { code, out, err } = await project.check(project.write("main.tf.json", {}), "--baseline", baseline);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(readFileSync(baseline, "utf8")).toBe(text);
  });

  it("of version 1 hides all instances of what it names, and is written once as one of today", async () => {
    const [first, second] = [undescribedKeys("etl"), undescribedKeys("etl")];
    await project.check(project.write("main.tf.json", first), "--baseline", baseline);
    const recorded = JSON.parse(readFileSync(baseline, "utf8")) as Record<string, unknown>;
    const stale = { rule: "KEY011", stack: "gone", address: "alicloud_ram_access_key.x", level: "warning" };
    const entries = [...(recorded["findings"] as unknown[]), { ...stale, fingerprint: "0".repeat(32) }];
    project.write("baseline.json", JSON.stringify({ baseline: 1, findings: entries }));

    const { alicloud_ram_access_key: keys } = second.resource;
    const repeated = { etl: { ...keys["etl"], for_each: '${toset(["a", "b"])}' } };
    const file = project.write("main.tf.json", { resource: { ...second.resource, alicloud_ram_access_key: repeated } });
    const run = await project.check(file, "--baseline", baseline, "--fail-on", "info");
    expect(run.out).not.toContain("KEY011");
    expect(run.err).toContain("rewrote");

    const rewritten = readFileSync(baseline, "utf8");
    expect(rewritten).toContain('"baseline": 2');
    expect(rewritten).toContain('"gone"');
    const again = await project.check(file, "--baseline", baseline);
    expect(again.err).not.toContain("rewrote");
    expect(again.out).not.toContain("KEY011");
    expect(readFileSync(baseline, "utf8")).toBe(rewritten);
  });

  it("ends with 2 where it cannot write", async () => {
    const nowhere = join(project.directory, "none", "baseline.json");
    const { code, err } = await project.check(project.write("main.tf.json", {}), "--baseline", nowhere);
    expect(code).toBe(2);
    expect(err).toContain("there is no directory");
    expect(existsSync(nowhere)).toBe(false);
  });
});

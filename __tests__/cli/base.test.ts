import { execFileSync } from "node:child_process";
import { Project, undescribedKeys } from "./project";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

const weakenings = async (...argv: string[]) =>
  (await project.findings(...argv)).filter(({ rule }) => rule === "GRD004").map(({ message }) => message);
const ACCEPTED = { rule: "KEY011", path: "", reason: "agreed", until: "2026-12-31" };
const guarded = (ramparts: object) => ({ "//": { ramparts: { guard: true, ...ramparts } } });

describe("ramparts check --base", () => {
  it("says first what a change weakens since a synthesised directory", async () => {
    project.write("cdktf.json", "{}");
    project.write("base/cdktf.json", "{}");
    const base = project.write("base/out/main.tf.json", guarded({}));
    const head = project.write("out/main.tf.json", {
      ...guarded({ acknowledgements: [ACCEPTED] }),
      ...(undescribedKeys("etl") as object),
    });
    project.write("base/ramparts.yaml", "profile: strict\n");
    project.write("ramparts.yaml", "rules: { KEY012: off }\n");
    const [folder, baseFolder] = [head, base].map((file) => file.replace("/main.tf.json", ""));
    expect(await weakenings(folder!, "--base", baseFolder!)).toEqual([
      "New acceptance of KEY011 in the whole app until 2026-12-31; its reason is: agreed",
      "KEY012 was at level error and is at off",
      "The profile was strict and is baseline",
    ]);
    const { out } = await project.check(folder!, "--base", baseFolder!);
    expect(out).toMatch(/^this change weakens the guard\nwarning GRD004/);
  });

  it("says that a guard is gone", async () => {
    const [base, head] = [project.write("a/main.tf.json", guarded({})), project.write("b/main.tf.json", {})];
    expect(await weakenings(head, "--base", base)).toEqual([expect.stringContaining("does so no more")]);
  });

  it("does not compare the settings of a change with themselves, and says so", async () => {
    project.write("ramparts.yaml", "rules: { KEY011: off }\n");
    const [base, head] = [project.write("a/main.tf.json", {}), project.write("b/main.tf.json", {})];
    const { err } = await project.check(head, "--base", base);
    expect(err).toContain("has no ramparts.yaml of its own");
  });

  it("compares ramparts.yaml with that of a git revision, and says that it compares no more", async () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
        cwd: project.directory,
        stdio: "pipe",
      });
    project.write("ramparts.yaml", "profile: strict\n");
    git("init", "--quiet");
    git("add", "ramparts.yaml");
    git("commit", "--quiet", "--message", "settings");
    project.write("ramparts.yaml", "profile: baseline\n");
    const head = project.write("main.tf.json", {});
    expect(await weakenings(head, "--base", "HEAD")).toEqual(["The profile was strict and is baseline"]);
    expect((await project.check(head, "--base", "HEAD")).err).toContain("only ramparts.yaml is compared");
  });

  it.each(["no-such-thing", "--help", "HEAD; echo x"])("ends with 2 for %j, which is neither", async (base) => {
    const { code, err, out } = await project.check(project.write("main.tf.json", {}), `--base=${base}`);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("is neither a directory nor a git revision");
  });
});

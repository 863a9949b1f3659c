import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CredentialGuard, RampartsError, synthFindings, type ProfileName } from "../../lib";
import { newApp, newStack, rawKey, synthesised, synthUnderCli } from "./fixtures";

const before = process.cwd();
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "ramparts-app-"));
  process.chdir(directory);
});
afterEach(() => {
  process.chdir(before);
  rmSync(directory, { recursive: true, force: true });
});

function appWithKey() {
  const app = newApp();
  rawKey(newStack(app, "one"), "key");
  newStack(app, "two");
  return app;
}
const levelOf = (rule: string, app: ReturnType<typeof newApp>) =>
  synthFindings(app).find((finding) => finding.rule === rule)?.level;

describe("CredentialGuard.use", () => {
  it("judges the whole app by the profile", () => {
    const app = appWithKey();
    expect(levelOf("KEY011", appWithKey())).toBe("warning");
    CredentialGuard.of(app.node.findChild("two")).use("strict");
    expect(levelOf("KEY011", app)).toBe("error");
  });

  it("keeps guard and profile in every stack, the strictest of several", () => {
    const app = newApp();
    for (const id of ["one", "two"]) newStack(app, id);
    CredentialGuard.of(app).use("strict").use("cis-1.0");
    app.synth();
    for (const id of ["one", "two"]) {
      expect(synthesised(app, id)["//"]).toMatchObject({ ramparts: { guard: true, profile: "strict" } });
    }
  });

  it("notes no profile where the code asks for none", () => {
    const app = newApp();
    newStack(app, "one");
    CredentialGuard.of(app);
    app.synth();
    expect(synthesised(app, "one")["//"]).toHaveProperty("ramparts", { guard: true });
  });

  it("refuses a profile that does not exist, with its path", () => {
    const stack = newStack(newApp(), "one");
    const use = () => CredentialGuard.of(stack).use("lax" as ProfileName);
    expect(use).toThrow(RampartsError);
    expect(use).toThrow(/profile is "lax"\n {2}allowed: baseline, cis-1\.0, cis-2\.0, strict[^]*at: one/);
  });
});

describe("a synthesis beside a ramparts.yaml", () => {
  const settle = (...lines: string[]) => writeFileSync("ramparts.yaml", lines.join("\n"));

  it("judges by it", () => {
    settle("rules: { KEY011: error }");
    expect(levelOf("KEY011", appWithKey())).toBe("error");
  });

  it("is not weakened by the profile in code", () => {
    settle("profile: strict");
    const app = appWithKey();
    CredentialGuard.of(app).use("baseline");
    expect(levelOf("KEY011", app)).toBe("error");
  });

  it("heeds its acknowledgements, which stay out of the stacks", () => {
    settle("acknowledgements:", "  - { rule: SEC001, path: one, reason: agreed, until: 2999-12-31 }");
    const app = appWithKey();
    CredentialGuard.of(app);
    expect(synthFindings(app).find(({ rule }) => rule === "SEC001")?.acknowledged?.reason).toBe("agreed");
  });

  it("shows under the CLI what is wrong in the file itself", () => {
    settle("acknowledgements:", "  - { rule: KEY002, path: one, reason: agreed, until: 2999-12-31 }");
    const app = newApp();
    newStack(app, "one");
    CredentialGuard.of(app);
    const [annotation] = synthUnderCli(app).filter(({ level }) => level === "@cdktf/error");
    expect(annotation?.path).toBe("ramparts.yaml");
    expect(annotation?.message).toMatch(/^GRD002 KEY002 cannot be accepted[^]*at: ramparts\.yaml:2/);
  });

  it("lets an expired acknowledgement of the file be a warning, so that the same commit synthesises tomorrow", () => {
    settle("acknowledgements:", "  - { rule: KEY011, path: one, reason: agreed, until: 2020-01-01 }");
    expect(levelOf("GRD001", appWithKey())).toBe("warning");
  });

  it("fails without a stack trace when it says what is not allowed", () => {
    settle("profile: lax\u001b[31m");
    const app = newApp();
    newStack(app, "one");
    CredentialGuard.of(app);
    let stack = "";
    try {
      app.synth();
    } catch (error) {
      stack = (error as Error).stack ?? "";
    }
    expect(stack).toContain("ramparts.yaml:1:");
    expect(stack).not.toMatch(/\n\s+at /);
    expect(stack).not.toContain("\u001b");
  });
});

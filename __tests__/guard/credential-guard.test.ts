import { CredentialGuard, synthFindings, type Acknowledgement } from "../../lib";
import { newApp, newStack, rawKey, synthesised } from "./fixtures";

const accepted: Acknowledgement = { reason: "described at the next rotation", until: "2999-12-31", owner: "team" };

function openRules(app: Parameters<typeof synthFindings>[0]): string[] {
  return synthFindings(app)
    .filter(({ acknowledged }) => !acknowledged)
    .map(({ rule, path }) => `${rule} ${path}`);
}

describe("CredentialGuard", () => {
  it("accepts findings of one rule at the construct and below, and nowhere else", () => {
    const app = newApp();
    const [one, two] = [newStack(app, "one"), newStack(app, "two")];
    rawKey(one, "key");
    rawKey(two, "key");
    CredentialGuard.of(one).acknowledge("SEC001", accepted);
    const open = openRules(app);
    expect(open).not.toContain("SEC001 one/key");
    expect(open).toContain("SEC001 two/key");
    expect(open).toContain("KEY011 one/key");
  });

  it("does not take a construct whose path only begins alike for one below", () => {
    const app = newApp();
    const stack = newStack(app, "one");
    CredentialGuard.of(rawKey(stack, "key", { userName: "a" })).acknowledge("SEC001", accepted);
    rawKey(stack, "key2", { userName: "b" });
    expect(openRules(app)).toContain("SEC001 one/key2");
  });

  it("accepts for the whole app, for stacks that come later too", () => {
    const app = newApp();
    CredentialGuard.of(app).acknowledge("SEC001", accepted);
    rawKey(newStack(app, "later"), "key");
    expect(openRules(app)).not.toContain("SEC001 later/key");
  });

  it("keeps the acceptance in the JSON of the stacks that it concerns", () => {
    const app = newApp();
    const [one] = [newStack(app, "one"), newStack(app, "two")];
    CredentialGuard.of(one).acknowledge("SEC001", accepted);
    app.synth();
    expect(synthesised(app, "one")["//"]).toMatchObject({
      ramparts: { acknowledgements: [{ rule: "SEC001", path: "one", ...accepted }] },
    });
    expect(synthesised(app, "two")["//"]).not.toHaveProperty("ramparts.acknowledgements");
  });

  it("reports an acceptance of a fixed rule, which accepts nothing", () => {
    const app = newApp();
    const stack = newStack(app, "one");
    CredentialGuard.of(stack).acknowledge("KEY002", accepted);
    for (const id of ["a", "b", "c"]) rawKey(stack, id);
    const open = openRules(app);
    expect(open.some((text) => text.startsWith("GRD002"))).toBe(true);
    expect(open).toContain("KEY002 one/c");
  });

  it("reports an acceptance of a rule that does not exist", () => {
    const app = newApp();
    CredentialGuard.of(newStack(app, "one")).acknowledge("KEY02", accepted);
    expect(synthFindings(app).find(({ rule }) => rule === "GRD002")?.message).toContain("KEY02");
  });

  it("warns of an expired acceptance and still accepts, so that the same commit synthesises tomorrow", () => {
    const app = newApp();
    const stack = newStack(app, "one");
    CredentialGuard.of(stack).acknowledge("SEC001", { reason: "long ago", until: "2020-01-01" });
    rawKey(stack, "key");
    const findings = synthFindings(app);
    expect(findings.find(({ rule }) => rule === "GRD001")?.level).toBe("warning");
    expect(findings.find(({ rule }) => rule === "SEC001")?.acknowledged).not.toBeNull();
  });

  it.each([
    ["an empty reason", { reason: " ", until: "2999-12-31" }],
    ["a date that is none", { reason: "a test", until: "2027-02-29" }],
    ["another form of date", { reason: "a test", until: "31.12.2027" }],
    ["nothing", undefined as unknown as Acknowledgement],
  ])("refuses %s with the path and the line", (_name, acknowledgement) => {
    const stack = newStack(newApp(), "one");
    expect(() => CredentialGuard.of(stack).acknowledge("KEY008", acknowledgement)).toThrow(
      /at: one {2}__tests__\/guard\/credential-guard\.test\.ts:\d+/,
    );
  });
});

describe("synthFindings", () => {
  it("returns errors instead of throwing, and leaves the output directory of the app alone", () => {
    const app = newApp();
    rawKey(newStack(app, "one"), "key", {});
    expect(synthFindings(app).map(({ rule }) => rule)).toContain("KEY001");
    expect(() => synthesised(app, "one")).toThrow("ENOENT");
  });

  it("finds what an app without any construct of ramparts declares", () => {
    const app = newApp();
    rawKey(newStack(app, "one"), "key", {});
    expect(synthFindings(app)).not.toHaveLength(0);
  });
});

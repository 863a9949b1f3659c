import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Aspects, TerraformResource, TerraformStack, type IStackSynthesizer } from "cdktf";
import type { IConstruct } from "constructs";
import { AccessKeyScenario, CredentialGuard, SecretCustody, User } from "../../lib";
import { newApp, newStack, rawKey, rulesIn, synthUnderCli } from "./fixtures";

const accepted = { reason: "a test", until: "2999-12-31" };

/** The report of a synthesis without the CLI; empty when it succeeds. */
function reportOf(synthesise: () => void): string {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  try {
    synthesise();
    return written.join("");
  } catch (error) {
    return (error as Error).message;
  } finally {
    write.mockRestore();
  }
}

describe("the guard in a synthesis", () => {
  it("shows every finding of every stack in one run of the CLI, with its path", () => {
    const app = newApp();
    CredentialGuard.of(app);
    rawKey(newStack(app, "one"), "key", { userName: "a" });
    rawKey(newStack(app, "two"), "key", {});
    const annotations = synthUnderCli(app);
    const errors = annotations.filter(({ level }) => level === "@cdktf/error");
    expect(errors.map(({ path, message }) => [path, message.slice(0, 6)])).toEqual([
      ["one/key", "SEC001"],
      ["one terraform.backend.local", "BCK001"],
      ["two terraform.backend.local", "BCK001"],
      ["two/key", "KEY001"],
      ["two/key", "SEC001"],
    ]);
  });

  it("fails without the CLI, with all findings in one error that has no stack trace", () => {
    const app = newApp();
    CredentialGuard.of(app);
    rawKey(newStack(app, "one"), "key", {});
    rawKey(newStack(app, "two"), "key", {});
    expect(() => app.synth()).toThrow(/KEY001\s+one\/key[^]*\s+two\/key/);
    let stack = "";
    try {
      app.synth();
    } catch (error) {
      stack = (error as Error).stack ?? "";
    }
    expect(stack).not.toMatch(/\n\s+at /);
  });

  it("attaches itself with the first construct of ramparts, and not before", () => {
    const unguarded = newApp();
    rawKey(newStack(unguarded, "one"), "key", {});
    expect(reportOf(() => unguarded.synth())).toBe("");

    const guarded = newApp();
    const stack = newStack(guarded, "one");
    rawKey(stack, "key", {});
    new User(stack, "user", { userName: "user" });
    expect(rulesIn([reportOf(() => guarded.synth())])).toContain("KEY001");
  });

  it("names the source line of our constructs", () => {
    const app = newApp();
    const user = new User(newStack(app, "one"), "user", { userName: "user" });
    for (const name of ["a", "b", "c"]) {
      user.addAccessKey(name, {
        scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
        necessity: "it runs in our data centre",
        custody: SecretCustody.state(accepted),
      });
    }
    const report = reportOf(() => app.synth());
    expect(report).toContain('RAM user "user" would hold 3 AccessKeys; RAM allows 2');
    expect(report).toMatch(/one\/user\/c\s+__tests__\/guard\/synthesis\.test\.ts:\d+/);
  });

  it("prints warnings on standard error when the app runs without the CLI", () => {
    const app = newApp();
    CredentialGuard.of(app).acknowledge("SEC001", accepted);
    rawKey(newStack(app, "one"), "key");
    expect(rulesIn([reportOf(() => app.synth())])).toContain("KEY011");
  });

  it("works with skipValidation", () => {
    const app = newApp({ skipValidation: true });
    CredentialGuard.of(app);
    rawKey(newStack(app, "one"), "key", {});
    expect(() => app.synth()).toThrow("KEY001");
  });

  it("works with a custom synthesizer", () => {
    const app = newApp();
    CredentialGuard.of(app);
    const stack = newStack(app, "one");
    const original = stack.synthesizer;
    const custom: IStackSynthesizer = { synthesize: (session) => original.synthesize(session) };
    stack.synthesizer = custom;
    rawKey(stack, "key", {});
    expect(() => app.synth()).toThrow("KEY001");
  });

  it.each([
    ["more.tf.json", '{"resource": {"alicloud_ram_access_key": {"hidden": {"user_name": null}}}}'],
    ["more.tf", 'resource "alicloud_ram_access_key" "hidden" {}'],
  ])("reads every file that a custom synthesizer writes: %s", (name, content) => {
    const app = newApp();
    CredentialGuard.of(app);
    const stack = newStack(app, "one");
    const original = stack.synthesizer;
    stack.synthesizer = {
      synthesize: (session) => {
        original.synthesize(session);
        writeFileSync(join(session.outdir, "stacks", "one", name), content);
      },
    };
    expect(() => app.synth()).toThrow(/KEY001\s+alicloud_ram_access_key\.hidden/);
  });

  it("refuses a synthesizer that writes elsewhere than the manifest says", () => {
    const app = newApp();
    CredentialGuard.of(app);
    const stack = newStack(app, "one");
    const original = stack.synthesizer;
    stack.synthesizer = {
      synthesize: (session) => {
        original.synthesize(session);
        const folder = join(session.outdir, "stacks", "one");
        renameSync(join(folder, "cdk.tf.json"), join(folder, "main.tf.json"));
      },
    };
    expect(() => app.synth()).toThrow("the synthesizer of stack one did not write stacks/one/cdk.tf.json");
  });

  it("takes an acknowledgement where a stack override has put a text into the comment", () => {
    const app = newApp();
    const stack = newStack(app, "one");
    stack.addOverride("//", "a remark");
    CredentialGuard.of(stack).acknowledge("KEY008", accepted);
    app.synth();
    expect(readFileSync(join(app.outdir, "stacks", "one", "cdk.tf.json"), "utf8")).toContain("KEY008");
  });

  it("shows tens of thousands of findings", () => {
    const app = newApp();
    CredentialGuard.of(app);
    const keys = Object.fromEntries(Array.from({ length: 45_000 }, (_, index) => [`key${index}`, {}]));
    newStack(app, "one").addOverride("resource.alicloud_ram_access_key", keys);
    expect(synthUnderCli(app).length).toBeGreaterThan(135_000);
  });

  it.each([
    ["main.tf.json", '{"resource": {"alicloud_ram_access_key": {"hidden": {"user_name": null}}}}'],
    ["main.tf", 'resource "alicloud_ram_access_key" "hidden" {}'],
  ])("sees keys in the %s of a module that lies beside the stack", (name, content) => {
    const app = newApp();
    CredentialGuard.of(app);
    const stack = newStack(app, "one");
    stack.addOverride("module.keys", { source: "./keys" });
    const folder = join(app.outdir, "stacks", "one", "keys");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), content);
    expect(() => app.synth()).toThrow(/KEY001\s+module\.keys\.alicloud_ram_access_key\.hidden/);
  });

  it("sees keys in nested stacks", () => {
    const app = newApp();
    CredentialGuard.of(app);
    const outer = newStack(app, "outer");
    rawKey(newStack(outer, "inner"), "key", {});
    expect(synthUnderCli(app)).toContainEqual(
      expect.objectContaining({ path: "outer/inner/key", level: "@cdktf/error" }),
    );
  });

  it("sees keys that an aspect of a later stack adds", () => {
    const app = newApp();
    CredentialGuard.of(app);
    newStack(app, "first");
    const later = newStack(app, "later");
    Aspects.of(later).add({
      visit(construct: IConstruct) {
        if (TerraformStack.isStack(construct)) rawKey(construct, "late", {});
      },
    });
    expect(() => app.synth()).toThrow(/KEY001\s+later\/late/);
  });

  it("counts a key of raw bindings, of a plain TerraformResource, of a stack override and under count", () => {
    const app = newApp();
    CredentialGuard.of(app);
    const bindings = newStack(app, "bindings");
    for (const id of ["a", "b"]) rawKey(bindings, id, { userName: "u" });

    class PlainKey extends TerraformResource {
      protected override synthesizeAttributes(): Record<string, unknown> {
        return { user_name: "u" };
      }
    }
    new PlainKey(bindings, "plain", {
      terraformResourceType: "alicloud_ram_access_key",
      terraformGeneratorMetadata: { providerName: "alicloud" },
    });
    newStack(app, "override").addOverride("resource.alicloud_ram_access_key", {
      one: { user_name: "v" },
      two: { user_name: "v" },
      three: { user_name: "v" },
    });
    rawKey(newStack(app, "count"), "counted", { userName: "w", count: 3 });

    const report = reportOf(() => app.synth());
    for (const user of ["u", "v", "w"]) {
      expect(report).toContain(`RAM user "${user}" would hold at least 3 AccessKeys; RAM allows 2`);
    }
  });

  it("sees what an override of an element takes away", () => {
    const app = newApp();
    CredentialGuard.of(app);
    const key = rawKey(newStack(app, "one"), "key", { userName: "etl" });
    key.addOverride("user_name", null);
    expect(() => app.synth()).toThrow("KEY001");
  });

  it("gives infos and acknowledged findings as a count", () => {
    const app = newApp();
    CredentialGuard.of(app).acknowledge("SEC001", accepted).acknowledge("KEY011", accepted);
    rawKey(newStack(app, "one"), "key");
    const infos = synthUnderCli(app).filter(({ level }) => level === "@cdktf/info");
    expect(infos).toEqual([
      {
        path: "one",
        level: "@cdktf/info",
        message: expect.stringMatching(/^ramparts: 1 note and 2 acknowledged findings; /) as string,
      },
    ]);
  });

  it("refuses HCL output, which it cannot look into", () => {
    const app = newApp({ hclOutput: true });
    process.env.SYNTH_HCL_OUTPUT = "true";
    try {
      CredentialGuard.of(app);
      newStack(app, "one");
      expect(() => app.synth()).toThrow("GRD005");
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
  });

  it("lets an emergency pass with a reason, and says so first", () => {
    const app = newApp();
    CredentialGuard.of(app);
    rawKey(newStack(app, "one"), "key", {});
    process.env.RAMPARTS_BREAK_GLASS = "rotating a leaked key";
    try {
      expect(reportOf(() => app.synth())).toMatch(/^break glass: rotating a leaked key/);
    } finally {
      delete process.env.RAMPARTS_BREAK_GLASS;
    }
  });

  it("writes the same bytes twice", () => {
    const bytes = [1, 2].map(() => {
      const app = newApp();
      const stack = newStack(app, "one");
      CredentialGuard.of(stack).acknowledge("KEY008", accepted);
      new User(stack, "user", { userName: "user" });
      app.synth();
      return readFileSync(join(app.outdir, "stacks", "one", "cdk.tf.json"), "utf8");
    });
    expect(bytes[0]).toContain("KEY008");
    expect(bytes[0]).toBe(bytes[1]);
  });
});

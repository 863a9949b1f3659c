import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../../lib/files/input-error";
import type { PlanOutcome } from "../../lib/terraform/outcome";
import { planStacks } from "../../lib/terraform/plan-stacks";
import { stacksOf } from "../../lib/terraform/stacks";
import { stateOf } from "../../lib/terraform/states";
import type { TerraformOptions } from "../../lib/terraform/terraform";
import { StandIn } from "./stand-in";

describe("planning stacks", () => {
  let standIn: StandIn;
  let told: string;
  const start = (...names: string[]): void => {
    standIn = new StandIn(Object.fromEntries(names.map((name) => [name, {}])));
  };
  beforeEach(() => {
    told = "";
  });
  afterEach(() => {
    standIn.remove();
  });

  function plan(options: Partial<TerraformOptions> = {}): Promise<PlanOutcome[]> {
    const { environment, ...more } = options;
    return planStacks(stacksOf(standIn.app), {
      environment: { ...standIn.environment, ...environment },
      err: (text) => (told += text),
      ...more,
    });
  }

  it("initialises, plans and shows each in its directory, and says so in a line each", async () => {
    start("users", "keys");
    standIn.write(1, "show.json", '{"format_version":"1.2"}');
    const outcomes = await plan();
    expect(outcomes).toMatchObject([
      { kind: "planned", stack: { name: "users" }, file: Buffer.from("PK\u0003\u00040") },
      { kind: "planned", stack: { name: "keys" }, graph: { text: "digraph {}", because: null } },
    ]);
    expect(outcomes.map((outcome) => outcome.kind === "planned" && outcome.plan.toString())).toEqual([
      "{}",
      '{"format_version":"1.2"}',
    ]);
    expect(told).toBe(
      ["users", "keys"]
        .flatMap((name) => ["init", "plan", "show"].map((step) => `ramparts: ${name}: terraform ${step}\n`))
        .join(""),
    );
    const words = standIn.calls.filter((call) => call.startsWith("0: ")).map((call) => call.split(" "));
    expect(words.map(([, step]) => step).sort()).toEqual(["graph", "init", "plan", "show"]);
    expect(standIn.calls.join()).not.toMatch(/apply|auto-approve|upgrade|migrate/);
  });

  it("leaves nothing but what it gives back: the plan file was private, and is gone", async () => {
    start("users");
    await plan();
    const [, file = ""] = /-out=(.*)/.exec(standIn.calls[1] ?? "") ?? [];
    expect(file).toMatch(/^\/.*\.tfplan$/);
    expect(standIn.calls).toEqual(expect.arrayContaining(["-rw-------", "drwx------"]));
    expect(existsSync(dirname(file))).toBe(false);
  });

  it("goes on after a stack that fails, and says which step failed and why", async () => {
    start("one", "two", "three", "four", "five");
    standIn.write(
      1,
      "fail-plan",
      "\nError: Invalid reference\n\n  on cdk.tf.json line 3, in resource:\n\nNo such thing.\n",
    );
    const outcomes = await plan();
    expect(outcomes.map(({ kind }) => kind)).toEqual(["planned", "failed", "planned", "planned", "planned"]);
    expect(outcomes[1]).toMatchObject({
      step: "plan",
      exitCode: 1,
      lines: ["Error: Invalid reference", "  on cdk.tf.json line 3, in resource:", "No such thing."],
    });
  });

  it.each(["init", "show"])("tells a failing %s from a failing plan", async (step) => {
    start("users");
    standIn.write(0, `fail-${step}`, "something went wrong\n");
    expect(await plan()).toMatchObject([{ kind: "failed", step, lines: ["something went wrong"] }]);
  });

  it("does without the graph when there is none, and says why", async () => {
    start("users");
    standIn.write(0, "fail-graph", "\nError: Failed to load plan\n");
    const because = "terraform graph failed: Error: Failed to load plan";
    expect(await plan()).toMatchObject([{ kind: "planned", graph: { text: null, because } }]);
  });

  it("shows neither credentials nor the configuration that an error quotes", async () => {
    start("users");
    const id = ["LT", "AI", "5tAbCdEfGhIjKlMnOpQr"].join("");
    const secret = ["wE9", "xK2mQ7pLr4Tz8Nv1Bc6Hd3Fg5Js"].join("");
    const token = "a+short/token==";
    standIn.write(
      0,
      "fail-plan",
      `2026-01-01 [DEBUG] not an error
Warning: Deprecated
  a warning of no interest
Error: refused
  on cdk.tf.json line 3, in resource:
   3: "password": "quoted-from-the-code"
    ├────────────────
    │ var.password is "quoted-value"
The call with ${id} and ${secret} to https://ram/?SecurityToken=${encodeURIComponent(token)} was refused,
as were ${token} and hunter2hunter2.
`,
    );
    const [outcome] = await plan({
      environment: {
        ALICLOUD_SECURITY_TOKEN: token,
        TF_CLI_ARGS_plan: "-var db_password=hunter2hunter2",
        ALICLOUD_SHARED_CREDENTIALS_FILE: "refused",
      },
    });
    expect(outcome).toMatchObject({
      lines: [
        "Error: refused",
        "  on cdk.tf.json line 3, in resource:",
        `The call with ${id.slice(0, 4)}…${id.slice(-4)} and [redacted] to https://ram/?SecurityToken=[redacted] was refused,`,
        "as were [redacted] and [redacted].",
      ],
    });
  });

  it("shows the beginning of many long errors only", async () => {
    start("users");
    const error = `Error: wrong\n${"a long line ".repeat(100)}\n${"a line\n".repeat(50)}`;
    standIn.write(0, "fail-plan", error.repeat(9));
    const [outcome] = await plan();
    const lines = outcome?.kind === "failed" ? outcome.lines : [];
    expect(lines.length).toBeLessThan(100);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(500);
    expect(lines.at(-1)).toBe("… and 4 more errors");
  });

  it("stops reading a plan that is larger than the limit, and names the option", async () => {
    start("users", "keys");
    standIn.write(0, "show.json", "x".repeat(200_000));
    const [large, small] = await plan({ limit: 1000 });
    expect(large).toMatchObject({ kind: "failed", step: "show", exitCode: null });
    expect(large).toMatchObject({ lines: [expect.stringContaining("has more than 1000 bytes")] });
    expect(large).toMatchObject({ lines: [expect.stringContaining("--max-size")] });
    expect(small).toMatchObject({ kind: "planned" });
  });

  it("says what to install, and what to do without, when there is no Terraform", async () => {
    start("users");
    const missing = plan({ environment: { TERRAFORM_BINARY_NAME: "no-such-terraform" } });
    await expect(missing).rejects.toThrow(InputError);
    await expect(missing).rejects.toThrow(/"no-such-terraform" is not on the PATH\. Install Terraform .*show -json/);
    const other = {
      environment: { ...standIn.environment, TERRAFORM_BINARY_NAME: standIn.root },
      err: () => undefined,
    };
    await expect(stateOf(stacksOf(standIn.app), other)).rejects.toThrow(/cannot be started \(EACCES\).*give a file/);
  });

  it("writes names on one line that a terminal cannot act on", async () => {
    start("a\u001b[2J\nb");
    await plan();
    expect(told).toContain("ramparts: a\\u{1b}[2J\\u{a}b: terraform init\n");
  });

  it("reads the state of each stack in the same way", async () => {
    start("users", "keys");
    standIn.write(0, "fail-init", "Error: no backend\n");
    standIn.write(1, "show.json", '{"values":{}}');
    const options = { environment: standIn.environment, err: (text: string): unknown => (told += text) };
    const [users, keys] = await stateOf(stacksOf(standIn.app), { ...options, err: (text) => void options.err(text) });
    expect(users).toMatchObject({ kind: "failed", step: "init", lines: ["Error: no backend"] });
    expect(keys).toMatchObject({ kind: "read", state: Buffer.from('{"values":{}}') });
    expect(standIn.calls).toEqual([
      "0: init -input=false -no-color",
      "1: init -input=false -no-color",
      "1: show -no-color -json",
    ]);
    expect(told).toContain("ramparts: keys: terraform show\n");
  });
});

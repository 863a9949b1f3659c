import { planStacks } from "../../lib/terraform/plan-stacks";
import { stacksOf } from "../../lib/terraform/stacks";
import { StandIn } from "./stand-in";

/** As Terraform 1.11 says it. */
const CHANGED = `
╷
│ Error: Backend configuration changed
│
│ A change in the backend configuration has been detected, which may require
│ migrating existing state.
│
│ If you wish to attempt automatic migration of the state, use "terraform init
│ -migrate-state".
│ If you wish to store the current configuration with no changes to the state,
│ use "terraform init -reconfigure".
╵
`;

describe("a stack whose state was kept elsewhere when it was initialised", () => {
  let standIn: StandIn;
  beforeEach(() => {
    standIn = new StandIn({ users: {} });
    standIn.write(0, "fail-init", CHANGED);
  });
  afterEach(() => standIn.remove());

  const SANDBOX = { local: { path: "/project/.ramparts/sandbox/terraform/users.tfstate" } };
  const IN_SANDBOX = { RAMPARTS_SANDBOX: "/project/.ramparts/sandbox" };

  it.each<[string, object, Record<string, string>, RegExp]>([
    [
      "outside of the sandbox",
      { local: { path: "x.tfstate" } },
      IN_SANDBOX,
      /outside of the sandbox.*sandbox -- npx cdktf/,
    ],
    [
      "with another type of backend",
      { oss: { bucket: "x" } },
      IN_SANDBOX,
      /outside of the sandbox.*sandbox -- npx cdktf/,
    ],
    ["in the sandbox", SANDBOX, {}, /in the sandbox, .*Run "npx cdktf synth"/],
    ["in the sandbox, which was moved", SANDBOX, IN_SANDBOX, /no state is moved by this\. Run "terraform init"/],
    ["with a new backend", { oss: { bucket: "x" } }, {}, /no state is moved by this\. Run "terraform init"/],
  ])("is explained when it was synthesised %s", async (_, backend, environment, explanation) => {
    standIn.write(0, "cdk.tf.json", JSON.stringify({ "//": { ramparts: { guard: true } }, terraform: { backend } }));
    const options = { environment: { ...standIn.environment, ...environment }, err: () => undefined };
    const [outcome] = await planStacks(stacksOf(standIn.app), options);
    expect(outcome).toMatchObject({
      kind: "failed",
      step: "init",
      lines: ["Error: Backend configuration changed"],
      explanation: expect.stringMatching(explanation) as unknown,
    });
    expect(standIn.calls).toEqual(["0: init -input=false -no-color"]);
  });

  it("is not taken for another synthesis where the sandbox changes no backend", async () => {
    standIn.write(0, "cdk.tf.json", JSON.stringify({ terraform: { backend: { oss: { bucket: "x" } } } }));
    const options = { environment: { ...standIn.environment, ...IN_SANDBOX }, err: () => undefined };
    const explanation = expect.stringContaining("no state is moved by this") as unknown;
    expect(await planStacks(stacksOf(standIn.app), options)).toMatchObject([{ explanation }]);
  });

  it("is not what another error is about", async () => {
    standIn.write(0, "fail-init", "Error: no backend\n");
    const options = { environment: standIn.environment, err: () => undefined };
    expect(await planStacks(stacksOf(standIn.app), options)).toMatchObject([{ explanation: null }]);
  });
});

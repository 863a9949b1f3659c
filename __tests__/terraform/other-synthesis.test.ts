import { planStacks } from "../../lib/terraform/plan-stacks";
import { stacksOf } from "../../lib/terraform/stacks";
import { StandIn } from "./stand-in";

const UNREACHABLE = "Error: Failed to query available provider packages\n\ncould not connect to the registry\n";

describe("a stack that was synthesised for the other side of the sandbox", () => {
  let standIn: StandIn;
  beforeEach(() => (standIn = new StandIn({ users: {} })));
  afterEach(() => standIn.remove());

  const OF_SANDBOX = { local: { path: "/project/.ramparts/sandbox/terraform/users.tfstate" } };
  const IN_SANDBOX = { RAMPARTS_SANDBOX: "/project/.ramparts/sandbox" };

  async function outcomeOf(step: string, backend: object, environment = {}): Promise<unknown> {
    standIn.write(0, `fail-${step}`, UNREACHABLE);
    standIn.write(0, "cdk.tf.json", JSON.stringify({ "//": { ramparts: { guard: true } }, terraform: { backend } }));
    const options = { environment: { ...standIn.environment, ...environment }, err: () => undefined };
    const [outcome] = await planStacks(stacksOf(standIn.app), options);
    return outcome;
  }

  const LINES = ["Error: Failed to query available provider packages", "could not connect to the registry"];

  it.each(["init", "plan"])("is named as such outside, whatever its %s fails with", async (step) => {
    expect(await outcomeOf(step, OF_SANDBOX)).toMatchObject({
      step,
      lines: LINES,
      explanation: expect.stringMatching(/^it was synthesised in the sandbox, .*Run "npx cdktf synth"/) as unknown,
    });
  });

  it.each(["init", "plan"])("is named as such in the sandbox, whatever its %s fails with", async (step) => {
    expect(await outcomeOf(step, { oss: { bucket: "x" } }, IN_SANDBOX)).toMatchObject({
      step,
      lines: LINES,
      explanation: expect.stringContaining('Run "npx ramparts sandbox -- npx cdktf synth", and this again') as unknown,
    });
  });

  it("is not one that fails where it was synthesised", async () => {
    expect(await outcomeOf("plan", OF_SANDBOX, IN_SANDBOX)).toMatchObject({ explanation: null });
    expect(await outcomeOf("plan", { oss: { bucket: "x" } })).toMatchObject({ explanation: null });
  });
});

import type { PlanOutcome } from "../../lib/terraform/outcome";
import { planStacks } from "../../lib/terraform/plan-stacks";
import { stacksOf } from "../../lib/terraform/stacks";
import { StandIn } from "./stand-in";

/** What Terraform says where the state that `name` reads does not exist. */
const noState = (name: string): string => `
Error: Unable to find remote state

  with data.terraform_remote_state.${name},
  on cdk.tf.json line 9, in data.terraform_remote_state.${name}.config:
   9:           "path": "users.tfstate"

No stored state was found for the given workspace in the given backend.
`;

/** What Terraform says where that state has no output `id`. */
const noOutput = (name: string): string => `
Error: Unsupported attribute

  on cdk.tf.json line 20, in resource.alicloud_ram_access_key.key:
  20:         "user_name": "\${data.terraform_remote_state.${name}.outputs.id}"
    ├────────────────
    │ data.terraform_remote_state.${name}.outputs is object with 2 attributes

This object does not have an attribute named "id".
`;

const OTHER = "\nError: Reference to undeclared local value\n\nNo such local.\n";

describe("a stack that reads the state of another", () => {
  let standIn: StandIn;
  afterEach(() => {
    standIn.remove();
  });

  /** Plans `keys`, which reads a state as `remoteState`, after the stacks `users` and `groups`. */
  async function plan(error: string, remoteState = "cross-stack-reference-input-users"): Promise<PlanOutcome> {
    standIn = new StandIn({ users: {}, groups: {}, keys: { dependencies: ["users", "groups"] } });
    const backend = (key: string): object => ({ backend: { oss: [{ bucket: "states", key }] } });
    const outputs = { output: { id: { value: "${alicloud_ram_user.u.id}" } } };
    standIn.write(0, "cdk.tf.json", JSON.stringify({ terraform: backend("users"), ...outputs }));
    standIn.write(1, "cdk.tf.json", JSON.stringify({ terraform: [backend("groups")] }));
    const reads = (key: string): object => ({
      backend: "oss",
      config: { bucket: "states", key, region: "cn-hangzhou" },
    });
    const data = {
      terraform_remote_state: { [remoteState]: reads("users"), team: reads("groups"), foreign: reads("x") },
    };
    standIn.write(2, "cdk.tf.json", JSON.stringify({ data }));
    standIn.write(2, "fail-plan", error);
    const options = { environment: standIn.environment, err: () => undefined };
    const [, , outcome] = await planStacks(stacksOf(standIn.app), options);
    if (outcome === undefined) throw new Error("keys was not planned");
    return outcome;
  }

  it("waits for it while there is no state, and while the state lacks the output", async () => {
    const name = "cross-stack-reference-input-users";
    expect(await plan(noState(name))).toMatchObject({ kind: "waiting", stack: { name: "keys" }, for: ["users"] });
    standIn.remove();
    expect(await plan(noOutput(name))).toMatchObject({ kind: "waiting", for: ["users"] });
  });

  it("is matched by the backend, however the remote state is called", async () => {
    expect(await plan(noState("owners"), "owners")).toMatchObject({ kind: "waiting", for: ["users"] });
    standIn.remove();
    expect(await plan(noState("team"))).toMatchObject({ kind: "waiting", for: ["groups"] });
  });

  it("names each stack once where there are several", async () => {
    const errors = noState("team") + noOutput("owners") + noOutput("owners");
    expect(await plan(errors, "owners")).toMatchObject({ kind: "waiting", for: ["groups", "users"] });
  });

  it.each([
    ["something else is wrong as well", noState("team") + OTHER],
    ["the state is of no stack that is planned", noState("foreign")],
    ["no apply will make the output", noOutput("team")],
    ["the attribute is of something else", noOutput("team").replaceAll("data.terraform_remote_state.team", "local.x")],
    ["the state cannot be read", noState("team").replace("Unable to find remote state", "Error loading state")],
  ])("fails where %s", async (_, error) => {
    expect(await plan(error)).toMatchObject({ kind: "failed", step: "plan" });
  });
});

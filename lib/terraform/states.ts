import { interruptible } from "./interruption";
import type { StateOutcome } from "./outcome";
import type { StackDirectory } from "./stacks";
import { Terraform, type TerraformOptions } from "./terraform";

const INSTEAD =
  'give a file instead of the directory: "terraform show -json > state.json" where Terraform is writes one.';

/**
 * Reads the state of each stack with the real Terraform, one after the other in their order. A stack without a state
 * has an empty one. A stack that fails does not keep the others from being read.
 *
 * @throws InputError when there is no Terraform.
 */
export async function stateOf(stacks: readonly StackDirectory[], options: TerraformOptions): Promise<StateOutcome[]> {
  return interruptible(async (interruption) => {
    const terraform = new Terraform(options, interruption, INSTEAD);
    const outcomes: StateOutcome[] = [];
    for (const stack of stacks) outcomes.push(await readState(terraform, stack));
    return outcomes;
  });
}

async function readState(terraform: Terraform, stack: StackDirectory): Promise<StateOutcome> {
  const initialised = await terraform.init(stack);
  if (initialised.failed) return initialised.failed;
  const shown = await terraform.show(stack, null);
  return shown.failed ?? { kind: "read", stack, state: shown.output };
}

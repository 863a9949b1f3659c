import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "../files/read-file";
import { interruptible } from "./interruption";
import type { ApplyGraph, PlanOutcome } from "./outcome";
import { withPrivateDirectory } from "./private-directory";
import type { StackDirectory } from "./stacks";
import { Terraform, type StepResult, type TerraformOptions } from "./terraform";
import { waitsFor } from "./waiting";

export interface PlanOptions extends TerraformOptions {
  /**
   * Whether nothing counts that lies in `.terraform` beside the configuration: providers and modules
   * there were installed by somebody else.
   * @default what is initialised stays as it is
   */
  readonly isApart?: boolean;
  /**
   * Absolute paths of files with values of variables.
   * @default those that Terraform reads by itself, and those of the environment
   */
  readonly variableFiles?: readonly string[];
}

/** A plan is packed, and so smaller than its JSON, of which less is taken. */
const MAXIMUM_BYTES = 2 ** 31;
const INSTEAD =
  'review a plan from a file: "terraform show -json plan.tfplan > plan.json" where it was made, ' +
  'then "ramparts review plan.json".';

/**
 * Plans each stack with the real Terraform, one after the other in their order: a plugin cache takes no two at a time.
 * A stack that fails does not keep the others from being planned. Nothing is applied, and nothing but `.terraform` and
 * the lock file of each stack is written where it can be found.
 *
 * @throws InputError when there is no Terraform.
 */
export async function planStacks(stacks: readonly StackDirectory[], options: PlanOptions): Promise<PlanOutcome[]> {
  return interruptible((interruption) =>
    withPrivateDirectory(async (directory) => {
      const outcomes: PlanOutcome[] = [];
      for (const [index, stack] of stacks.entries()) {
        const data = options.isApart && { TF_DATA_DIR: join(directory, `${index}.terraform`) };
        const environment = { ...options.environment, ...data };
        const terraform = new Terraform({ ...options, environment }, interruption, INSTEAD);
        outcomes.push(
          await planStack(terraform, stack, stacks, {
            file: join(directory, `${index}.tfplan`),
            variableFiles: options.variableFiles ?? [],
          }),
        );
      }
      return outcomes;
    }),
  );
}

async function planStack(
  terraform: Terraform,
  stack: StackDirectory,
  stacks: readonly StackDirectory[],
  { file, variableFiles }: { readonly file: string; readonly variableFiles: readonly string[] },
): Promise<PlanOutcome> {
  const initialised = await terraform.init(stack);
  if (initialised.failed) return initialised.failed;

  // Terraform keeps the mode of a file that is there.
  writeFileSync(file, "", { mode: 0o600, flag: "wx" });
  const planned = await terraform.plan(stack, file, variableFiles);
  if (planned.failed) {
    const [first, ...more] = waitsFor(stack, stacks, planned.errors);
    return first === undefined ? planned.failed : { kind: "waiting", stack, for: [first, ...more] };
  }

  const [shown, graph] = await Promise.all([terraform.show(stack, file), terraform.graph(stack, file)]);
  if (shown.failed) return shown.failed;
  return { kind: "planned", stack, plan: shown.output, graph: applyGraph(graph), file: readFile(file, MAXIMUM_BYTES) };
}

function applyGraph({ output, failed }: StepResult): ApplyGraph {
  if (failed === null) return { text: output.toString("utf8"), because: null };
  const [line = `exit code ${failed.exitCode ?? "unknown"}`] = failed.lines;
  return { text: null, because: `terraform graph failed: ${line}` };
}

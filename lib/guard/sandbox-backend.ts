import { join } from "node:path";
import type { WrittenStack } from "./written-stack";

type Block = Record<string, unknown>;

/**
 * Under `ramparts sandbox` the state of every stack is kept in the sandbox's directory, whatever backend the code
 * declares: a run against the sandbox neither reads nor writes the state of a real account. References between stacks
 * follow.
 *
 * @returns the stacks that were changed: none outside the sandbox.
 */
export function redirectBackends(stacks: readonly WrittenStack[]): WrittenStack[] {
  const directory = process.env.RAMPARTS_SANDBOX;
  if (!directory) return [];

  const redirected = stacks
    .filter((stack) => !stack.configuration.hcl)
    .map((stack) => ({
      stack,
      declared: declaredBackend(stack.document),
      // Terraform keeps the state of a named workspace below workspace_dir and of the default one in path.
      config: {
        path: join(directory, "terraform", `${stack.configuration.name}.tfstate`),
        workspace_dir: join(directory, "terraform", stack.configuration.name),
      },
    }));
  for (const { stack, config } of redirected) {
    const terraform = (stack.document["terraform"] ??= {}) as Block;
    delete terraform["cloud"];
    terraform["backend"] = { local: config };
    for (const remoteState of remoteStatesOf(stack.document)) {
      const producer = redirected.find(({ declared }) => declared !== undefined && reads(remoteState, declared));
      if (!producer) continue;
      Object.assign(remoteState, { backend: "local", config: producer.config, workspace: "${terraform.workspace}" });
    }
  }
  return redirected.map(({ stack }) => stack);
}

function declaredBackend(document: Block): { type: string; config: Block } | undefined {
  const backend = (document["terraform"] as Block | undefined)?.["backend"] as Record<string, Block> | undefined;
  const [declared] = Object.entries(backend ?? {});
  return declared && { type: declared[0], config: declared[1] };
}

function remoteStatesOf(document: Block): Block[] {
  const data = document["data"] as Record<string, Record<string, Block>> | undefined;
  return Object.values(data?.["terraform_remote_state"] ?? {});
}

/** A remote state reads a backend when it names the same type and all of the backend's settings. */
function reads(remoteState: Block, backend: { type: string; config: Block }): boolean {
  const config = (remoteState["config"] ?? {}) as Block;
  return (
    remoteState["backend"] === backend.type &&
    Object.entries(backend.config).every(([name, value]) => JSON.stringify(config[name]) === JSON.stringify(value))
  );
}

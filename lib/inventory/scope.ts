import { backendOf, readBlocks, type Backend, type Block, type Blocks, type ConfigurationFile } from "./blocks";

/** One configuration that Terraform runs as a whole, as a caller gives it. */
export interface ConfigurationStack {
  readonly name: string;
  readonly files: readonly ConfigurationFile[];
  /** True when the stack was synthesised as HCL. */
  readonly hcl?: boolean;
  /** The directory in which Terraform runs: what relative paths of local backends start at. */
  readonly directory?: string;
  /** Files of the configuration that were not read, because they are HCL. */
  readonly notRead?: readonly string[];
}

/** A configuration in which names are looked up. */
export interface Scope {
  /** Tells scopes apart that have one name. */
  readonly index: number;
  readonly stack: ConfigurationStack;
  readonly blocks: Blocks;
  readonly backend: Backend;
  readonly resources: readonly Block[];
  readonly data: readonly Block[];
  /** Blocks by address; the first of several. */
  readonly byAddress: ReadonlyMap<string, Block>;
}

export function createScope(stack: ConfigurationStack, index: number): Scope {
  const blocks = readBlocks(stack.name, stack.files);
  const byAddress = new Map<string, Block>();
  for (const block of blocks.all) {
    if (!byAddress.has(block.site.address)) byAddress.set(block.site.address, block);
  }
  return {
    index,
    stack,
    blocks,
    backend: backendOf(blocks.settings),
    resources: blocks.all.filter((block) => block.kind === "resource"),
    data: blocks.all.filter((block) => block.kind === "data"),
    byAddress,
  };
}

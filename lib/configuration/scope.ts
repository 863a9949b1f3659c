import { backendOf, readBlocks, type Backend, type Block, type Blocks, type ConfigurationFile } from "./blocks";
import { isObject } from "../json/json";
import type { NotRead } from "./not-read";

/** One configuration that Terraform runs as a whole, as a caller gives it. */
export interface ConfigurationStack {
  readonly name: string;
  readonly files: readonly ConfigurationFile[];
  /** The modules that it calls, as far as they were read; each comes after the one that calls it. */
  readonly modules?: readonly ConfigurationModule[];
  /**
   * Files with values of variables, of which the last counts: those that Terraform reads by itself, then those that it
   * is given. A text in them is a template, as in any configuration; the reader escapes what is none in JSON.
   */
  readonly variableFiles?: readonly ConfigurationFile[];
  /** True when the stack was synthesised as HCL. */
  readonly hcl?: boolean;
  /** True where this very run has planned it, with the one environment that it has. */
  readonly isPlannedHere?: boolean;
  /** The directory in which Terraform runs: what relative paths of local backends start at. */
  readonly directory?: string;
  /** What belongs to the configuration but was not read. */
  readonly notRead?: readonly NotRead[];
}

/** One call of a module; a module that is called twice stands here twice. */
export interface ConfigurationModule {
  /** Names of the calls that lead to it: `["network", "users"]` for `module.network.module.users`. */
  readonly path: readonly string[];
  readonly files: readonly ConfigurationFile[];
}

/** A configuration, or a module of one, in which names are looked up. */
export interface Scope {
  readonly stack: ConfigurationStack;
  readonly files: readonly ConfigurationFile[];
  /** What addresses in it begin with: `module.m.`, empty for the root of a configuration. */
  readonly prefix: string;
  /** The call that this scope is; null for the root of a configuration. */
  readonly call: { readonly scope: Scope; readonly block: Block } | null;
  /** The modules that it calls, as far as they were read. */
  readonly modules: ReadonlyMap<string, Scope>;
  readonly blocks: Blocks;
  readonly backend: Backend;
  readonly resources: readonly Block[];
  readonly data: readonly Block[];
  /** Blocks by address within the scope; the first of several. */
  readonly byAddress: ReadonlyMap<string, Block>;
}

/** The scopes of configurations: the root of each, followed by its modules. Who asks for them again gets the same. */
export function createScopes(stacks: readonly ConfigurationStack[]): readonly Scope[] {
  const known = created.get(stacks) ?? newScopes(stacks);
  created.set(stacks, known);
  return known;
}

const created = new WeakMap<readonly ConfigurationStack[], readonly Scope[]>();

function newScopes(stacks: readonly ConfigurationStack[]): readonly Scope[] {
  const scopes: Scope[] = [];
  for (const stack of stacks) {
    const known = new Map<string, Draft>();
    const add = (path: readonly string[], files: readonly ConfigurationFile[], call: Scope["call"]): void => {
      const scope = createScope(stack, path, files, call);
      known.set(scope.prefix, scope);
      scopes.push(scope);
    };
    add([], stack.files, null);
    for (const { path, files } of stack.modules ?? []) {
      const caller = known.get(prefixOf(path.slice(0, -1)));
      const name = path[path.length - 1] ?? "";
      const block = caller?.byAddress.get(`module.${name}`);
      if (caller === undefined || block === undefined || caller.modules.has(name)) continue;
      add(path, files, { scope: caller, block });
      const scope = known.get(prefixOf(path));
      if (scope) caller.modules.set(name, scope);
    }
  }
  return scopes;
}

/** A scope while the modules that it calls are still being added. */
type Draft = Scope & { readonly modules: Map<string, Scope> };

function createScope(
  stack: ConfigurationStack,
  path: readonly string[],
  files: readonly ConfigurationFile[],
  call: Scope["call"],
): Draft {
  const prefix = prefixOf(path);
  const blocks = readBlocks(stack.name, files, prefix);
  const byAddress = new Map<string, Block>();
  for (const block of blocks.all) {
    const address = block.site.address.slice(prefix.length);
    if (!byAddress.has(address)) byAddress.set(address, block);
  }
  const resources = blocks.all.filter((block) => block.kind === "resource");
  const scope: Draft = {
    stack,
    files,
    prefix,
    call,
    modules: new Map<string, Scope>(),
    blocks,
    backend: backendOf(blocks.settings),
    resources,
    data: blocks.all.filter((block) => block.kind === "data"),
    byAddress,
  };
  return scope;
}

/** The values that a configuration's own files give to its variables. */
export function* variableValues({ variableFiles = [] }: ConfigurationStack): Iterable<[string, unknown]> {
  for (const { content } of variableFiles) if (isObject(content)) yield* Object.entries(content);
}

/** The address of a block within its scope, as references there spell it. */
export function localAddress({ prefix }: Scope, { address }: { readonly address: string }): string {
  return address.slice(prefix.length);
}

function prefixOf(path: readonly string[]): string {
  return path.map((name) => `module.${name}.`).join("");
}

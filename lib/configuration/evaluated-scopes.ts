import type { Block } from "../inventory/blocks";
import { member } from "../inventory/json";
import type { Maybe } from "../inventory/model";
import { blocksByType, type Scope } from "../inventory/scope";
import { evaluatedBody } from "./evaluated-body";
import { SINGLE, type Slot, type Times } from "./expansion";
import type { ModuleInstance } from "./module-instance";

/** More instances of modules are not told apart: modules in modules multiply. */
const MOST_MODULES = 20_000;

/** The configurations as Terraform has them after evaluation: a scope for each instance of a module. */
export interface Evaluated {
  readonly scopes: readonly Scope[];
  /** The block of an instance in those scopes. */
  blockOf(module: ModuleInstance, block: Block, slot: Slot): { readonly scope: Scope; readonly block: Block } | null;
}

/** Evaluates configurations: each instance of a resource becomes a block of its own, with values for expressions. */
export function evaluateScopes(roots: readonly ModuleInstance[]): Evaluated {
  const maker = new ScopeMaker();
  for (const root of roots) maker.add(root, null);
  return maker;
}

class ScopeMaker implements Evaluated {
  readonly scopes: Scope[] = [];
  private readonly places = new Map<
    ModuleInstance,
    {
      readonly scope: Scope;
      /** Of those that are one instance, those that are not as they are declared. */
      readonly blocks: ReadonlyMap<Block, Block>;
      readonly instances: ReadonlyMap<Block, ReadonlyMap<Slot, Block>>;
    }
  >();

  blockOf(module: ModuleInstance, block: Block, slot: Slot): { readonly scope: Scope; readonly block: Block } | null {
    const place = this.places.get(module);
    if (place === undefined) return null;
    const found = isOnly(slot) ? (place.blocks.get(block) ?? block) : place.instances.get(block)?.get(slot);
    return found ? { scope: place.scope, block: found } : null;
  }

  /** Adds a module and those that it calls. */
  add(module: ModuleInstance, call: Scope["call"]): void {
    const { scope: declared } = module;
    const blocks = new Map<Block, Block>();
    const repeated = new Map<Block, Map<Slot, Block>>();
    const all: Block[] = [];
    const calls: { readonly name: string; readonly block: Block; readonly module: ModuleInstance }[] = [];
    for (const block of declared.blocks.all) {
      const { kind } = block;
      const isRepeated = kind === "resource" || kind === "data" || kind === "module";
      if (!isRepeated) {
        all.push(withBody(block, evaluatedBody(module, block, null)));
        continue;
      }
      const instances = kind === "module" ? module.called(block.labels[0] ?? "") : [];
      const { slots } = module.expansionOf(block);
      for (const [index, slot] of slots.entries()) {
        const instance = instanceOf(module, block, slot, slots.length);
        if (!isOnly(slot)) repeated.set(block, (repeated.get(block) ?? new Map<Slot, Block>()).set(slot, instance));
        else if (instance !== block) blocks.set(block, instance);
        all.push(instance);
        const called = instances[index];
        if (called) calls.push({ name: called.prefix, block: instance, module: called });
      }
    }
    const scope = this.scopeOf(module, declared, all, call);
    this.places.set(module, { scope, blocks, instances: repeated });
    this.scopes.push(scope);
    if (call) (call.scope.modules as Map<string, Scope>).set(call.block.site.address, scope);
    for (const { block, module: called } of calls) {
      if (this.scopes.length < MOST_MODULES) this.add(called, { scope, block });
    }
  }

  private scopeOf({ prefix }: ModuleInstance, declared: Scope, all: readonly Block[], call: Scope["call"]): Scope {
    const resources = all.filter(({ kind }) => kind === "resource");
    const byAddress = new Map<string, Block>();
    for (const block of all) {
      const address = block.site.address.slice(prefix.length);
      if (!byAddress.has(address)) byAddress.set(address, block);
    }
    return {
      ...declared,
      declared,
      index: this.scopes.length,
      prefix,
      call,
      modules: new Map<string, Scope>(),
      blocks: { ...declared.blocks, all },
      resources,
      byType: blocksByType(resources),
      data: all.filter(({ kind }) => kind === "data"),
      byAddress,
    };
  }
}

/** Whether a block without `count` and `for_each` has it. */
function isOnly(slot: Slot): boolean {
  return slot === SINGLE.slots[0];
}

function withBody(block: Block, body: Block["body"]): Block {
  return body === block.body ? block : { ...block, body, declaration: block.body };
}

function instanceOf(module: ModuleInstance, block: Block, slot: Slot, siblings: number): Block {
  const body = evaluatedBody(module, block, slot);
  const local = block.site.address.slice(module.scope.prefix.length);
  const key = slot.key === null ? "" : `[${JSON.stringify(slot.key)}]`;
  const address = `${module.prefix}${local}${key}`;
  const isRepeated = repetitionOf(block) !== null;
  if (body === block.body && address === block.site.address && !isRepeated) return block;
  const instances = numberOf(slot.times, `${address}.${repetitionOf(block) ?? ""}`);
  return {
    ...block,
    site: { ...block.site, address },
    body,
    declaration: block.body,
    declaredAt: module.prefix + local,
    instances,
    ...(slot.key !== null && { amongst: siblings }),
  };
}

function repetitionOf({ body }: Block): "count" | "for_each" | null {
  if ((member(body, "for_each") ?? null) !== null) return "for_each";
  return (member(body, "count") ?? null) === null ? null : "count";
}

function numberOf({ atLeast, atMost, because }: Times, attribute: string): Maybe<number> {
  if (because === null) return atLeast;
  return { unknown: true, attribute, because, ...(atMost !== null && { atMost }) };
}

import type { Block } from "../inventory/blocks";
import { member } from "../inventory/json";
import type { Maybe } from "../inventory/model";
import { blocksByType, type Scope } from "../inventory/scope";
import { evaluatedBody } from "./evaluated-body";
import type { Slot, Times } from "./expansion";
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
    { readonly scope: Scope; readonly blocks: Map<Block, Map<Slot, Block>> }
  >();


  blockOf(module: ModuleInstance, block: Block, slot: Slot): { readonly scope: Scope; readonly block: Block } | null {
    const place = this.places.get(module);
    const found = place?.blocks.get(block)?.get(slot);
    return place && found ? { scope: place.scope, block: found } : null;
  }

  /** Adds a module and those that it calls. */
  add(module: ModuleInstance, call: Scope["call"], around: readonly Times[] = []): void {
    const { scope: declared } = module;
    const blocks = new Map<Block, Map<Slot, Block>>();
    const all: Block[] = [];
    const calls: { readonly name: string; readonly block: Block; readonly module: ModuleInstance }[] = [];
    for (const block of declared.blocks.all) {
      const { kind } = block;
      const isRepeated = kind === "resource" || kind === "data" || kind === "module";
      if (!isRepeated) {
        all.push(withBody(block, evaluatedBody(module, block, null)));
        continue;
      }
      const made = new Map<Slot, Block>();
      const instances = kind === "module" ? module.called(block.labels[0] ?? "") : [];
      for (const [index, slot] of module.expansionOf(block).slots.entries()) {
        const instance = instanceOf(module, block, slot, around);
        made.set(slot, instance);
        all.push(instance);
        const called = instances[index];
        if (called) calls.push({ name: called.prefix, block: instance, module: called });
      }
      blocks.set(block, made);
    }
    const scope = this.scopeOf(module, declared, all, call);
    this.places.set(module, { scope, blocks });
    this.scopes.push(scope);
    if (call) (call.scope.modules as Map<string, Scope>).set(module.prefix, scope);
    for (const { block, module: called } of calls) {
      if (this.scopes.length < MOST_MODULES) {
        const times = called.caller ? [...around, called.caller.slot.times] : around;
        this.add(called, { scope, block }, times);
      }
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

function withBody(block: Block, body: Block["body"]): Block {
  return body === block.body ? block : { ...block, body, declaration: block.body };
}

function instanceOf(module: ModuleInstance, block: Block, slot: Slot, around: readonly Times[]): Block {
  const body = evaluatedBody(module, block, slot);
  const local = block.site.address.slice(module.scope.prefix.length);
  const key = slot.key === null ? "" : `[${JSON.stringify(slot.key)}]`;
  const address = `${module.prefix}${local}${key}`;
  const isItself = body === block.body && address === block.site.address && around.length === 0;
  if (isItself && slot.times.because === null && slot.times.atLeast === 1) return block;
  return {
    ...block,
    site: { ...block.site, address },
    body,
    declaration: block.body,
    declaredAt: block.site.address,
    instances: numberOf([...around, slot.times], `${address}.${repetitionOf(block)}`),
  };
}

function repetitionOf({ body }: Block): string {
  return (member(body, "for_each") ?? null) === null ? "count" : "for_each";
}

/** How many instances there are of something that stands in several repeated ones. */
function numberOf(times: readonly Times[], attribute: string): Maybe<number> {
  let [atLeast, atMost]: [number, number | null] = [1, 1];
  for (const each of times) {
    atLeast *= each.atLeast;
    atMost = atMost === null || each.atMost === null ? null : atMost * each.atMost;
  }
  const because = times.find((each) => each.because !== null)?.because;
  if (because === undefined || because === null) return atLeast;
  return { unknown: true, attribute, because, ...(atMost !== null && { atMost }) };
}

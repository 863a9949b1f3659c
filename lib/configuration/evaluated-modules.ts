import type { Block } from "./blocks";
import type { Maybe } from "../maybe/maybe";
import { keyText } from "../places/instance-keys";
import { evaluatedBody } from "./evaluated-body";
import { SINGLE, type Expansion, type Slot, type Times } from "./expansion";
import { byType, type Instance, type Module } from "./instance";
import type { ModuleEvaluation } from "./module-evaluation";

/** More instances of modules are not told apart: modules in modules multiply. */
const MOST_MODULES = 20_000;

/** What configurations come to when they are evaluated. */
export interface Evaluated {
  /** Each instance of a module; a root comes before what it calls. */
  readonly modules: readonly Module[];
  /** The instance that a block has at a place; null where it has none. */
  instanceOf(module: ModuleEvaluation, block: Block, slot: Slot): Instance | null;
}

/** Evaluates configurations: the instances of their resources, with values for expressions. */
export function evaluateModules(roots: readonly ModuleEvaluation[]): Evaluated {
  const maker = new ModuleMaker();
  for (const root of roots) maker.add(root, null);
  return maker;
}

/** A module to which those that it calls are still being added. */
type Draft = Module & { readonly modules: Map<string, Module> };

class ModuleMaker implements Evaluated {
  readonly modules: Module[] = [];
  /** The instances of a block: the only one, or by its key. */
  private readonly places = new Map<ModuleEvaluation, Map<Block, Instance | Map<Slot, Instance>>>();

  instanceOf(module: ModuleEvaluation, block: Block, slot: Slot): Instance | null {
    const found = this.places.get(module)?.get(block);
    return (found instanceof Map ? found.get(slot) : found) ?? null;
  }

  /** Adds a module and those that it calls. */
  add(evaluation: ModuleEvaluation, call: { readonly module: Draft; readonly instance: Instance } | null): void {
    const { scope: declared } = evaluation;
    const places = new Map<Block, Instance | Map<Slot, Instance>>();
    const instances: Instance[] = [];
    const calls: { readonly instance: Instance; readonly called: ModuleEvaluation }[] = [];
    for (const block of declared.blocks.all) {
      const { kind } = block;
      if (kind === "variable") continue;
      if (kind !== "resource" && kind !== "data" && kind !== "module") {
        instances.push(instanceAt(block, evaluatedBody(evaluation, block, null), block.site));
        continue;
      }
      const called = kind === "module" ? evaluation.called(block.labels[0] ?? "") : [];
      const expansion = evaluation.expansionOf(block);
      for (const [index, slot] of expansion.slots.entries()) {
        const instance = instanceIn(evaluation, block, slot, expansion);
        instances.push(instance);
        if (isOnly(slot)) places.set(block, instance);
        else keep(places, block, slot, instance);
        const module = called[index];
        if (module) calls.push({ instance, called: module });
      }
    }
    const module = this.moduleOf(evaluation, instances, call);
    this.places.set(evaluation, places);
    this.modules.push(module);
    if (call) call.module.modules.set(call.instance.site.address, module);
    for (const { instance, called } of calls) {
      if (this.modules.length < MOST_MODULES) this.add(called, { module, instance });
    }
  }

  private moduleOf({ prefix, scope }: ModuleEvaluation, instances: readonly Instance[], call: Module["call"]): Draft {
    const { stack, files, backend, blocks } = scope;
    const ofKind = (wanted: string): readonly Instance[] => instances.filter(({ kind }) => kind === wanted);
    const resources = ofKind("resource");
    return {
      stack,
      prefix,
      call,
      modules: new Map<string, Module>(),
      instances,
      resources,
      byType: byType(resources),
      data: ofKind("data"),
      providers: ofKind("provider"),
      declared: scope,
      files,
      settings: blocks.settings,
      backend,
      comments: blocks.comments,
      imports: blocks.all.filter(({ kind }) => kind === "import"),
    };
  }
}

function keep(places: Map<Block, Instance | Map<Slot, Instance>>, block: Block, slot: Slot, instance: Instance): void {
  const known = places.get(block);
  if (known instanceof Map) known.set(slot, instance);
  else places.set(block, new Map([[slot, instance]]));
}

/** Whether a block without `count` and `for_each` has it. */
function isOnly(slot: Slot): boolean {
  return slot === SINGLE.slots[0];
}

function instanceAt({ kind, labels, body }: Block, values: Instance["values"], site: Instance["site"]): Instance {
  const [type = ""] = labels;
  return { kind, type, site, values, written: body, times: 1, amongst: null, object: null };
}

function instanceIn(module: ModuleEvaluation, block: Block, slot: Slot, { repeatedBy, slots }: Expansion): Instance {
  const values = evaluatedBody(module, block, slot);
  const local = block.site.address.slice(module.scope.prefix.length);
  const address = `${module.prefix}${local}${keyText(slot.key)}`;
  const instance = instanceAt(block, values, address === block.site.address ? block.site : { ...block.site, address });
  if (repeatedBy === null) return instance;
  return {
    ...instance,
    times: numberOf(slot.times, `${address}.${repeatedBy}`),
    amongst: slot.key === null ? null : slots.length,
  };
}

function numberOf({ atLeast, atMost, because }: Times, attribute: string): Maybe<number> {
  if (because === null) return atLeast;
  return {
    unknown: true,
    attribute,
    because,
    ...(atLeast > 0 && { atLeast }),
    ...(atMost !== null && { atMost }),
  };
}

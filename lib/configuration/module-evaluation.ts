import type { Block } from "./blocks";
import { member, type JsonObject } from "../json/json";
import type { Scope } from "./scope";
import { BOOL, STRING } from "../language/type";
import { object, Unknown, type Value } from "../language/value";
import { keyText } from "../places/instance-keys";
import { Attributes } from "./attributes";
import { evaluatedBody, type Evaluator } from "./evaluated-body";
import { SINGLE, type Expansion, type Slot } from "./expansion";
import { shapeOf } from "./instance-shapes";
import { LazyObject } from "./lazy-object";
import type { Reference } from "../language/references";
import { Outputs } from "./outputs";
import { Repetitions } from "./repetitions";
import { inCircle, Step, type StepPlace } from "./schedule";
import { settled } from "./settled";
import type { Surroundings } from "./surroundings";
import { unsetReason, variableStep } from "./variables";
import type { WrittenNames } from "./written-values";

/** So many instances of a block are made together when one of them is asked for. */
const MOST_AT_ONCE = 1_000;
/** `${alicloud_ram_user.etl.name}`: no name that has another meaning has an underscore. */
const REFERENCE = /^\$\{([a-z][0-9a-z]*_\w*\.[A-Za-z_][\w-]*)\.([A-Za-z_][\w-]*)\}$/;
const ONLY_TERRAFORM_KNOWS = new Unknown("it is known only to Terraform");
/** What `terraform` stands for. */
const OF_THE_RUN = object([
  ["workspace", new Unknown(ONLY_TERRAFORM_KNOWS.because, { isSet: true, type: STRING })],
  ["applying", new Unknown(ONLY_TERRAFORM_KNOWS.because, { isSet: true, type: BOOL })],
]);

/** A configuration, or one instance of a module of it, with the values of all that is declared in it. */
export class ModuleEvaluation {
  /** What addresses in it begin with: `module.m[0].`. */
  public readonly prefix: string;
  private readonly steps = new Map<string, Step<Value>>();
  private readonly calls = new Map<string, Step<readonly ModuleEvaluation[]>>();
  private readonly shapes = new Map<Block, { readonly expansion: Expansion; readonly value: Value }>();
  public readonly attributes: Attributes;
  public readonly outputs: Outputs;
  private readonly repetitions: Repetitions;

  public constructor(
    public readonly scope: Scope,
    /** The call that it is an instance of, and which one; null for the root of a configuration. */
    public readonly caller: { readonly module: ModuleEvaluation; readonly block: Block; readonly slot: Slot } | null,
    private readonly surroundings: Surroundings,
  ) {
    this.attributes = new Attributes(this, surroundings);
    this.outputs = new Outputs(this);
    this.repetitions = new Repetitions(this, surroundings.written);
    const name = caller?.block.labels[0] ?? "";
    this.prefix = caller === null ? "" : `${caller.module.prefix}module.${name}${keyText(caller.slot.key)}.`;
  }

  /** The instances that a resource, a data source or a call of a module makes. */
  public expansionOf(block: Block): Expansion {
    return this.repetitions.expansionStep(block)?.value() ?? SINGLE;
  }

  /** The instances of a module that is called here; none of one that was not read. */
  public called(name: string): readonly ModuleEvaluation[] {
    return this.callStep(name).value();
  }

  /** What a written value comes to where names stand for that. */
  public evaluate(written: unknown, names: WrittenNames): Value {
    return this.writtenStep(written, names).attempt();
  }

  /** The body of an instance, to be read within a step. */
  public bodyStep(block: Block, slot: Slot): Step<JsonObject | Unknown> {
    const { written: values } = this.surroundings;
    const within: Evaluator = {
      evaluate: (written, names) => settled(values.evaluate(written, names)),
      hasTemplate: (written) => this.hasTemplate(written),
      namesIn: (each, at) => this.namesIn(each, at),
      repetitionOf: (each) => this.repetitions.valueStep(each).read(),
    };
    return new Step<JsonObject | Unknown>(
      () => this.stepsOf(values.referencesIn(block.body)),
      () => evaluatedBody(within, block, slot),
      inCircle,
    );
  }

  /** Whether a written value is more than what is written. */
  public hasTemplate(written: unknown): boolean {
    return this.surroundings.written.hasTemplate(written);
  }

  /** What `count` or `for_each` of a block comes to, which is the same for all of its instances. */
  public repetitionOf(block: Block): Value {
    return this.repetitions.valueStep(block).value();
  }

  /** What names stand for in an instance of a block. */
  public namesIn(block: Block | null, slot: Slot | null): WrittenNames {
    const { functions } = this.surroundings.of(this.scope);
    const { budget } = this.surroundings;
    return { functions, budget, valueOf: (name) => this.root(name, block, slot), referred: this.referred };
  }

  /** Nearly all that synthesis refers to is written literally, in a block that is one instance. */
  private readonly referred = (template: string): Value | undefined => {
    const [, address = "", name = ""] = REFERENCE.exec(template) ?? [];
    const block = this.scope.byAddress.get(address);
    const [slot] = SINGLE.slots;
    if (block?.kind !== "resource" || slot === undefined || this.repetitions.expansionStep(block) !== null)
      return undefined;
    const attribute = this.attributes.of(block, slot, name);
    return attribute instanceof Step ? undefined : attribute;
  };

  /** A written value that is to be made within a step. */
  public writtenStep(written: unknown, names: WrittenNames, place: StepPlace | null = null): Step<Value> {
    const { written: values } = this.surroundings;
    return new Step<Value>(
      () => this.stepsOf(values.referencesIn(written)),
      () => settled(values.evaluate(written, names)),
      inCircle,
      place,
    );
  }

  private root(name: string, block: Block | null, slot: Slot | null): Value {
    switch (name) {
      case "var":
        return new LazyObject((variable) => this.variable(variable).read()).value;
      case "local":
        return new LazyObject((local) => this.local(local).read()).value;
      case "module":
        return new LazyObject((called) => this.moduleValue(called)).value;
      case "data":
        return new LazyObject((type) => new LazyObject((each) => this.declared(`data.${type}.${each}`)).value).value;
      case "resource":
        return new LazyObject((type) => this.root(type, block, slot)).value;
      case "each":
      case "count":
        return this.ownKey(name, block, slot);
      case "path":
        return this.surroundings.of(this.scope).paths;
      case "self":
        if (block?.kind === "resource" && slot !== null)
          return this.attributes.instance(block, this.repetitions.readExpansion(block), slot);
        return ONLY_TERRAFORM_KNOWS;
      case "terraform":
        return OF_THE_RUN;
      case "ephemeral":
        return ONLY_TERRAFORM_KNOWS;
      default:
        return new LazyObject((each) => this.declared(`${name}.${each}`)).value;
    }
  }

  private ownKey(name: string, block: Block | null, slot: Slot | null): Value {
    const isRepeated = block !== null && (member(block.body, name === "count" ? "count" : "for_each") ?? null) !== null;
    if (slot === null || !isRepeated) return new Unknown("it differs from instance to instance");
    if (name === "count") return object([["index", slot.index]]);
    return object([
      ["key", slot.index],
      ["value", slot.value],
    ]);
  }

  /** The steps that have to be made before what refers to something can be. */
  private *stepsOf(references: readonly Reference[]): Iterable<Step<unknown>> {
    for (const { root, steps } of references) {
      const [first, second, third] = steps;
      if (root === "each" || root === "count" || root === "path" || first === undefined || first === null) continue;
      if (root === "var") yield this.variable(first);
      else if (root === "local") yield this.local(first);
      else if (root === "module") yield this.callStep(first);
      else if (root === "data" && typeof second === "string") yield* this.blockSteps(`data.${first}.${second}`, third);
      else yield* this.blockSteps(`${root}.${first}`, second);
    }
  }

  private *blockSteps(address: string, attribute: string | null | undefined): Iterable<Step<unknown>> {
    const block = this.scope.byAddress.get(address);
    if (block === undefined) return;
    const expansion = this.repetitions.expansionStep(block);
    if (expansion) yield expansion;
    else if (typeof attribute === "string") {
      const [slot] = SINGLE.slots;
      const found = slot && this.attributes.of(block, slot, attribute);
      if (found instanceof Step) yield found;
    }
  }

  /** Where a step is made, for whoever names a circle. */
  public placeOf(name: string): StepPlace {
    return { name: () => this.prefix + name, note: this.note };
  }

  /** Takes note of a value that needs itself. */
  public readonly note: StepPlace["note"] = (circle, isThroughState) => {
    this.surroundings.circles.add(this.scope.stack, circle, isThroughState);
  };

  private local(name: string): Step<Value> {
    return this.step(`local.${name}`, () => {
      const { locals } = this.scope.blocks;
      if (!locals.has(name)) return Step.of<Value>(new Unknown(`there is no local value "${name}"`));
      return this.writtenStep(locals.get(name), this.namesIn(null, null), this.placeOf(`local.${name}`));
    });
  }

  private variable(name: string): Step<Value> {
    return this.step(`var.${name}`, () => {
      const declared = this.scope.byAddress.get(`variable.${name}`);
      if (declared === undefined) return Step.of<Value>(new Unknown(unsetReason(name)));
      const { written } = this.surroundings;
      return variableStep(declared, this.given(name), written, this.namesIn(null, null), this.placeOf(`var.${name}`));
    });
  }

  /** What a variable is given: by the call of the module, or by the files that Terraform reads by itself. */
  private given(name: string): Step<Value> | null {
    if (this.caller === null) {
      const written = this.surroundings.variableValues(this.scope.stack).get(name);
      return written === undefined ? null : this.writtenStep(written, this.namesIn(null, null));
    }
    const { module, block, slot } = this.caller;
    const argument = member(block.body, name);
    return argument === undefined ? null : module.writtenStep(argument, module.namesIn(block, slot));
  }

  private moduleValue(name: string): Value {
    const block = this.scope.byAddress.get(`module.${name}`);
    if (block === undefined || !this.scope.modules.has(name)) return unreadModule(name);
    const instances = this.callStep(name).read();
    const outputsOf = (instance: ModuleEvaluation): Value => {
      const readOutput = (output: string): Value => {
        const own = instance.outputs.step(output);
        if (!own.isMade) Step.readAll(instances.slice(0, MOST_AT_ONCE).map((each) => each.outputs.step(output)));
        return own.read();
      };
      return new LazyObject(readOutput, () => instance.outputs.readNames()).value;
    };
    return this.shape(block, this.repetitions.readExpansion(block), () => instances.map(outputsOf));
  }

  private callStep(name: string): Step<readonly ModuleEvaluation[]> {
    const known = this.calls.get(name);
    if (known) return known;
    const scope = this.scope.modules.get(name);
    const block = this.scope.byAddress.get(`module.${name}`);
    const made = new Map<Slot, ModuleEvaluation>();
    const expansion = block && this.repetitions.expansionStep(block);
    const step = new Step<readonly ModuleEvaluation[]>(
      () => (expansion ? [expansion] : []),
      () => {
        if (scope === undefined || block === undefined) return [];
        return (expansion?.read() ?? SINGLE).slots.map((slot) => {
          const instance =
            made.get(slot) ?? new ModuleEvaluation(scope, { module: this, block, slot }, this.surroundings);
          made.set(slot, instance);
          return instance;
        });
      },
      () => [],
    );
    this.calls.set(name, step);
    return step;
  }

  /** What a resource or data source of that address is, with all its instances. */
  private declared(address: string): Value {
    const block = this.scope.byAddress.get(address);
    if (block === undefined) return this.attributes.undeclared(address);
    const expansion = this.repetitions.readExpansion(block);
    return this.shape(block, expansion, () =>
      expansion.slots.map((slot) => this.attributes.instance(block, expansion, slot)),
    );
  }

  /** Blocks with many instances that refer to each other ask for all of them as many times. */
  private shape(block: Block, expansion: Expansion, values: () => readonly Value[]): Value {
    const known = this.shapes.get(block);
    if (known?.expansion === expansion) return known.value;
    const value = shapeOf(expansion, values());
    this.shapes.set(block, { expansion, value });
    return value;
  }

  private step(name: string, make: () => Step<Value>): Step<Value> {
    const known = this.steps.get(name);
    if (known) return known;
    const step = make();
    this.steps.set(name, step);
    return step;
  }
}

function unreadModule(name: string): Unknown {
  return new Unknown(`it is an output of the module "${name}"`);
}

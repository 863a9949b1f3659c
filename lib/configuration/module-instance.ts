import { isLiterallyTrue } from "../inventory/expression";
import { member, type JsonObject } from "../inventory/json";
import type { Block } from "../inventory/blocks";
import { secretAttributesOf } from "../inventory/plan/secret-attributes";
import type { Scope } from "../inventory/scope";
import { convert } from "../language/convert";
import type { Names } from "../language/evaluate";
import { evaluate } from "../language/evaluate";
import type { Mark } from "../language/marks";
import type { Reference } from "../language/references";
import { parseExpression } from "../language/syntax/parse";
import { ANY, type Type } from "../language/type";
import { marksOf, object, Unknown, unmarked, withMarks, type Value } from "../language/value";
import { countedBy, inCircle, namedBy, SINGLE, type Expansion, type Slot } from "./expansion";
import { shapeOf } from "./instance-shapes";
import { LazyObject } from "./lazy-object";
import { DECLARED_SENSITIVE, type AttributeOrigin } from "./origins";
import { Step } from "./schedule";
import type { Surroundings } from "./surroundings";
import { readType } from "./variable-types";

/** Arguments that the provider never fills in: where they are absent, they are not set. */
const NEVER_COMPUTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["alicloud_ram_access_key", ["user_name", "pgp_key", "secret_file"]],
  ["alicloud_ram_user", ["display_name", "comments"]],
]);
/** Attributes that are made of what was read. */
const COMPUTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["terraform_remote_state", ["outputs"]],
  ["terraform_data", ["output"]],
]);
/** Members of a block that are no attributes of what it declares. */
const META_ARGUMENTS = new Set([
  "//",
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
]);
const IN_CIRCLE = new Unknown("it refers to itself");
/** So many instances of a block are made together when one of them is asked for. */
const MOST_AT_ONCE = 1_000;

/** A configuration, or one instance of a module of it, with the values of all that is declared in it. */
export class ModuleInstance {
  /** What addresses in it begin with: `module.m[0].`. */
  public readonly prefix: string;
  private readonly steps = new Map<string, Step<Value>>();
  private readonly expansions = new Map<Block, Step<Expansion>>();
  private readonly calls = new Map<string, Step<readonly ModuleInstance[]>>();
  private readonly shapes = new Map<Block, { readonly expansion: Expansion; readonly value: Value }>();
  private readonly attributes = new Map<Block, Map<Slot, Map<string, Attribute>>>();

  public constructor(
    public readonly scope: Scope,
    /** The call that it is an instance of, and which one; null for the root of a configuration. */
    public readonly caller: { readonly module: ModuleInstance; readonly block: Block; readonly slot: Slot } | null,
    private readonly surroundings: Surroundings,
  ) {
    const name = caller?.block.labels[0] ?? "";
    this.prefix = caller === null ? "" : `${caller.module.prefix}module.${name}${keyText(caller.slot.key)}.`;
  }

  /** The instances that a resource, a data source or a call of a module makes. */
  public expansionOf(block: Block): Expansion {
    return this.expansionStep(block)?.value() ?? SINGLE;
  }

  /** The instances of a module that is called here; none of one that was not read. */
  public called(name: string): readonly ModuleInstance[] {
    return this.callStep(name).value();
  }

  /** What a written value comes to in an instance of a block. */
  public evaluate(written: unknown, block: Block | null, slot: Slot | null): Value {
    return this.writtenStep(written, this.namesIn(block, slot)).value();
  }

  /**
   * What is made of what a written value comes to. Objects in it may be made as they are asked for, which is possible
   * only there.
   */
  public derive<T>(written: unknown, names: Names, make: (value: Value) => T): T {
    const value = this.writtenStep(written, names);
    const made = new Step<T | null>(
      () => [value],
      () => make(value.read()),
      null,
    );
    return made.value() as T;
  }

  /** What names stand for in an instance of a block. */
  public namesIn(block: Block | null, slot: Slot | null): Names {
    const { functions } = this.surroundings.of(this.scope);
    return { functions, valueOf: (name) => this.root(name, block, slot) };
  }

  private writtenStep(written: unknown, names: Names): Step<Value> {
    const { written: values } = this.surroundings;
    return new Step<Value>(
      () => this.stepsOf(values.referencesIn(written)),
      () => values.evaluate(written, names),
      IN_CIRCLE,
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
        if (block?.kind === "resource" && slot !== null) return this.instance(block, this.expansion(block), slot);
        return new Unknown("it is known only to Terraform");
      case "terraform":
      case "ephemeral":
        return new Unknown("it is known only to Terraform");
      default:
        return new LazyObject((each) => this.declared(`${name}.${each}`)).value;
    }
  }

  private ownKey(name: string, block: Block | null, slot: Slot | null): Value {
    const repeatedBy = block && (member(block.body, "count") ?? null) !== null ? "count" : "each";
    if (slot === null || name !== repeatedBy) return new Unknown("it differs from instance to instance");
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
    const expansion = this.expansionStep(block);
    if (expansion) yield expansion;
    else if (typeof attribute === "string") {
      const [slot] = SINGLE.slots;
      const found = slot && this.attribute(block, slot, attribute);
      if (found instanceof Step) yield found;
    }
  }

  private local(name: string): Step<Value> {
    return this.step(`local.${name}`, () => {
      const { locals } = this.scope.blocks;
      if (!locals.has(name)) return fixed(new Unknown(`there is no local value "${name}"`));
      return this.writtenStep(locals.get(name), this.namesIn(null, null));
    });
  }

  private output(name: string): Step<Value> {
    return this.step(`output.${name}`, () => {
      const block = this.scope.byAddress.get(`output.${name}`);
      if (block === undefined) return fixed(new Unknown(`there is no output "${name}"`));
      const made = this.writtenStep(member(block.body, "value"), this.namesIn(null, null));
      return isLiterallyTrue(member(block.body, "sensitive")) ? markedStep(made) : made;
    });
  }

  private variable(name: string): Step<Value> {
    return this.step(`var.${name}`, () => {
      const declared = this.scope.byAddress.get(`variable.${name}`);
      const isUnset = new Unknown(`it is the variable "${name}"`);
      if (declared === undefined) return fixed(isUnset);
      const { body } = declared;
      const type = this.typeOf(body);
      const isNullable = !isLiterallyFalse(member(body, "nullable"));
      const given = this.given(name);
      const byDefault = member(body, "default");
      const open = new Unknown(isUnset.because, { type, ...(!isNullable && { isSet: true }) });
      const marks = isLiterallyTrue(member(body, "sensitive")) ? [DECLARED_SENSITIVE] : [];
      const isDefaultRead = given === null || !isNullable;
      return new Step<Value>(
        () => (given === null ? [] : [given]),
        () => {
          let value = given === null ? open : given.read();
          const isNull = unmarked(value) === null;
          if (isDefaultRead && byDefault !== undefined && (given === null || isNull)) value = this.defaultOf(declared);
          return withMarks(convert(value, type), marks);
        },
        IN_CIRCLE,
      );
    });
  }

  private defaultOf({ body, isVerbatim }: Block): Value {
    const written = member(body, "default");
    const { written: values } = this.surroundings;
    return isVerbatim ? values.verbatim(written) : values.evaluate(written, this.namesIn(null, null));
  }

  private typeOf(body: JsonObject): Type {
    const written = member(body, "type");
    if (typeof written !== "string") return ANY;
    const expression = parseExpression(written.replace(/^\$\{([^]*)\}$/, "$1"));
    return readType(expression, (each) => evaluate(each, this.namesIn(null, null)));
  }

  /** What a variable is given: by the call of the module, or by the files that Terraform reads by itself. */
  private given(name: string): Step<Value> | null {
    if (this.caller === null) {
      const files = this.surroundings.variableValues(this.scope.stack);
      return files.has(name) ? this.writtenStep(files.get(name), this.namesIn(null, null)) : null;
    }
    const { module, block, slot } = this.caller;
    const argument = member(block.body, name);
    return argument === undefined ? null : module.writtenStep(argument, module.namesIn(block, slot));
  }

  private moduleValue(name: string): Value {
    const block = this.scope.byAddress.get(`module.${name}`);
    if (block === undefined || !this.scope.modules.has(name)) return unreadModule(name);
    const instances = this.callStep(name).read();
    const outputsOf = (instance: ModuleInstance): Value => {
      const readOutput = (output: string): Value => {
        const own = instance.output(output);
        if (!own.isMade) Step.readAll(instances.slice(0, MOST_AT_ONCE).map((each) => each.output(output)));
        return own.read();
      };
      return new LazyObject(readOutput, () => instance.readOutputs()).value;
    };
    return this.shape(block, this.expansion(block), () => instances.map(outputsOf));
  }

  private callStep(name: string): Step<readonly ModuleInstance[]> {
    const known = this.calls.get(name);
    if (known) return known;
    const scope = this.scope.modules.get(name);
    const block = this.scope.byAddress.get(`module.${name}`);
    const made = new Map<Slot, ModuleInstance>();
    const expansion = block && this.expansionStep(block);
    const step = new Step<readonly ModuleInstance[]>(
      () => (expansion ? [expansion] : []),
      () => {
        if (scope === undefined || block === undefined) return [];
        return (expansion?.read() ?? SINGLE).slots.map((slot) => {
          const instance =
            made.get(slot) ?? new ModuleInstance(scope, { module: this, block, slot }, this.surroundings);
          made.set(slot, instance);
          return instance;
        });
      },
      [],
    );
    this.calls.set(name, step);
    return step;
  }

  /** Null for a block that is one instance without a key. */
  private expansionStep(block: Block): Step<Expansion> | null {
    const count = member(block.body, "count") ?? null;
    const forEach = member(block.body, "for_each") ?? null;
    if (count === null && forEach === null) return null;
    const known = this.expansions.get(block);
    if (known) return known;
    const written = this.writtenStep(count ?? forEach, this.namesIn(null, null));
    const name = count !== null ? "count" : "for_each";
    const areAlike = !this.surroundings.written
      .referencesIn(block.body)
      .some(({ root }) => root === "each" || root === "count");
    const step = new Step<Expansion>(
      () => [written],
      () => (count !== null ? countedBy(written.read(), areAlike) : namedBy(written.read(), areAlike)),
      inCircle(name),
    );
    this.expansions.set(block, step);
    return step;
  }

  /** What a resource or data source of that address is, with all its instances. */
  private declared(address: string): Value {
    const block = this.scope.byAddress.get(address);
    if (block === undefined) return new Unknown(`${address} is not declared in what was read`);
    const expansion = this.expansion(block);
    return this.shape(block, expansion, () => expansion.slots.map((slot) => this.instance(block, expansion, slot)));
  }

  /** Blocks with many instances that refer to each other ask for all of them as many times. */
  private shape(block: Block, expansion: Expansion, values: () => readonly Value[]): Value {
    const known = this.shapes.get(block);
    if (known?.expansion === expansion) return known.value;
    const value = shapeOf(expansion, values());
    this.shapes.set(block, { expansion, value });
    return value;
  }

  private expansion(block: Block): Expansion {
    return this.expansionStep(block)?.read() ?? SINGLE;
  }

  /** An instance as an object: of all that the provider computes, whoever takes the whole object takes the secrets. */
  private instance(block: Block, expansion: Expansion, slot: Slot): Value {
    const [type = ""] = block.labels;
    const names = (): string[] => {
      const written = Object.keys(block.body).filter((name) => !META_ARGUMENTS.has(name));
      const all = [...written, "id", ...(COMPUTED.get(type) ?? secretAttributesOf(type))];
      Step.readAll(all.map((name) => this.attribute(block, slot, name)).filter((each) => each instanceof Step));
      return all;
    };
    return new LazyObject((name) => this.readAttribute(block, expansion, slot, name), names).value;
  }

  private readAttribute(block: Block, { slots }: Expansion, slot: Slot, name: string): Value {
    const own = this.attribute(block, slot, name);
    if (!(own instanceof Step)) return own;
    if (own.isMade) return own.read();
    // Whoever takes an attribute of one instance mostly takes it of all.
    const all = slots.slice(0, MOST_AT_ONCE).map((each) => this.attribute(block, each, name));
    Step.readAll(all.filter((each) => each instanceof Step));
    return own.read();
  }

  private attribute(block: Block, slot: Slot, name: string): Attribute {
    const bySlot = this.attributes.get(block) ?? new Map<Slot, Map<string, Attribute>>();
    const byName = bySlot.get(slot) ?? new Map<string, Attribute>();
    const known = byName.get(name);
    if (known !== undefined) return known;
    const made = this.makeAttribute(block, slot, name);
    this.attributes.set(block, bySlot.set(slot, byName.set(name, made)));
    return made;
  }

  private makeAttribute(block: Block, slot: Slot, name: string): Attribute {
    const [type = ""] = block.labels;
    const isSensitive = secretAttributesOf(type).includes(name);
    const origin: AttributeOrigin = { kind: "attribute", isSensitive, module: this, block, slot, name };
    const marks: readonly Mark[] = [{ origin, holds: "contains", isUnmasked: false }];
    const special = this.surroundings.attribute(this, block, slot, name);
    if (special !== null)
      return new Step<Value>(
        () => [],
        () => withMarks(special(), marks),
        IN_CIRCLE,
      );
    const written = member(block.body, name) ?? null;
    const orComputed = (value: Value): Value => {
      if (unmarked(value) !== null || NEVER_COMPUTED.get(type)?.includes(name)) return withMarks(value, marks);
      const address = `${block.kind === "data" ? "data." : ""}${block.labels.join(".")}`;
      return withMarks(
        new Unknown(`${address}.${name} is known after apply only`, { isSet: true, source: origin }),
        marks,
      );
    };
    if (written === null) return orComputed(null);
    const step = this.writtenStep(written, this.namesIn(block, slot));
    return new Step<Value>(
      () => [step],
      () => orComputed(withSource(step.read(), origin)),
      IN_CIRCLE,
    );
  }

  private step(name: string, make: () => Step<Value>): Step<Value> {
    const known = this.steps.get(name);
    if (known) return known;
    const step = make();
    this.steps.set(name, step);
    return step;
  }

  /** Within a step: an output of a root, for whoever reads it from its state; null where there is none. */
  public readOutput(name: string): Value | null {
    return this.scope.byAddress.has(`output.${name}`) ? this.output(name).read() : null;
  }

  /** Within a step: the names of all outputs, whose values are made at once. */
  public readOutputs(): readonly string[] {
    const names = this.scope.blocks.all.flatMap(({ kind, labels }) => (kind === "output" ? labels.slice(0, 1) : []));
    Step.readAll(names.map((name) => this.output(name)));
    return names;
  }

  /** Within a step: an output of several roots, as far as they have it. */
  public static readOutputOf(roots: readonly ModuleInstance[], name: string): readonly Value[] {
    const outputs = roots.map((root) => root.output(name));
    Step.readAll(outputs);
    return outputs.map((output) => output.read());
  }

  /** Within a step: another attribute of an instance. */
  public readSibling(block: Block, slot: Slot, name: string): Value {
    const attribute = this.attribute(block, slot, name);
    return attribute instanceof Step ? attribute.read() : attribute;
  }
}

type Attribute = Value | Step<Value>;

function fixed(value: Value): Step<Value> {
  return new Step<Value>(
    () => [],
    () => value,
    value,
  );
}

function markedStep(step: Step<Value>): Step<Value> {
  return new Step<Value>(
    () => [step],
    () => withMarks(step.read(), [DECLARED_SENSITIVE]),
    IN_CIRCLE,
  );
}

/** An unknown value that is this attribute's, so that it is known again elsewhere. */
function withSource(value: Value, source: AttributeOrigin): Value {
  const inner = unmarked(value);
  if (!(inner instanceof Unknown) || inner.certain.source) return value;
  return withMarks(new Unknown(inner.because, { ...inner.certain, source }), marksOf(value));
}

function unreadModule(name: string): Unknown {
  return new Unknown(`it is an output of the module "${name}"`);
}

function isLiterallyFalse(written: unknown): boolean {
  return written === false || written === "false";
}

function keyText(key: number | string | null): string {
  return key === null ? "" : `[${JSON.stringify(key)}]`;
}

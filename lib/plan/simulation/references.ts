import { isObject, member, objectsIn, type JsonObject } from "../../json/json";
import type { AddressParts } from "./address";

/** Modules in modules, or variables of variables, beyond this are those of a document that Terraform has not made. */
const DEEPEST = 100;

/** Resources by their modules and names, with the instances that are meant; null stands for all of them. */
type Referred = Map<string, Set<string> | null>;

/**
 * What the resources of the configuration of a plan wait for by what they refer to, through variables and outputs of
 * modules. Terraform waits for all instances of what is referred to, unless a constant index says which one, and of
 * modules always for all; measured with Terraform 1.11. Local values are not in a plan.
 */
export class References {
  private readonly modules = new Map<string, unknown>();
  private readonly resources = new Map<string, ReadonlyMap<string, JsonObject>>();
  private readonly known = new Map<string, Referred>();

  constructor(private readonly configuration: unknown) {}

  /** Whether a resource waits for another one. */
  isAfter(place: AddressParts, other: AddressParts): boolean {
    // Most resources refer to neither, and are not looked at any closer.
    if (!this.mayReach(place, other)) return false;
    const referred = this.of(place);
    const instances = referred.get(nameOf(other.modules, other.resource));
    return instances === null || (instances?.has(other.instance) ?? false);
  }

  private mayReach({ modules, resource }: AddressParts, other: AddressParts): boolean {
    const texts = textsIn(this.resourcesOf(modules).get(resource));
    return texts.some((text) => {
      return text.startsWith("var.") || text.startsWith("module.") || text.startsWith(other.resource);
    });
  }

  private of({ modules, resource }: AddressParts): Referred {
    const name = nameOf(modules, resource);
    let referred = this.known.get(name);
    if (referred === undefined) {
      referred = new Map();
      const body = this.resourcesOf(modules).get(resource);
      this.follow(textsIn(body), modules, referred, 0);
      this.known.set(name, referred);
    }
    return referred;
  }

  private follow(references: readonly string[], modules: readonly string[], referred: Referred, depth: number): void {
    if (depth > DEEPEST) return;
    for (const reference of references) {
      const [root = "", name = ""] = partsOf(reference);
      if (root === "var") this.followVariable(name, modules, referred, depth);
      else if (root === "module") this.followOutput(reference, name, modules, referred, depth);
      else add(referred, reference, modules);
    }
  }

  /** An argument of the call stands in the module around it. */
  private followVariable(name: string, modules: readonly string[], referred: Referred, depth: number): void {
    const caller = modules.slice(0, -1);
    const call = modules.at(-1);
    if (call === undefined) return;
    const expressions = member(member(member(this.moduleAt(caller), "module_calls"), call), "expressions");
    this.follow(referencesIn(member(expressions, name)), caller, referred, depth + 1);
  }

  private followOutput(
    reference: string,
    call: string,
    modules: readonly string[],
    referred: Referred,
    depth: number,
  ): void {
    const output = /^module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.([^.[]+)/.exec(reference)?.[1];
    if (output === undefined) return;
    const within = [...modules, call];
    const expression = member(member(member(this.moduleAt(within), "outputs"), output), "expression");
    this.follow(referencesIn(expression), within, referred, depth + 1);
  }

  private resourcesOf(modules: readonly string[]): ReadonlyMap<string, JsonObject> {
    const path = modules.join(".");
    let resources = this.resources.get(path);
    if (resources === undefined) {
      const found = new Map<string, JsonObject>();
      for (const each of objectsIn(member(this.moduleAt(modules), "resources"))) {
        if (typeof each["address"] === "string") found.set(each["address"], each);
      }
      resources = found;
      this.resources.set(path, resources);
    }
    return resources;
  }

  private moduleAt(modules: readonly string[]): unknown {
    const path = modules.join(".");
    if (!this.modules.has(path)) {
      let module = member(this.configuration, "root_module");
      for (const name of modules) module = member(member(member(module, "module_calls"), name), "module");
      this.modules.set(path, module);
    }
    return this.modules.get(path);
  }
}

/** One text for a resource of a module, whatever the instances. */
function nameOf(modules: readonly string[], resource: string): string {
  return [...modules, resource].join(" ");
}

/** The resource that a reference starts with, and the instance where a constant index names one. */
function add(referred: Referred, reference: string, modules: readonly string[]): void {
  const found = /^([^.[]+\.[^.[]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/.exec(reference);
  const [, resource, instance] = found ?? [];
  if (resource === undefined) return;
  const name = nameOf(modules, resource);
  const known = referred.get(name);
  // Terraform lists what a reference begins with as well: the whole resource after one of its instances.
  if (instance !== undefined) referred.set(name, (known ?? new Set()).add(instance));
  else if (known === undefined) referred.set(name, null);
}

function partsOf(reference: string): string[] {
  return reference.split(/[.[]/, 2);
}

/** What a resource refers to: its arguments, what repeats it, and what it depends on. */
function textsIn(resource: JsonObject | undefined): string[] {
  const texts: string[] = [];
  if (resource === undefined) return texts;
  const { depends_on: dependsOn, expressions, count_expression: count, for_each_expression: forEach } = resource;
  if (isObject(expressions)) for (const name in expressions) addTexts(texts, member(expressions[name], "references"));
  for (const references of [dependsOn, member(count, "references"), member(forEach, "references")]) {
    addTexts(texts, references);
  }
  return texts;
}

function addTexts(texts: string[], references: unknown): void {
  if (!Array.isArray(references)) return;
  for (const each of references) if (typeof each === "string") texts.push(each);
}

function referencesIn(expression: unknown): string[] {
  const texts: string[] = [];
  addTexts(texts, member(expression, "references"));
  return texts;
}

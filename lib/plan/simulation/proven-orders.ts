import { isObject, member, objectsIn, type JsonObject } from "../../inventory/json";
import { addressParts, type AddressParts } from "./address";
import type { Before, KeyOperation, OperationOrder } from "./key-operation";
import { MOST_ORDERED_OPERATIONS } from "./orders-of";

/**
 * The order of each group as far as the JSON of the plan proves it: that of the two halves of a replacement, and that
 * of keys one of which refers to the other. `lifecycle`, local values, and what the state holds of the order are not
 * in it; so it is certain only where there is nothing left to put in order.
 *
 * @param configuration the member `configuration` of the plan
 */
export function provenOrders(configuration: unknown, groups: readonly (readonly KeyOperation[])[]): OperationOrder[] {
  const references = new References(configuration);
  return groups.map((operations) => {
    if (operations.length > MOST_ORDERED_OPERATIONS) return { before: [], certain: false };
    const before = [...replacementPairs(operations), ...referencePairs(operations, references)];
    return { before, certain: operations.length < 2 || (operations.length === 2 && before.length > 0) };
  });
}

function* replacementPairs(operations: readonly KeyOperation[]): Generator<Before> {
  const created = new Map<string, number>();
  operations.forEach(({ address, kind }, at) => {
    if (kind === "create") created.set(address, at);
  });
  for (const [deletion, { address, kind, replacement, deposed }] of operations.entries()) {
    const creation = created.get(address);
    if (kind !== "delete" || deposed !== null || replacement === null || creation === undefined) continue;
    yield replacement === "delete first" ? [deletion, creation] : [creation, deletion];
  }
}

/** A key is made or changed after those that it refers to; which of several instances it means is not told. */
function* referencePairs(operations: readonly KeyOperation[], references: References): Generator<Before> {
  const made = operations.flatMap(({ address, kind }, at) => {
    const parts = kind === "delete" ? null : addressParts(address);
    return parts === null ? [] : [{ at, parts }];
  });
  if (made.length < 2) return;
  const single = new Map<string, number>();
  for (const { at, parts } of made) {
    if (!parts.keyed) single.set(instanceKey(parts.moduleInstance, parts.resource), at);
  }
  for (const { at: second, parts } of made) {
    const firsts = new Set<number>();
    for (const resource of references.of(parts)) {
      const first = single.get(instanceKey(parts.moduleInstance, resource));
      if (first !== undefined && first !== second) firsts.add(first);
    }
    for (const first of firsts) yield [first, second];
  }
}

function instanceKey(module: string, resource: string): string {
  return `${module} ${resource}`;
}

/** Which resources the resources of a configuration refer to, each as `type.name` in its own module. */
class References {
  private readonly modules = new Map<string, ReadonlyMap<string, JsonObject>>();

  public constructor(private readonly configuration: unknown) {}

  /** Some of them several times. */
  public *of(parts: AddressParts): Generator<string> {
    const resource = this.resourcesOf(parts.modules).get(parts.resource);
    yield* resourcesIn(member(resource, "depends_on"));
    const expressions = member(resource, "expressions");
    if (isObject(expressions)) {
      for (const name of Object.keys(expressions)) yield* resourcesIn(member(expressions[name], "references"));
    }
    for (const name of ["count_expression", "for_each_expression"]) {
      yield* resourcesIn(member(member(resource, name), "references"));
    }
  }

  private resourcesOf(modules: readonly string[]): ReadonlyMap<string, JsonObject> {
    const path = modules.join(".");
    const known = this.modules.get(path);
    if (known) return known;
    let module = member(this.configuration, "root_module");
    for (const name of modules) module = member(member(member(module, "module_calls"), name), "module");
    const resources = new Map<string, JsonObject>();
    for (const resource of objectsIn(member(module, "resources"))) {
      const address = member(resource, "address");
      if (typeof address === "string") resources.set(address, resource);
    }
    this.modules.set(path, resources);
    return resources;
  }
}

/** `type.name` of `type.name[0].id`. */
const RESOURCE = /^[^.[\]"]+\.[^.[\]"]+/;

function* resourcesIn(references: unknown): Generator<string> {
  if (!Array.isArray(references)) return;
  for (const each of references as unknown[]) {
    const [resource] = (typeof each === "string" && RESOURCE.exec(each)) || [];
    if (resource !== undefined) yield resource;
  }
}

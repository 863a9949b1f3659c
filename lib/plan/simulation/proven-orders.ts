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
    const before = operations.length < 2 ? [] : provenPairs(operations, references);
    return { before, certain: operations.length < 2 || (operations.length === 2 && before.length > 0) };
  });
}

function provenPairs(operations: readonly KeyOperation[], references: References): Before[] {
  const pairs: Before[] = [];
  const places = operations.map(({ address, kind }) => (kind === "delete" ? null : addressParts(address)));
  operations.forEach((operation, second) => {
    const place = places[second];
    const named = place ? references.of(place) : [];
    operations.forEach((other, first) => {
      if (isReplacement(other, operation)) {
        pairs.push(other.replacement === "delete first" ? [first, second] : [second, first]);
      } else if (first !== second && place && isAmong(named, place, places[first])) pairs.push([first, second]);
    });
  });
  return pairs;
}

/** The two halves of the replacement of one object; what an earlier apply has deposed is none of it. */
function isReplacement(deletion: KeyOperation, creation: KeyOperation): boolean {
  return (
    deletion.kind === "delete" &&
    creation.kind === "create" &&
    deletion.replacement !== null &&
    deletion.deposed === null &&
    deletion.address === creation.address
  );
}

/** A key is made or changed after those that it refers to; which of several instances it means is not told. */
function isAmong(named: readonly string[], place: AddressParts, other: AddressParts | null | undefined): boolean {
  if (named.length === 0 || !other || other.keyed || other.moduleInstance !== place.moduleInstance) return false;
  return named.some((reference) => {
    if (!reference.startsWith(other.resource)) return false;
    const next = reference[other.resource.length];
    return next === undefined || next === "." || next === "[";
  });
}

/** What the resources of a configuration refer to in their modules. */
class References {
  private readonly modules = new Map<string, ReadonlyMap<string, JsonObject>>();

  public constructor(private readonly configuration: unknown) {}

  /** `type.name`, `type.name[0].id`. */
  public of(parts: AddressParts): readonly string[] {
    const resource = this.resourcesOf(parts.modules).get(parts.resource);
    if (resource === undefined) return [];
    const { depends_on: dependsOn, expressions, count_expression: count, for_each_expression: forEach } = resource;
    const found: string[] = [];
    addTexts(found, dependsOn);
    for (const value of isObject(expressions) ? Object.values(expressions) : []) addTexts(found, referencesIn(value));
    addTexts(found, referencesIn(count));
    addTexts(found, referencesIn(forEach));
    return found;
  }

  private resourcesOf(modules: readonly string[]): ReadonlyMap<string, JsonObject> {
    const path = modules.join(".");
    const known = this.modules.get(path);
    if (known) return known;
    let module = member(this.configuration, "root_module");
    for (const name of modules) module = member(member(member(module, "module_calls"), name), "module");
    const resources = new Map<string, JsonObject>();
    for (const resource of objectsIn(member(module, "resources"))) {
      const { address } = resource;
      if (typeof address === "string") resources.set(address, resource);
    }
    this.modules.set(path, resources);
    return resources;
  }
}

function referencesIn(expression: unknown): unknown {
  return member(expression, "references");
}

function addTexts(found: string[], list: unknown): void {
  if (Array.isArray(list)) for (const each of list as unknown[]) if (typeof each === "string") found.push(each);
}

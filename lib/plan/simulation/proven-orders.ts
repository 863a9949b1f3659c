import { isObject, member, objectsIn, type JsonObject } from "../../inventory/json";
import type { Plan } from "../../inventory/plan/plan-model";
import { withoutKeys } from "../../inventory/plan/resource-instance";
import { addressParts, type AddressParts } from "./address";
import type { Before, Operation, OperationOrder } from "./key-operation";
import { MOST_ORDERED_OPERATIONS } from "./orders-of";

/**
 * The order of each group as far as the JSON of the plan proves it: that of the two halves of a replacement, that of
 * objects one of which refers to the other, and that what was made from something is deleted before it. `lifecycle`,
 * local values, and whether the state has an object as created before it is destroyed are not in it; so it is certain
 * only where there is nothing left to put in order.
 *
 * @param configuration the member `configuration` of the plan
 */
export function provenOrders(
  configuration: unknown,
  groups: readonly (readonly Operation[])[],
  dependenciesOf: Plan["dependenciesOf"] = () => [],
): OperationOrder[] {
  const references = new References(configuration);
  return groups.map((operations) => {
    if (operations.length > MOST_ORDERED_OPERATIONS) return { before: [], certain: false };
    const before =
      operations.length < 2
        ? []
        : [...provenPairs(operations, references), ...deletionPairs(operations, dependenciesOf)];
    return { before, certain: operations.length < 2 || (operations.length === 2 && before.length > 0) };
  });
}

function provenPairs(operations: readonly Operation[], references: References): Before[] {
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

/**
 * What was made from something is deleted before that is, and, where it is no half that comes last, before that is
 * changed. Of a deletion by itself the plan does not tell whether it comes before a change or after it; measured with
 * Terraform 1.11.
 */
function deletionPairs(operations: readonly Operation[], dependenciesOf: Plan["dependenciesOf"]): Before[] {
  const addresses = operations.map(({ address }) => withoutKeys(address));
  // Nothing is made from a key, as far as keys and their users go; and most groups are the keys of one user.
  if (new Set(addresses.map(typeIn)).size < 2) return [];
  return operations.flatMap((deletion, first) => {
    if (deletion.kind !== "delete") return [];
    const made = new Set(dependenciesOf(deletion));
    return operations.flatMap(({ kind }, second): Before[] => {
      if (!made.has(addresses[second] ?? "")) return [];
      const isLater = kind === "delete" || (kind === "update" && deletion.replacement === "delete first");
      return isLater ? [[first, second]] : [];
    });
  });
}

function typeIn(address: string): string {
  return address.slice(0, address.lastIndexOf(".")).split(".").at(-1) ?? "";
}

/** The two halves of the replacement of one object; what an earlier apply has deposed is none of it. */
function isReplacement(deletion: Operation, creation: Operation): boolean {
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

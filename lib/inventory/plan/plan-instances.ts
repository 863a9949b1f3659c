import { isObject, member, objectsIn, stringMember, type JsonObject } from "../json";
import type { ResourceInstance } from "./resource-instance";

/** Modules in modules beyond this are those of a document that Terraform has not made. */
const DEEPEST = 100;

/** One element of `resource_changes` or `resource_drift`, as far as its form is understood. */
export interface ChangeElement {
  readonly element: JsonObject;
  readonly change: JsonObject;
  readonly address: string;
  readonly actions: readonly string[];
}

/** The elements of a list of changes; what has not their form is left out. */
export function changeElements(list: unknown): ChangeElement[] {
  return objectsIn(list).flatMap((element) => {
    const change = member(element, "change");
    const address = stringMember(element, "address");
    if (!isObject(change) || address === null) return [];
    const given = member(change, "actions");
    const actions = Array.isArray(given) ? given.filter((action) => typeof action === "string") : [];
    return [{ element, change, address, actions }];
  });
}

/** What a change starts from or leads to; null where there is nothing, as before a create. */
export function changedInstance(
  { element, change, address, actions }: ChangeElement,
  side: "before" | "after",
): ResourceInstance | null {
  const values = member(change, side);
  if (!isObject(values)) return null;
  return {
    ...identityOf(element, address, stringMember(element, "module_address") ?? ""),
    deposed: stringMember(element, "deposed"),
    values,
    unknown: side === "after" ? member(change, "after_unknown") : undefined,
    sensitive: member(change, `${side}_sensitive`),
    createsFirst: actions[0] === "create" && actions.length > 1,
    isImported: (member(change, "importing") ?? null) !== null,
  };
}

/**
 * The objects of a state, or of the state that a plan starts from: `values` of its JSON.
 *
 * @param isWanted whether an object, or the deposed one with that key, is looked for
 */
export function stateInstances(
  values: unknown,
  isWanted: (address: string, deposed: string | null) => boolean = () => true,
): ResourceInstance[] {
  const instances: ResourceInstance[] = [];
  const pending = [{ module: member(values, "root_module"), depth: 0 }];
  for (const { module, depth } of pending) {
    const place = stringMember(module, "address") ?? "";
    for (const resource of objectsIn(member(module, "resources"))) {
      const address = stringMember(resource, "address");
      const held = member(resource, "values");
      if (address === null || !isObject(held)) continue;
      const deposed = stringMember(resource, "deposed_key");
      if (!isWanted(address, deposed)) continue;
      instances.push({
        ...identityOf(resource, address, place),
        deposed,
        values: held,
        unknown: undefined,
        sensitive: member(resource, "sensitive_values"),
        createsFirst: false,
        isImported: false,
      });
    }
    if (depth >= DEEPEST) continue;
    for (const child of objectsIn(member(module, "child_modules"))) pending.push({ module: child, depth: depth + 1 });
  }
  return instances;
}

type Identity = Pick<ResourceInstance, "address" | "module" | "mode" | "type" | "name" | "index">;

function identityOf(element: JsonObject, address: string, module: string): Identity {
  const index = member(element, "index");
  return {
    address,
    module,
    mode: stringMember(element, "mode") === "data" ? "data" : "managed",
    type: stringMember(element, "type") ?? "",
    name: stringMember(element, "name") ?? "",
    index: typeof index === "string" || typeof index === "number" ? index : null,
  };
}

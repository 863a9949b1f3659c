import { isObject, member, objectsIn, stringMember, textOf, type JsonObject } from "../json/json";
import type { ResourceObject } from "./resource-object";

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
  const elements: ChangeElement[] = [];
  for (const element of objectsIn(list)) {
    const { change, address } = element;
    if (!isObject(change) || typeof address !== "string") continue;
    const given = change["actions"];
    const actions = Array.isArray(given) ? given.filter((action) => typeof action === "string") : [];
    elements.push({ element, change, address, actions });
  }
  return elements;
}

/** What a change starts from or leads to; null where there is nothing, as before a create. */
export function changedObject(
  { element, change, address, actions }: ChangeElement,
  side: "before" | "after",
): ResourceObject | null {
  const given = side === "after" ? change["after"] : change["before"];
  // Of an object of which nothing is known yet, the plan has no values at all.
  const isOpen = side === "after" && (given ?? null) === null && change["after_unknown"] === true;
  const values = isOpen ? {} : given;
  if (!isObject(values)) return null;
  return {
    address,
    module: textOf(element["module_address"]) ?? "",
    mode: modeOf(element),
    type: textOf(element["type"]) ?? "",
    index: indexOf(element),
    deposed: textOf(element["deposed"]),
    values,
    unknown: side === "after" ? change["after_unknown"] : undefined,
    sensitive: side === "after" ? change["after_sensitive"] : change["before_sensitive"],
    createsFirst: actions[0] === "create" && actions.length > 1,
    isNew: side === "after" && actions.includes("create"),
    isImported: (change["importing"] ?? null) !== null,
    isTainted: false,
  };
}

/** An object of `values` in a state's JSON, as far as its form is understood. */
export interface HeldObject {
  readonly resource: JsonObject;
  readonly values: JsonObject;
  readonly address: string;
  /** Address of the instance of the module around it. */
  readonly module: string;
}

/** The objects of a state, or of the state that a plan starts from: `values` of its JSON. */
export function heldObjects(values: unknown): HeldObject[] {
  const objects: HeldObject[] = [];
  const pending = [{ module: member(values, "root_module"), depth: 0 }];
  for (const { module, depth } of pending) {
    const place = stringMember(module, "address") ?? "";
    for (const resource of objectsIn(member(module, "resources"))) {
      const { address, values: held } = resource;
      if (typeof address === "string" && isObject(held))
        objects.push({ resource, values: held, address, module: place });
    }
    if (depth >= DEEPEST) continue;
    for (const child of objectsIn(member(module, "child_modules"))) pending.push({ module: child, depth: depth + 1 });
  }
  return objects;
}

export function resourceObject({ resource, values, address, module }: HeldObject): ResourceObject {
  return {
    address,
    module,
    mode: modeOf(resource),
    type: textOf(resource["type"]) ?? "",
    index: indexOf(resource),
    deposed: textOf(resource["deposed_key"]),
    values,
    unknown: undefined,
    sensitive: resource["sensitive_values"],
    createsFirst: false,
    isNew: false,
    isImported: false,
    isTainted: resource["tainted"] === true,
  };
}

function modeOf(element: JsonObject): ResourceObject["mode"] {
  return element["mode"] === "data" ? "data" : "managed";
}

function indexOf(element: JsonObject): string | number | null {
  const { index } = element;
  return typeof index === "string" || typeof index === "number" ? index : null;
}

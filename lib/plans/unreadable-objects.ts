import { keyText } from "../places/instance-keys";
import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import { isObject, member, stringMember, type JsonObject } from "../json/json";
import { isLookedAt } from "./object-values";
import type { JsonDocument } from "./json-document";
import { hasKnownStatus } from "./state-file-objects";
import { addAll } from "../text/lists";

/** Something in a state that is there, and of which nobody can tell what it is. */
export interface UnreadableObject {
  /** Its address as far as the state tells it, else where it stands: `resources[2]`. */
  readonly what: string;
  /** Why, as a clause: `its values are missing`. */
  readonly why: string;
  readonly isAccessKey: boolean;
}

/** Modules in modules beyond this are not read. */
const DEEPEST = 100;

/**
 * The objects of a state that the readers pass over, of the types that are looked at and of those of which the type is
 * not told: whoever counts keys has to know that there may be more.
 */
export function unreadableObjects({ kind, content }: JsonDocument): UnreadableObject[] {
  return kind === "stateFile" ? inStateFile(content) : inValues(member(content, "values"));
}

function inStateFile(document: JsonObject): UnreadableObject[] {
  return eachIn(document, "resources", "").flatMap(({ value: resource, place }) => {
    if (!isObject(resource)) return [unreadable(place, "it is no object")];
    const type = stringMember(resource, "type");
    if (type !== null && (stringMember(resource, "mode") === "data" || !isLookedAt(type))) return [];
    const name = stringMember(resource, "name");
    const module = stringMember(resource, "module");
    if (type === null || name === null) return [unreadable(place, "its type or its name is missing")];
    const address = `${module === null ? "" : `${module}.`}${type}.${name}`;
    if (!Array.isArray(member(resource, "instances"))) return [unreadable(address, "its instances are missing", type)];
    return eachIn(resource, "instances", "").flatMap(({ value: instance }) => {
      const key = member(instance, "index_key");
      const deposed = stringMember(instance, "deposed");
      const index = keyText(typeof key === "string" || typeof key === "number" ? key : null);
      const why = instanceProblem(instance, type);
      const which = `${address}${index}${deposed === null ? "" : ` (deposed ${deposed})`}`;
      return why === null ? [] : [unreadable(which, why, type)];
    });
  });
}

function instanceProblem(instance: unknown, type: string): string | null {
  if (!isObject(instance)) return "it is no object";
  const attributes = member(instance, "attributes");
  if (attributes === undefined || attributes === null) {
    return isObject(member(instance, "attributes_flat"))
      ? "its attributes stand in attributes_flat, as Terraform wrote them before 0.12"
      : "its attributes are missing";
  }
  if (!hasKnownStatus(instance)) return "its status is none that Terraform is known to write";
  return valuesProblem(attributes, "attributes", type);
}

function inValues(values: unknown): UnreadableObject[] {
  if (values === undefined || values === null) return [];
  const root = member(values, "root_module");
  if (!isObject(root)) return isObject(values) && root === undefined ? [] : [unreadable("values", "it has no module")];
  const found: UnreadableObject[] = [];
  const pending: { readonly module: JsonObject; readonly depth: number; readonly place: string }[] = [
    { module: root, depth: 0, place: "root_module" },
  ];
  for (const { module, depth, place } of pending) {
    for (const { value, place: where } of eachIn(module, "resources", `${place}.`)) addAll(found, shown(value, where));
    for (const { value: child, place: where } of eachIn(module, "child_modules", `${place}.`)) {
      if (!isObject(child)) found.push(unreadable(where, "it is no module"));
      else if (depth >= DEEPEST) found.push(unreadable(where, `it stands in more than ${DEEPEST} modules`));
      else pending.push({ module: child, depth: depth + 1, place: where });
    }
  }
  return found;
}

function shown(resource: unknown, place: string): UnreadableObject[] {
  if (!isObject(resource)) return [unreadable(place, "it is no object")];
  const type = stringMember(resource, "type");
  if (type !== null && (member(resource, "mode") === "data" || !isLookedAt(type))) return [];
  const address = stringMember(resource, "address");
  if (type === null || address === null) return [unreadable(address ?? place, "its type or its address is missing")];
  const values = member(resource, "values");
  const why =
    values === undefined || values === null ? "its values are missing" : valuesProblem(values, "values", type);
  return why === null ? [] : [unreadable(address, why, type)];
}

/** A key without its id is none that could be found, or counted. */
function valuesProblem(values: unknown, noun: string, type: string): string | null {
  if (!isObject(values)) return `its ${noun} are no object`;
  return type === ACCESS_KEY_TYPE && (stringMember(values, "id") ?? "") === "" ? `its ${noun} have no id` : null;
}

function unreadable(what: string, why: string, type?: string): UnreadableObject {
  return { what, why, isAccessKey: type === ACCESS_KEY_TYPE };
}

/** The entries of a list, each with where it stands; what should be a list and is none is one entry. */
function eachIn(parent: unknown, name: string, prefix: string): { readonly value: unknown; readonly place: string }[] {
  const list = member(parent, name);
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return [{ value: null, place: `${prefix}${name}` }];
  return list.map((value: unknown, index) => ({ value, place: `${prefix}${name}[${index}]` }));
}

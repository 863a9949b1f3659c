import { keyText } from "../places/instance-keys";
import { isObject, member, objectsIn, stringMember } from "../json/json";
import type { ResourceObject } from "./resource-object";
import { sensitivePaths } from "./secret-marks";

/** What Terraform writes about an object that is not as it should be; of any other word nobody knows what follows. */
const STATUSES: readonly unknown[] = [undefined, null, "", "tainted"];

/** Whether the status of an instance is one that Terraform is known to write. */
export function hasKnownStatus(instance: unknown): boolean {
  return STATUSES.includes(member(instance, "status"));
}

/** The objects of a state file, `terraform.tfstate`, version 4, as far as they can be read. */
export function stateFileObjects(document: unknown): ResourceObject[] {
  return objectsIn(member(document, "resources")).flatMap((resource) => {
    const module = stringMember(resource, "module") ?? "";
    const mode = stringMember(resource, "mode") === "data" ? "data" : "managed";
    const type = stringMember(resource, "type") ?? "";
    const name = stringMember(resource, "name") ?? "";
    const local = `${mode === "data" ? "data." : ""}${type}.${name}`;
    return objectsIn(member(resource, "instances")).flatMap((instance) => {
      const values = member(instance, "attributes");
      if (!isObject(values) || !hasKnownStatus(instance)) return [];
      const key = member(instance, "index_key");
      const index = typeof key === "string" || typeof key === "number" ? key : null;
      return {
        address: `${module === "" ? "" : `${module}.`}${local}${keyText(index)}`,
        module,
        mode,
        type,
        index,
        deposed: stringMember(instance, "deposed"),
        values,
        unknown: undefined,
        sensitive: Object.fromEntries(sensitivePaths(instance).map(([attribute = ""]) => [attribute, true])),
        createsFirst: false,
        isNew: false,
        isImported: false,
        isTainted: stringMember(instance, "status") === "tainted",
      };
    });
  });
}

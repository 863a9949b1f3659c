import { isObject, member, objectsIn, type JsonObject } from "../json/json";

/**
 * A document in whose names no secret stands: of addresses, of instances and of what a configuration declares. Where
 * one does, everything in the document is redacted alike, so that names still fit to each other.
 *
 * @param redact takes secrets out of a text
 */
export function withoutSecretNames(document: JsonObject, redact: (text: string) => string): JsonObject {
  const isSecret = (name: unknown): boolean => typeof name === "string" && redact(name) !== name;
  return hasSuchName(document, isSecret) ? copyOf(document, redact) : document;
}

/** Whether anything in a plan or a state that readers take for a name is such. */
function hasSuchName(document: JsonObject, isSuch: (name: unknown) => boolean): boolean {
  const isNamedSo = (element: JsonObject): boolean => hasSuchNameOfItsOwn(element, isSuch);
  for (const list of ["resource_changes", "resource_drift", "resources"]) {
    if (objectsIn(member(document, list)).some(isNamedSo)) return true;
  }
  for (const deferred of objectsIn(member(document, "deferred_changes"))) {
    const change = member(deferred, "resource_change");
    if (isObject(change) && isNamedSo(change)) return true;
  }
  for (const values of [document, member(document, "prior_state")].map((state) => member(state, "values"))) {
    if (keysOf(member(values, "outputs")).some(isSuch)) return true;
    const modules: unknown[] = [member(values, "root_module")];
    for (const module of modules) {
      if (objectsIn(member(module, "resources")).some(isNamedSo)) return true;
      for (const child of objectsIn(member(module, "child_modules"))) modules.push(child);
    }
  }
  if (keysOf(member(document, "outputs")).some(isSuch)) return true;
  const configuration = member(document, "configuration");
  if (keysOf(member(configuration, "provider_config")).some(isSuch)) return true;
  const modules: unknown[] = [member(configuration, "root_module")];
  for (const module of modules) {
    for (const list of ["outputs", "variables", "module_calls"]) {
      if (keysOf(member(module, list)).some(isSuch)) return true;
    }
    if (objectsIn(member(module, "resources")).some(isNamedSo)) return true;
    const calls = member(module, "module_calls");
    for (const name of keysOf(calls)) modules.push(member(member(calls, name), "module"));
  }
  return false;
}

/** With its type, its address says the rest; an element of a state file has keys of instances besides. */
function hasSuchNameOfItsOwn(element: JsonObject, isSuch: (name: unknown) => boolean): boolean {
  return (
    isSuch(element["address"]) ||
    isSuch(element["previous_address"]) ||
    isSuch(element["module"]) ||
    isSuch(element["name"]) ||
    isSuch(element["deposed"]) ||
    isSuch(element["deposed_key"]) ||
    objectsIn(element["instances"]).some((instance) => isSuch(instance["index_key"]))
  );
}

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

/** A document may be nested deeper than a call stack is. */
function copyOf(document: JsonObject, redact: (text: string) => string): JsonObject {
  const copy: JsonObject = {};
  const pending: { readonly from: object; readonly to: object }[] = [{ from: document, to: copy }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { from, to } = next;
    for (const [name, value] of Object.entries(from) as [string, unknown][]) {
      let own = typeof value === "string" ? redact(value) : value;
      if (typeof value === "object" && value !== null) {
        own = Array.isArray(value) ? [] : {};
        pending.push({ from: value, to: own as object });
      }
      // Defined, since an assignment to `__proto__` would be something else.
      const key = redact(name);
      Object.defineProperty(to, key, { value: own, enumerable: true, writable: true, configurable: true });
    }
  }
  return copy;
}

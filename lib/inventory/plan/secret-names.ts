import { isObject, member, objectsIn, stringMember, type JsonObject } from "../json";

/**
 * A document in whose names no secret stands: of addresses, of instances and of what a configuration declares. Where
 * one does, everything in the document is redacted alike, so that names still fit to each other.
 *
 * @param redact takes secrets out of a text
 */
export function withoutSecretNames(document: JsonObject, redact: (text: string) => string): JsonObject {
  for (const name of namesIn(document)) if (redact(name) !== name) return copyOf(document, redact);
  return document;
}

/** Everything in a plan or a state that readers take for a name. */
function* namesIn(document: JsonObject): Iterable<string> {
  for (const list of ["resource_changes", "resource_drift", "resources"]) {
    for (const element of objectsIn(member(document, list))) yield* namesOf(element);
  }
  for (const deferred of objectsIn(member(document, "deferred_changes"))) {
    const change = member(deferred, "resource_change");
    if (isObject(change)) yield* namesOf(change);
  }
  for (const values of [document, member(document, "prior_state")].map((state) => member(state, "values"))) {
    yield* keysOf(member(values, "outputs"));
    const modules: unknown[] = [member(values, "root_module")];
    for (const module of modules) {
      for (const resource of objectsIn(member(module, "resources"))) yield* namesOf(resource);
      for (const child of objectsIn(member(module, "child_modules"))) modules.push(child);
    }
  }
  yield* keysOf(member(document, "outputs"));
  yield* namesInConfiguration(member(document, "configuration"));
}

function* namesInConfiguration(configuration: unknown): Iterable<string> {
  yield* keysOf(member(configuration, "provider_config"));
  const modules: unknown[] = [member(configuration, "root_module")];
  for (const module of modules) {
    for (const list of ["outputs", "variables", "module_calls"]) yield* keysOf(member(module, list));
    for (const resource of objectsIn(member(module, "resources"))) yield* namesOf(resource);
    const calls = member(module, "module_calls");
    for (const name of keysOf(calls)) modules.push(member(member(calls, name), "module"));
  }
}

/** With its type, its address says the rest; an element of a state file has keys of instances besides. */
function* namesOf(element: JsonObject): Iterable<string> {
  for (const name of ["address", "previous_address", "module", "name", "deposed", "deposed_key"]) {
    const text = stringMember(element, name);
    if (text !== null) yield text;
  }
  for (const instance of objectsIn(member(element, "instances"))) {
    const key = stringMember(instance, "index_key");
    if (key !== null) yield key;
  }
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

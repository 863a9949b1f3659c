import { isObject, member, objectsIn, stringMember, textOf, type JsonObject } from "../json/json";
import { addAll } from "../text/lists";
import { isLikeName } from "../redaction/looks";
import { tellsSecret } from "../redaction/told-secrets";
import { marksOf, type SecretMark } from "../redaction/redaction";
import { secretAttributesOf } from "../registry/secret-attributes";

/** Arguments of a provider configuration that are credentials, whatever their names say. */
const PROVIDER_CREDENTIALS = ["access_key", "secret_key", "security_token"];
/** What RAM calls its identities by. */
const NAMES = ["name", "user_name", "group_name", "role_name", "policy_name"];
const IDENTITIES = "alicloud_ram_";

/**
 * The secrets that a plan or a state holds, wherever a mask, the schema or a declaration says that a value is one: by
 * their marks every output takes them out again, should a name or a message repeat one.
 */
export function secretMarks(document: JsonObject): SecretMark[] {
  const secrets = new Secrets();
  for (const name of ["resource_changes", "resource_drift"]) {
    for (const element of objectsIn(member(document, name))) secrets.addChange(element);
  }
  for (const deferred of objectsIn(member(document, "deferred_changes"))) {
    secrets.addChange(member(deferred, "resource_change"));
  }
  for (const change of valuesOf(member(document, "output_changes"))) secrets.addSides(change, "");
  for (const state of [document, member(document, "prior_state")]) secrets.addState(member(state, "values"));
  secrets.addState(member(document, "planned_values"));
  const root = member(member(document, "configuration"), "root_module");
  secrets.addConfiguration(root, (name) => member(member(member(document, "variables"), name), "value"));
  for (const provider of valuesOf(member(member(document, "configuration"), "provider_config"))) {
    const expressions = member(provider, "expressions");
    for (const name of isObject(expressions) ? Object.keys(expressions) : []) {
      if (!PROVIDER_CREDENTIALS.includes(name) && !tellsSecret(name)) continue;
      secrets.addAll(member(member(expressions, name), "constant_value"));
    }
  }
  return secrets.marks(() => namesIn(objectsOf(document)));
}

/** The secrets in the objects of a state file, whose marks are lists of paths. */
export function stateFileMarks(document: JsonObject): SecretMark[] {
  const secrets = new Secrets();
  for (const output of valuesOf(member(document, "outputs"))) {
    if (member(output, "sensitive") === true) secrets.addAll(member(output, "value"));
  }
  for (const resource of objectsIn(member(document, "resources"))) {
    const type = stringMember(resource, "type") ?? "";
    for (const instance of objectsIn(member(resource, "instances"))) {
      const attributes = member(instance, "attributes");
      secrets.addSchema(attributes, type);
      for (const path of sensitivePaths(instance)) secrets.addAll(valueAt(attributes, path));
    }
  }
  return secrets.marks(() => namesIn(objectsOfStateFile(document)));
}

/** `sensitive_attributes` of a state file: each path is a list of steps; its first step is an attribute. */
export function sensitivePaths(instance: unknown): readonly (readonly string[])[] {
  const paths = member(instance, "sensitive_attributes");
  if (!Array.isArray(paths)) return [];
  return paths.map((path: unknown) => objectsIn(path).map((step) => stepOf(member(step, "value"))));
}

/** The name of an attribute, or the key of an element, which stands beside its type. */
function stepOf(value: unknown): string {
  const step = isObject(value) ? member(value, "value") : value;
  return typeof step === "string" || typeof step === "number" ? String(step) : "";
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const step of path) at = Array.isArray(at) ? (at as unknown[])[Number(step)] : member(at, step);
  return at;
}

/** Values of a resource, and which of them are masked. */
interface Held {
  readonly type: unknown;
  readonly values: unknown;
  readonly mask: unknown;
}

/** How identities are called in the open. */
function namesIn(objects: Iterable<Held>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { type, values, mask } of objects) {
    if (mask === true || typeof type !== "string" || !type.startsWith(IDENTITIES)) continue;
    for (const attribute of NAMES) {
      const name = member(values, attribute);
      if (typeof name === "string" && member(mask, attribute) !== true) names.add(name);
    }
  }
  return names;
}

function* objectsOf(document: JsonObject): Iterable<Held> {
  for (const element of objectsIn(member(document, "resource_changes"))) {
    const { type, change } = element;
    for (const side of ["before", "after"]) {
      yield { type, values: member(change, side), mask: member(change, `${side}_sensitive`) };
    }
  }
  for (const state of [document, member(document, "prior_state")]) {
    const modules: unknown[] = [member(member(state, "values"), "root_module")];
    for (const module of modules) {
      for (const { type, values, sensitive_values: mask } of objectsIn(member(module, "resources"))) {
        yield { type, values, mask };
      }
      for (const child of objectsIn(member(module, "child_modules"))) modules.push(child);
    }
  }
}

function* objectsOfStateFile(document: JsonObject): Iterable<Held> {
  for (const { type, instances } of objectsIn(member(document, "resources"))) {
    for (const instance of objectsIn(instances)) {
      const mask = Object.fromEntries(sensitivePaths(instance).map(([first = ""]) => [first, true]));
      yield { type, values: member(instance, "attributes"), mask };
    }
  }
}

/** Collects texts, each once. */
class Secrets {
  private readonly texts = new Set<string>();

  addChange(element: unknown): void {
    this.addSides(member(element, "change"), stringMember(element, "type") ?? "");
  }

  addSides(change: unknown, type: string): void {
    if (!isObject(change)) return;
    const { before, before_sensitive: beforeMask, after, after_sensitive: afterMask } = change;
    this.addMasked(before, beforeMask);
    this.addSchema(before, type);
    this.addMasked(after, afterMask);
    this.addSchema(after, type);
  }

  addState(values: unknown): void {
    for (const output of valuesOf(member(values, "outputs"))) {
      if (member(output, "sensitive") === true) this.addAll(member(output, "value"));
    }
    const pending: unknown[] = [member(values, "root_module")];
    for (const module of pending) {
      for (const resource of objectsIn(member(module, "resources"))) {
        const { type, values: held, sensitive_values: mask } = resource;
        this.addMasked(held, mask);
        this.addSchema(held, textOf(type) ?? "");
      }
      addAll(pending, objectsIn(member(module, "child_modules")));
    }
  }

  /** What modules declare as sensitive, with what stands there in full: defaults, constant arguments and outputs. */
  addConfiguration(root: unknown, given: (variable: string) => unknown): void {
    const pending = [{ module: root, given }];
    for (const { module, given } of pending) {
      const variables = member(module, "variables");
      for (const name of isObject(variables) ? Object.keys(variables) : []) {
        const declaration = member(variables, name);
        if (member(declaration, "sensitive") !== true) continue;
        this.addAll(member(declaration, "default"));
        this.addAll(given(name));
      }
      for (const output of valuesOf(member(module, "outputs"))) {
        if (member(output, "sensitive") === true) this.addAll(member(member(output, "expression"), "constant_value"));
      }
      for (const call of valuesOf(member(module, "module_calls"))) {
        const argument = (name: string): unknown => member(member(member(call, "expressions"), name), "constant_value");
        pending.push({ module: member(call, "module"), given: argument });
      }
    }
  }

  addSchema(values: unknown, type: string): void {
    for (const name of secretAttributesOf(type)) this.addAll(member(values, name));
  }

  /** Every text below a value; it may be nested deeper than a call stack is. */
  addAll(root: unknown): void {
    if (typeof root === "string") this.texts.add(root);
    if (typeof root !== "object" || root === null) return;
    const pending: unknown[] = [root];
    while (pending.length > 0) {
      const value = pending.pop();
      if (typeof value === "string") this.texts.add(value);
      else if (typeof value === "object" && value !== null) {
        for (const each of Object.values(value) as unknown[]) pending.push(each);
      }
    }
  }

  /**
   * Of a text that might as well be a name there is none where an identity is called so in the open: whoever puts that
   * name into a sensitive output keeps nothing secret.
   */
  marks(openNames: () => ReadonlySet<string>): SecretMark[] {
    const texts = [...this.texts];
    if (!texts.some(isLikeName)) return texts.flatMap(marksOf);
    const names = openNames();
    return texts.filter((text) => !names.has(text) || !isLikeName(text)).flatMap(marksOf);
  }

  private addMasked(root: unknown, rootMask: unknown): void {
    if (rootMask === true) this.addAll(root);
    // Most masks are flat, so that nothing is put aside.
    let pending: { value: object; mask: object }[] | null = null;
    let next = maskedPair(root, rootMask);
    while (next !== undefined) {
      const { value, mask } = next;
      for (const name of Object.keys(mask)) {
        const inner = (mask as JsonObject)[name];
        if (inner !== true && (typeof inner !== "object" || inner === null)) continue;
        const held = Array.isArray(value) ? (value as unknown[])[Number(name)] : member(value, name);
        if (inner === true) this.addAll(held);
        else {
          const pair = maskedPair(held, inner);
          if (pair) (pending ??= []).push(pair);
        }
      }
      next = pending?.pop();
    }
  }
}

/** A value and its mask, where both have members. */
function maskedPair(value: unknown, mask: unknown): { value: object; mask: object } | undefined {
  const isMasked = typeof mask === "object" && mask !== null && typeof value === "object" && value !== null;
  return isMasked ? { value, mask } : undefined;
}

function valuesOf(value: unknown): readonly unknown[] {
  return isObject(value) ? Object.values(value) : [];
}

import { isObject, member, objectsIn, stringMember, textOf, type JsonObject } from "../json/json";
import type { ConfigurationModule, ConfigurationStack } from "../configuration/scope";

/** Modules in modules, or blocks in blocks, beyond this are those of a document that Terraform has not made. */
const DEEPEST = 100;

/**
 * The configuration that a plan carries, in the form of Terraform JSON: what its expressions refer to, without the
 * functions around it. Nothing of it stands for a file.
 */
export function planConfiguration(name: string, plan: JsonObject): ConfigurationStack {
  const configuration = member(plan, "configuration");
  const providers = member(configuration, "provider_config");
  const modules: ConfigurationModule[] = [];
  const pending = [{ path: [] as readonly string[], module: member(configuration, "root_module") }];
  let root: JsonObject = {};
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { path, module } = next;
    const content = moduleContent(module, providers, path.map((step) => `module.${step}`).join("."));
    if (path.length === 0) root = content;
    else modules.push({ path, files: [{ name: "plan", content }] });
    const calls = member(module, "module_calls");
    if (!isObject(calls) || path.length >= DEEPEST) continue;
    for (const call of Object.keys(calls))
      pending.push({ path: [...path, call], module: member(calls[call], "module") });
  }
  return { name, files: [{ name: "plan", content: root }], modules };
}

function moduleContent(module: unknown, providers: unknown, address: string): JsonObject {
  const managed = namesOnly<Record<string, JsonObject>>();
  const data = namesOnly<Record<string, JsonObject>>();
  for (const resource of objectsIn(member(module, "resources"))) {
    const { type, name, mode } = resource;
    if (typeof type !== "string" || typeof name !== "string") continue;
    const ofType = ((mode === "data" ? data : managed)[type] ??= namesOnly<JsonObject>());
    ofType[name] = resourceBody(resource);
  }
  const outputs = named(member(module, "outputs"), (output) => {
    const sensitive = member(output, "sensitive") === true;
    return { value: expressionOf(member(output, "expression")), ...(sensitive && { sensitive }) };
  });
  const calls = named(member(module, "module_calls"), (call) => ({
    ...bodyOf(member(call, "expressions")),
    ...repetition(call),
  }));
  const { required, blocks } = providersIn(providers, address);
  return {
    terraform: { required_providers: required },
    provider: blocks,
    resource: managed,
    data,
    output: outputs,
    module: calls,
    variable: named(member(module, "variables"), (variable) => (isObject(variable) ? variable : {})),
  };
}

function resourceBody(resource: JsonObject): JsonObject {
  const body = bodyOf(resource["expressions"]);
  const provisioners = objectsIn(resource["provisioners"]);
  if (provisioners.length > 0) {
    body["provisioner"] = provisioners.map((provisioner) => ({
      [stringMember(provisioner, "type") ?? ""]: bodyOf(member(provisioner, "expressions")),
    }));
  }
  const key = textOf(resource["provider_config_key"]);
  // The key of a configuration that a module inherits names the one of its caller.
  if (key !== null) body["provider"] = key.includes(":") ? key.slice(key.lastIndexOf(":") + 1) : key;
  Object.assign(body, repetition(resource));
  const dependsOn = resource["depends_on"];
  if (Array.isArray(dependsOn)) body["depends_on"] = dependsOn as unknown[];
  return body;
}

/** What makes several instances of a resource or a module. */
function repetition(repeated: unknown): Record<string, unknown> {
  const forEach = member(repeated, "for_each_expression");
  const count = member(repeated, "count_expression");
  return {
    ...(forEach !== undefined && { for_each: expressionOf(forEach) }),
    ...(count !== undefined && { count: expressionOf(count) }),
  };
}

function bodyOf(expressions: unknown, depth = 0): Record<string, unknown> {
  return named(expressions, (expression) => expressionOf(expression, depth));
}

/**
 * An expression as the plan shows it: a constant, or the references in it. Of a configuration in JSON the plan has the
 * text as well. A nested block is an object of expressions, or a list of such.
 */
function expressionOf(expression: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return null;
  if (Array.isArray(expression)) return expression.map((each) => expressionOf(each, depth + 1));
  if (!isObject(expression)) return null;
  if (Object.hasOwn(expression, "constant_value")) return expression["constant_value"];
  const { references } = expression;
  if (Array.isArray(references)) return templatesOf(references.filter((each) => typeof each === "string"));
  return bodyOf(expression, depth + 1);
}

/** The longest of the references: each stands there with everything that it begins with. */
function templatesOf(references: readonly string[]): unknown {
  const longest = references.filter((each, index) => !isBeginning(each, references[index - 1]));
  const [first] = longest;
  if (first === undefined) return null;
  return longest.length === 1 ? `\${${first}}` : longest.map((each) => `\${${each}}`);
}

function isBeginning(reference: string, longer = ""): boolean {
  return longer.startsWith(`${reference}.`) || longer.startsWith(`${reference}[`);
}

/** The provider configurations of a module: `alicloud`, `alicloud.west`, `module.m:alicloud`. */
function providersIn(providers: unknown, address: string): { required: JsonObject; blocks: JsonObject } {
  const required = new Map<string, JsonObject>();
  const blocks = new Map<string, JsonObject[]>();
  for (const provider of isObject(providers) ? Object.values(providers) : []) {
    if ((stringMember(provider, "module_address") ?? "") !== address) continue;
    const name = stringMember(provider, "name");
    if (name === null) continue;
    const source = stringMember(provider, "full_name")?.replace(/^[^/]+\/(?=[^/]+\/[^/]+$)/, "");
    if (source !== undefined) required.set(name, { source });
    const alias = stringMember(provider, "alias");
    const body = { ...bodyOf(member(provider, "expressions")), ...(alias !== null && { alias }) };
    blocks.set(name, [...(blocks.get(name) ?? []), body]);
  }
  return { required: Object.fromEntries(required), blocks: Object.fromEntries(blocks) };
}

function named(value: unknown, read: (value: unknown) => unknown): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  if (isObject(value)) for (const name of Object.keys(value)) put(all, name, read(value[name]));
  return all;
}

/** An assignment to `__proto__` would be something else. */
function put(all: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") all[name] = value;
  else Object.defineProperty(all, name, { value, enumerable: true, writable: true, configurable: true });
}

/** An object that has nothing but what is put there, whatever that is called. */
function namesOnly<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

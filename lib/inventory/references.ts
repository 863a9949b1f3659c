import type { Block } from "./blocks";
import { isLiterallyTrue, type Step, type Traversal } from "./expression";
import { isObject, member, type JsonObject } from "./json";
import { isUnknownProducer, type RemoteStates, type UnknownProducer } from "./remote-states";
import type { Scope } from "./scope";

/** An attribute of a resource, or of one of its instances, that a reference has led through. */
export interface Place {
  readonly scope: Scope;
  readonly block: Block;
  readonly attribute: string;
  readonly instance: Instance;
}

/** `none` without an index; `each` when every instance of the referring block, or of the target, is meant. */
export type Instance = { readonly kind: "none" | "each" } | { readonly kind: "one"; readonly key: string | number };

/** Where a reference leads: to a value of a configuration, with what is left to go inside it. */
export interface Target {
  readonly scope: Scope;
  readonly value: unknown;
  readonly steps: readonly Step[];
  /** Set when the value is an attribute of a resource or data source. */
  readonly place: Place | null;
  /** Why null need not be what it comes to: the end of "… is not known, because". */
  readonly whyNotNull?: string;
}

/** A reference that leads nowhere this stage can see. `because` is the end of "… is not known, because". */
export interface DeadEnd {
  readonly because: string;
  readonly place: Place | null;
}

/** Arguments that the provider never fills in: where they are absent, they are not set. */
const NEVER_COMPUTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["alicloud_ram_access_key", ["user_name", "pgp_key", "secret_file"]],
  ["alicloud_ram_user", ["display_name", "comments"]],
]);

/** Follows one reference by one hop. */
export function follow(scope: Scope, traversal: Traversal, remoteStates: RemoteStates): Target | DeadEnd {
  const { root, steps } = traversal;
  const name = stepName(steps[0]);
  switch (root) {
    case "var":
      return followVariable(scope, name ?? "", steps);
    case "local":
      return followLocal(scope, name, steps);
    case "module":
      return followModule(scope, name ?? "", steps);
    case "each":
    case "count":
      return deadEnd("it differs from instance to instance");
    case "path":
    case "terraform":
    case "self":
      return deadEnd("it is known only to Terraform");
    case "data":
      return followData(scope, name, steps, remoteStates);
    default:
      return name === null
        ? deadEnd("it is computed by an expression")
        : followResource(scope, `${root}.${name}`, steps.slice(1));
  }
}

export function isDeadEnd(target: Target | DeadEnd): target is DeadEnd {
  return "because" in target;
}

/** Goes into a value as far as it is literal; `undefined` when there is no such member. */
export function stepInto(value: unknown, step: Step): unknown {
  if (step.kind === "splat" || step.value === null) return undefined;
  if (Array.isArray(value)) return typeof step.value === "number" ? (value[step.value] as unknown) : undefined;
  const found = member(value, String(step.value));
  // A nested block may be spelled as an object where Terraform has a list of one.
  return found === undefined && step.value === 0 && isObject(value) ? value : found;
}

/** Splits what follows the address of a resource into its instance key and the attribute with what follows. */
export function splitInstance(steps: readonly Step[]): { instance: Instance; rest: readonly Step[] } {
  const [first, second, third] = steps;
  if (first?.kind === "splat") {
    // `x[*].name[0]` is the name of one instance, whatever the order of the two steps.
    if (second && third?.kind === "index") return { instance: instanceOf(third), rest: [second, ...steps.slice(3)] };
    return { instance: { kind: "each" }, rest: steps.slice(1) };
  }
  if (first?.kind === "index") return { instance: instanceOf(first), rest: steps.slice(1) };
  return { instance: { kind: "none" }, rest: steps };
}

function instanceOf(step: Step & { kind: "index" }): Instance {
  return step.value === null ? { kind: "each" } : { kind: "one", key: step.value };
}

function followLocal(scope: Scope, name: string | null, steps: readonly Step[]): Target | DeadEnd {
  if (name === null || !scope.blocks.locals.has(name)) return deadEnd(`there is no local value "${name ?? ""}"`);
  return { scope, value: scope.blocks.locals.get(name), steps: steps.slice(1), place: null };
}

function followVariable(scope: Scope, name: string, steps: readonly Step[]): Target | DeadEnd {
  const given = scope.variables.get(name);
  if (given === undefined) return deadEnd(`it is the variable "${name}"`);
  const target = { scope: given.scope, value: given.value, steps: steps.slice(1), place: null };
  const declared = scope.byAddress.get(`variable.${name}`)?.body;
  return declared && replacesNull(declared)
    ? { ...target, whyNotNull: `the variable "${name}" may have a default instead of null` }
    : target;
}

/** Whether Terraform puts a default in the place of null, or of an attribute that is not there. */
function replacesNull(variable: JsonObject): boolean {
  const isNullable = member(variable, "nullable");
  return (
    (isNullable !== undefined && !isLiterallyTrue(isNullable)) ||
    /\boptional\s*\(/.test(String(member(variable, "type")))
  );
}

function followModule(scope: Scope, name: string, steps: readonly Step[]): Target | DeadEnd {
  const called = scope.modules.get(name);
  const output = stepName(steps[1]);
  const found = output === null ? undefined : called?.byAddress.get(`output.${output}`);
  // With an index it is an output of one of several instances, which need not be alike.
  if (called === undefined || found === undefined) return deadEnd(`it is an output of the module "${name}"`);
  return { scope: called, value: member(found.body, "value"), steps: steps.slice(2), place: null };
}

function followData(
  scope: Scope,
  type: string | null,
  steps: readonly Step[],
  remoteStates: RemoteStates,
): Target | DeadEnd {
  const remote = type === "terraform_remote_state" ? remoteOutput(scope, steps, remoteStates) : null;
  if (remote === null) {
    return followResource(scope, `data.${type ?? ""}.${stepName(steps[1]) ?? ""}`, steps.slice(2));
  }
  const { producer, output, rest } = remote;
  if (isUnknownProducer(producer)) return deadEnd(producer.because);
  if (output === null) return deadEnd(`it is all of the outputs of the stack ${producer.stack.name}`);
  const found = producer.byAddress.get(`output.${output}`);
  if (found === undefined) return deadEnd(`the stack ${producer.stack.name} has no output "${output}"`);
  return { scope: producer, value: member(found.body, "value"), steps: rest, place: null };
}

/** What a traversal below `data` reads of another configuration; `output` is null when it reads all of them. */
export function remoteOutput(
  scope: Scope,
  steps: readonly Step[],
  remoteStates: RemoteStates,
): { producer: Scope | UnknownProducer; output: string | null; rest: readonly Step[] } | null {
  if (stepName(steps[0]) !== "terraform_remote_state") return null;
  const block = scope.byAddress.get(`data.terraform_remote_state.${stepName(steps[1]) ?? ""}`);
  if (block === undefined) return null;
  const { rest } = splitInstance(steps.slice(2));
  if (rest[0] !== undefined && stepName(rest[0]) !== "outputs") return null;
  const producer = remoteStates.producerOf(scope, block);
  return { producer, output: stepName(rest[1]), rest: rest.slice(2) };
}

function followResource(scope: Scope, address: string, steps: readonly Step[]): Target | DeadEnd {
  let block = scope.byAddress.get(address);
  let { instance, rest } = splitInstance(steps);
  if (block === undefined && instance.kind === "one") {
    // Plans and states have a block for each instance.
    block = scope.byAddress.get(`${address}[${JSON.stringify(instance.key)}]`);
    instance = { kind: "none" };
  }
  if (block === undefined) return deadEnd(`${address} is not declared in what was read`);
  instance = instanceIn(block, instance);
  if (rest.length === 0 && instance.kind === "one" && typeof instance.key === "string") {
    rest = [{ kind: "attribute", value: instance.key }];
    instance = { kind: "none" };
  }
  const attribute = stepName(rest[0]);
  if (attribute === null) return deadEnd(`it is all of ${address}`);
  const place: Place = { scope, block, attribute, instance };
  const value = member(block.body, attribute) ?? null;
  if (value === null && !NEVER_COMPUTED.get(block.labels[0] ?? "")?.includes(attribute)) {
    return { because: `${address}.${attribute} is known after apply only`, place };
  }
  return { scope, value, steps: rest.slice(1), place };
}

/** One instance has one spelling: `x["0"]` is `x[0]` under `count`, and the reverse under `for_each`. */
function instanceIn({ body }: Block, instance: Instance): Instance {
  if (instance.kind !== "one") return instance;
  const { key } = instance;
  if ((member(body, "for_each") ?? null) !== null) return { kind: "one", key: String(key) };
  const isNumber = (member(body, "count") ?? null) !== null && /^\d{1,9}$/.test(String(key));
  return isNumber ? { kind: "one", key: Number(key) } : instance;
}

/** The name that a step leads to; null for a number, a splat and what is computed. */
export function stepName(step: Step | undefined): string | null {
  return step !== undefined && step.kind !== "splat" && typeof step.value === "string" ? step.value : null;
}

function deadEnd(because: string): DeadEnd {
  return { because, place: null };
}

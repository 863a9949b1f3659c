import { reviewOf } from "../../lib/plan/review";
import { readJsonDocument, type DocumentKind } from "../../lib/plans/json-document";
import type { Plan } from "../../lib/inventory/read-plans";
import { readPlans, type PlanSource } from "../../lib/inventory/read-plans";
import { readStates, type StateSource } from "../../lib/inventory/read-states";
import type { Inventory } from "../../lib/inventory/model";
import { evaluate, type EvaluateOptions } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";

/*
 * Documents as Terraform prints them, as small as the case allows, read through the doors that the commands use.
 */

type Json = Record<string, unknown>;

export const KEY = "alicloud_ram_access_key";
export const USER = "alicloud_ram_user";
export const ACCOUNT_ID = "1234567890123456";

/** What a test says of one element of a plan's changes; everything else follows from the address. */
export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: Json | null;
  readonly after?: Json | null;
  readonly unknown?: unknown;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  /** Members of the element beside its change: `deposed`, `previous_address`, `action_reason`. */
  readonly element?: Json;
  /** Members of the change itself: `importing`, `replace_paths`. */
  readonly change?: Json;
}

/** `module.m[0].data.type.name["key"]` as the members of an element that say the same. */
export function elementAt(address: string): Json {
  const match = /^((?:module\.[\w-]+(?:\[[^\]]*\])?\.)*)(data\.)?(\w+)\.([\w-]+)(?:\[(.*)\])?$/s.exec(address);
  if (match === null) throw new Error(`no address: ${address}`);
  const [, modules = "", data, type, name, index] = match;
  return {
    address,
    ...(modules !== "" && { module_address: modules.slice(0, -1) }),
    mode: data === undefined ? "managed" : "data",
    type,
    name,
    ...(index !== undefined && { index: JSON.parse(index) as unknown }),
    provider_name: "registry.terraform.io/aliyun/alicloud",
  };
}

export function change(given: Change): Json {
  const { address, actions, before = null, after = null, unknown = {}, element, change: more } = given;
  return {
    ...elementAt(address),
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: given.beforeSensitive ?? {},
      after_sensitive: given.afterSensitive ?? {},
      ...more,
    },
    ...element,
  };
}

/** A plan of Terraform 1.11 with these changes. */
export function planOf(changes: readonly Change[], rest: Json = {}): Json {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes.map(change),
    configuration: { root_module: {} },
    applyable: true,
    complete: true,
    errored: false,
    ...rest,
  };
}

/** The JSON of a state with these objects in its root; a test that needs modules writes `values` itself. */
export function stateOf(resources: readonly Json[], values: Json = {}): Json {
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources }, ...values } };
}

/** One object of a state. */
export function held(address: string, values: Json, rest: Json = {}): Json {
  return { ...elementAt(address), schema_version: 0, values, sensitive_values: {}, ...rest };
}

/** The values of a user. */
export function userValues(name: string, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: `id-${name}`, name, comments: null, ...rest };
}

/** An existing key, as plans and states have it. */
export function keyValues(user: string | null, rest: Json = {}): Json {
  return {
    id: `id-of-a-key-of-${user ?? "nobody"}`,
    user_name: user,
    status: "Active",
    pgp_key: null,
    secret: null,
    secret_file: null,
    create_time: "2026-01-02T03:04:05Z",
    ...rest,
  };
}

/** What a plan knows of a key that is to be created. */
export function newKey(user: string | null, rest: Json = {}): Pick<Change, "before" | "after" | "unknown"> {
  return {
    before: null,
    after: { user_name: user, status: "Active", pgp_key: null, secret_file: null, ...rest },
    unknown: { id: true, secret: true, create_time: true },
  };
}

/** An element with the values before and after, both the same. */
export function unchanged(address: string, values: Json): Change {
  return { address, actions: ["no-op"], before: values, after: values };
}

/** The bytes that a command gets. */
export function bytesOf(document: unknown): Buffer {
  return Buffer.from(JSON.stringify(document));
}

export function readPlan(document: unknown, rest: Partial<PlanSource> = {}): Plan {
  return readPlans([planSource("app", document, rest)]);
}

export function planSource(name: string, document: unknown, rest: Partial<PlanSource> = {}): PlanSource {
  return { name, document: readJsonDocument(bytesOf(document), "plan.json", ["plan"]).content, ...rest };
}

export function readState(document: unknown, rest: Partial<StateSource> = {}): Inventory {
  const wanted: readonly DocumentKind[] = ["state", "stateFile"];
  return readStates([{ name: "app", document: readJsonDocument(bytesOf(document), "state.json", wanted), ...rest }]);
}

export const TODAY = "2026-11-22";

export function findingsOfPlan(plan: Plan, options: Partial<EvaluateOptions> = {}): Finding[] {
  return evaluate(plan.after, { stage: "plan", today: TODAY, review: reviewOf(plan), ...options });
}

export function findingsOfState(inventory: Inventory, options: Partial<EvaluateOptions> = {}): Finding[] {
  return evaluate(inventory, { stage: "state", today: TODAY, ...options });
}

/** Addresses and owners of the keys of an inventory, shortly. */
export function keysOf({ accessKeys }: Inventory): (readonly [address: string, owner: string])[] {
  return accessKeys.map(({ site, owner }) => {
    if (owner === null) return [site.address, "root"];
    return [site.address, "unknown" in owner ? `unknown: ${owner.because}` : (owner.userName ?? owner.label)];
  });
}

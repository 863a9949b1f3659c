import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject } from "../../lib/json/json";
import type { ConfigurationStack } from "../../lib/inventory/configuration";
import { ACCESS_KEY_TYPE } from "../../lib/registry/credential-types";
import { readPlans } from "../../lib/inventory/read-plans";
import { readStates } from "../../lib/inventory/read-states";
import { reviewOf } from "../../lib/plan/review";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import { repository } from "../documents";
import { SECRET } from "../inventory/fixtures";
import { TODAY } from "../rules/inventory";
import type { Configuration } from "./configurations";

/*
 * Plans and states of whole configurations, as the provider would have filled them in: what is not set is null, "", []
 * or a default. An element with `count` or `for_each` has one instance.
 */

interface Schema {
  readonly block: { readonly attributes: Readonly<Record<string, Attribute>>; readonly block_types?: object };
}

interface Attribute {
  readonly type: unknown;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

interface Element {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values: JsonObject;
}

const SCHEMAS = Object.values(
  (
    JSON.parse(readFileSync(join(repository, "provider-alicloud/schema/alicloud-schema.json"), "utf8")) as {
      provider_schemas: Record<string, { resource_schemas: Record<string, Schema> }>;
    }
  ).provider_schemas,
)[0]?.resource_schemas;

/** What the service says where a configuration says nothing. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  "alicloud_ram_access_key.status": "Active",
  "alicloud_ram_role.max_session_duration": 3600,
};

/** The findings of plans that do the same with every element. */
export function plannedFindings({ stacks, settings }: Configuration, action: "no-op" | "create"): Finding[] {
  const sources = stacks.map((configuration) => {
    return { name: configuration.name, document: planOf(configuration, [action]), configuration };
  });
  const plan = readPlans(sources, settings.quotas);
  return evaluate(plan.after, { stage: "plan", today: TODAY, settings, review: reviewOf(plan) });
}

/** The findings of states in which every element is. */
export function heldFindings({ stacks, settings }: Configuration): Finding[] {
  const sources = stacks.map((configuration) => {
    const document = { kind: "state", content: stateOf(configuration) } as const;
    return { name: configuration.name, document, configuration };
  });
  return evaluate(readStates(sources, settings.quotas), { stage: "state", today: TODAY, settings });
}

/** A plan that does the same with every element: `["no-op"]` or `["create"]`. */
function planOf(stack: ConfigurationStack, actions: readonly string[]): JsonObject {
  const elements = elementsOf(stack);
  const isNew = actions.includes("create");
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    complete: true,
    errored: false,
    resource_changes: elements.map(({ values, ...element }) => {
      const known = isNew ? values : filled(element.type, values);
      return {
        ...element,
        change: { actions, before: isNew ? null : known, after: known, ...masks(element, known, isNew) },
      };
    }),
    configuration: configurationOf(stack),
  };
}

/** A state as `terraform show -json` prints it. */
function stateOf(stack: ConfigurationStack): JsonObject {
  const resources = elementsOf(stack).map((each) => ({ ...each, values: filled(each.type, each.values) }));
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } };
}

/** What the configuration does not say comes after the apply. */
function masks({ type, mode }: Omit<Element, "values">, values: JsonObject, isNew: boolean): object {
  const attributes = Object.entries(mode === "data" ? {} : (SCHEMAS?.[type]?.block.attributes ?? {}));
  const unknown = attributes
    .filter(([name, { computed }]) => computed && values[name] === undefined)
    .map(([name]) => [name, true] as const);
  return { before_sensitive: {}, after_sensitive: {}, after_unknown: isNew ? Object.fromEntries(unknown) : {} };
}

function filled(type: string, values: JsonObject): JsonObject {
  const all: Record<string, unknown> = {};
  for (const [name, { type: of, computed }] of Object.entries(SCHEMAS?.[type]?.block.attributes ?? {})) {
    all[name] = values[name] ?? DEFAULTS[`${type}.${name}`] ?? (computed ? emptyOf(of) : null);
  }
  const blocks = Object.keys(SCHEMAS?.[type]?.block.block_types ?? {}).map((name) => [name, values[name] ?? []]);
  if (type === ACCESS_KEY_TYPE && values["pgp_key"] === undefined) all["secret"] = SECRET;
  return { ...values, ...all, ...(Object.fromEntries(blocks) as JsonObject), id: values["id"] ?? "id" };
}

function emptyOf(type: unknown): unknown {
  if (type === "string") return "";
  if (type === "bool") return false;
  if (type === "number") return 0;
  return Array.isArray(type) && type[0] === "map" ? {} : [];
}

function elementsOf({ files }: ConfigurationStack): Element[] {
  return files.flatMap(({ content }) => {
    if (!isObject(content)) return [];
    return (["resource", "data"] as const).flatMap((kind) =>
      entries(content[kind]).flatMap(([type, named]) =>
        entries(named).map(([name, body]): Element => {
          const given = blockOf(body);
          const index = given["for_each"] !== undefined ? "a" : given["count"] !== undefined ? 0 : undefined;
          const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
          const address = `${kind === "data" ? "data." : ""}${type}.${name}${key}`;
          const mode = kind === "data" ? "data" : "managed";
          const values = valuesOf(given, content);
          return { address, mode, type, name, ...(index !== undefined && { index }), values };
        }),
      ),
    );
  });
}

const META = new Set(["//", "count", "for_each", "lifecycle", "provider", "depends_on", "provisioner", "connection"]);

function valuesOf(body: JsonObject, content: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (META.has(name) ? [] : [[name, known(value, content, 0)]])),
  );
}

/** The member `configuration` of a plan. */
function configurationOf({ files }: ConfigurationStack): JsonObject {
  const contents = files.flatMap(({ content }) => (isObject(content) ? [content] : []));
  const providers = contents.flatMap((content) =>
    entries(content["provider"]).flatMap(([name, given]) =>
      (Array.isArray(given) ? given : [given]).map((each: unknown): [string, JsonObject] => {
        const { alias, ...body } = blockOf(each);
        const key = typeof alias === "string" ? `${name}.${alias}` : name;
        return [key, { name, ...(alias !== undefined && { alias }), expressions: expressionsOf(body) }];
      }),
    ),
  );
  const resources = contents.flatMap((content) =>
    (["resource", "data"] as const).flatMap((kind) =>
      entries(content[kind]).flatMap(([type, named]) =>
        entries(named).map(([name, body]) => {
          const given = blockOf(body);
          const provider = given["provider"];
          return {
            address: `${kind === "data" ? "data." : ""}${type}.${name}`,
            mode: kind === "data" ? "data" : "managed",
            type,
            name,
            provider_config_key: typeof provider === "string" ? provider : "alicloud",
            expressions: expressionsOf(given),
          };
        }),
      ),
    ),
  );
  return { provider_config: Object.fromEntries(providers), root_module: { resources } };
}

function expressionsOf(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (META.has(name) ? [] : [[name, expressionOf(value)]])),
  );
}

function expressionOf(value: unknown): JsonObject {
  const text = JSON.stringify(value) ?? "";
  if (!text.includes("${")) return { constant_value: value };
  const references = [...text.matchAll(/\b((?:data\.)?alicloud_\w+\.[\w-]+)\.(\w+)/g)];
  return { references: references.flatMap(([whole, element = ""]) => [whole, element]) };
}

/** The value of a literal, and of a reference to one; of another expression some text. */
function known(value: unknown, content: JsonObject, depth: number): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => known(each, content, depth));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, known(each, content, depth)]));
  }
  if (typeof value !== "string" || !value.includes("${")) return value;
  const [, type = "", name = "", attribute = ""] = /^\$\{(\w+)\.([\w-]+)\.(\w+)\}$/.exec(value) ?? [];
  const target = blockOf(member(member(member(content, "resource"), type), name))[attribute];
  if (target !== undefined && depth < 5) return known(target, content, depth + 1);
  return value.startsWith("${jsonencode(") || value.includes("document")
    ? '{"Version":"1","Statement":[]}'
    : "some-value";
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function blockOf(body: unknown): JsonObject {
  const one: unknown = Array.isArray(body) ? body[0] : body;
  return isObject(one) ? one : {};
}

function entries(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

import fc from "fast-check";
import { readPlans } from "../../lib/inventory/read-plans";
import { readStates } from "../../lib/inventory/read-states";
import type { JsonObject } from "../../lib/json/json";
import { stack } from "../inventory/fixtures";
import {
  ACCOUNT_ID,
  change,
  findingsOfPlan,
  findingsOfState,
  held,
  KEY,
  keyValues,
  newKey,
  planOf,
  stateOf,
  unchanged,
  USER,
} from "./documents";

/* Nothing that can stand in a document ends a run: any of its nodes may be anything. */

const RUNS = 80;

const clear = ["in", "clear"].join("-").repeat(4);
const secret = { references: [`${KEY}.k.secret`, `${KEY}.k`] };
const policy = JSON.stringify({
  Version: "1",
  Statement: [
    { Effect: "Allow", Action: ["ram:*"], Resource: "*", Condition: { IpAddress: { "acs:SourceIp": ["10.0.0.0/8"] } } },
  ],
});
const values = {
  users: held(`${USER}.u["a"]`, { name: "etl", comments: "${x}", force: true }),
  key: held(`module.m[0].${KEY}.k`, keyValues("etl", { secret: clear }), { sensitive_values: { secret: true } }),
};
const plan = planOf(
  [
    unchanged("data.alicloud_caller_identity.me", { account_id: ACCOUNT_ID }),
    { ...unchanged(`${USER}.u["a"]`, values.users["values"] as JsonObject), change: { importing: { id: "etl" } } },
    {
      address: `module.m[0].${KEY}.k`,
      actions: ["create", "delete"],
      before: keyValues("etl", { secret: clear }),
      ...newKey("etl"),
      beforeSensitive: { secret: true },
      afterSensitive: { secret: true },
      element: { action_reason: "replace_because_cannot_update", previous_address: `${KEY}.old` },
      change: { replace_paths: [["pgp_key"], ["a", 0]] },
    },
    { address: `${KEY}.k`, actions: ["delete"], before: keyValues("etl"), element: { deposed: "0a1b2c3d" } },
    { address: `${KEY}.k`, actions: ["create"], after: { status: "Active" }, unknown: { user_name: true, id: true } },
    unchanged(`${KEY}_policy.n`, { user_access_key_id: "id-of-a-key-of-etl", policy_document: policy }),
    unchanged("alicloud_ram_policy.p", { policy_name: "p", policy_document: policy, statement: [{ action: ["*"] }] }),
    unchanged("alicloud_ram_user_policy_attachment.a", { user_name: "etl", policy_name: "p", policy_type: "Custom" }),
    unchanged("alicloud_ram_role.r", { role_name: "r", assume_role_policy_document: policy, ram_users: ["etl"] }),
    unchanged("alicloud_ram_group_membership.g", { group_name: "g", user_names: ["etl", "bi"] }),
    unchanged("alicloud_ram_login_profile.l", { user_name: "etl", mfa_bind_required: false, password: clear }),
    unchanged("alicloud_ram_account_password_policy.pw", { minimum_password_length: 8 }),
  ],
  {
    resource_drift: [
      change({ address: `${USER}.u["a"]`, actions: ["update"], before: { name: "old" }, after: { name: "etl" } }),
    ],
    deferred_changes: [
      { reason: "absent_prereq", resource_change: change({ address: `${KEY}.d`, actions: ["create"] }) },
    ],
    output_changes: { o: { actions: ["create"], before: null, after: clear, after_sensitive: true } },
    variables: { v: { value: "x" } },
    prior_state: stateOf([values.users], {
      outputs: { o: { value: clear, sensitive: true } },
      root_module: { resources: [values.users], child_modules: [{ address: "module.m[0]", resources: [values.key] }] },
    }),
    configuration: {
      provider_config: {
        alicloud: {
          name: "alicloud",
          full_name: "registry.terraform.io/aliyun/alicloud",
          expressions: { region: { constant_value: "cn-hangzhou" } },
        },
        "module.m:alicloud": {
          name: "alicloud",
          alias: "west",
          module_address: "module.m",
          expressions: { assume_role: [{ role_arn: { references: ["var.v"] } }] },
        },
      },
      root_module: {
        variables: { v: { sensitive: true, default: clear } },
        outputs: {
          o: { expression: secret, sensitive: true },
          p: { expression: { references: ["module.m.o", "module.m"] } },
        },
        resources: [
          {
            ...held(`${USER}.u`, {}),
            provider_config_key: "alicloud",
            expressions: { name: { references: ["each.key"] } },
            for_each_expression: { references: ["var.v"] },
          },
          {
            ...held(`${KEY}.k`, {}),
            expressions: { user_name: { references: [`${USER}.u["a"].name`, `${USER}.u["a"]`, `${USER}.u`] } },
          },
          {
            ...held("terraform_data.x", {}),
            expressions: { input: secret },
            provisioners: [{ type: "local-exec", expressions: { command: secret } }],
          },
        ],
        module_calls: {
          m: {
            expressions: { v: secret },
            count_expression: { constant_value: 1 },
            module: {
              variables: { v: {} },
              outputs: { o: { expression: { references: ["var.v"] } } },
              resources: [
                {
                  ...held(`${KEY}.k`, {}),
                  count_expression: { constant_value: 2 },
                  depends_on: ["var.v"],
                  expressions: { status: { constant_value: "Active" } },
                },
              ],
            },
          },
        },
      },
    },
  },
);
const configuration = stack("app", {
  provider: { alicloud: { region: "cn-hangzhou" } },
  resource: {
    [KEY]: { k: { "//": { metadata: { path: "app/k" } }, user_name: `\${${USER}.u["a"].name}` } },
    [USER]: { u: { for_each: { a: 1 }, name: "etl" } },
  },
  import: [{ to: `\${${USER}.u["a"]}`, id: "etl" }],
});
const stateFile = {
  version: 4,
  serial: 1,
  lineage: "x",
  outputs: { o: { value: clear, type: "string", sensitive: true } },
  resources: [
    {
      module: "module.m[0]",
      mode: "managed",
      type: KEY,
      name: "k",
      instances: [
        {
          index_key: "a",
          deposed: "0a1b2c3d",
          attributes: keyValues("etl", { secret: clear }),
          sensitive_attributes: [[{ type: "get_attr", value: "secret" }]],
        },
      ],
    },
    { mode: "data", type: "alicloud_account", name: "a", instances: [{ attributes: { id: ACCOUNT_ID } }] },
  ],
};

/** Texts that mean something somewhere in a document. */
const texts = fc.constantFrom(
  ...[
    "",
    "${",
    "${a.b",
    "%{ if",
    "module.",
    "module.m[",
    'a["b',
    "\ud800",
    "__proto__",
    "constructor",
    "data",
    "replace",
  ],
  ...[
    KEY,
    USER,
    `\${${USER}.u}`,
    `\${${USER}.u["a"].name}`,
    "each.key",
    "count.index",
    "[0]",
    "1e400",
    "keybase:x",
    policy,
  ],
);
const anything = fc.oneof(
  texts,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(null, true, 0, -1, [], {}, [[]], [null], { references: [1, "a"] }, { constant_value: [{}] }),
  fc.constant(JSON.parse('{"__proto__":{"actions":["create"]},"toString":1,"length":2}') as unknown),
);
/** Which node becomes what: the number picks one of those that there are. */
const mutations = fc.array(fc.record({ node: fc.nat(), becomes: fc.option(anything), name: fc.option(texts) }), {
  minLength: 1,
  maxLength: 4,
});
type Mutation = { readonly node: number; readonly becomes: unknown; readonly name: string | null };

function mutated(document: JsonObject, changes: readonly Mutation[]): JsonObject {
  const copy = structuredClone(document);
  for (const { node, becomes, name } of changes) {
    const nodes = nodesOf(copy);
    const [holder, key] = nodes[node % Math.max(1, nodes.length)] ?? [copy, "none"];
    const value = structuredClone(becomes === null ? holder[key] : becomes);
    // A document has no list with holes in it.
    if (Array.isArray(holder) && becomes === null) holder.splice(Number(key), 1);
    else if (name !== null || becomes === null) delete holder[key];
    const place = name !== null && !Array.isArray(holder) ? name : key;
    if (becomes !== null || (name !== null && !Array.isArray(holder))) {
      Object.defineProperty(holder, place, { value, enumerable: true, writable: true, configurable: true });
    }
  }
  return copy;
}

function nodesOf(root: object): [Record<string, unknown>, string][] {
  const found: [Record<string, unknown>, string][] = [];
  const pending: object[] = [root];
  for (const holder of pending) {
    for (const [name, value] of Object.entries(holder) as [string, unknown][]) {
      found.push([holder as Record<string, unknown>, name]);
      if (typeof value === "object" && value !== null) pending.push(value);
    }
  }
  return found;
}

describe("whatever stands in a document", () => {
  it("a plan is read and judged", () => {
    fc.assert(
      fc.property(mutations, fc.boolean(), (changes, isConfigured) => {
        const source = { name: "app", document: mutated(plan, changes), ...(isConfigured && { configuration }) };
        const read = readPlans([source]);
        findingsOfPlan(read);
        findingsOfState(read.before);
        findingsOfState(read.recorded);
      }),
      { numRuns: RUNS },
    );
  });

  it("a state and a state file are read and judged", () => {
    const state = stateOf([], (plan["prior_state"] as JsonObject)["values"] as Record<string, unknown>);
    fc.assert(
      fc.property(mutations, fc.boolean(), fc.boolean(), (changes, isFile, isConfigured) => {
        const document = isFile
          ? { kind: "stateFile" as const, content: mutated(stateFile, changes) }
          : { kind: "state" as const, content: mutated(state, changes) };
        findingsOfState(readStates([{ name: "app", document, ...(isConfigured && { configuration }) }]));
      }),
      { numRuns: RUNS },
    );
  });

  it("nothing that is unlike a document of Terraform's stops the reading", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(plan)), fc.jsonValue()), (document) => {
        findingsOfPlan(readPlans([{ name: "app", document }]));
      }),
      { numRuns: RUNS },
    );
  });
});

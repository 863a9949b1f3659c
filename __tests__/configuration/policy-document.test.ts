import { evaluateConfigurations } from "../../lib/configuration/configurations";
import type { ConfigurationStack } from "../../lib/inventory/configuration";
import { parseHcl } from "../../lib/configuration/hcl";
import { RemoteStates } from "../../lib/configuration/remote-states";
import { createScopes } from "../../lib/configuration/scope";
import { Marked, Unknown, unmarked } from "../../lib/language/value";
import { stack } from "../inventory/fixtures";

type Json = Record<string, unknown>;

const DOCUMENT = "data.alicloud_ram_policy_document.d.document";

/** What expressions come to in a configuration, by the keys of the users that they name. */
function valuesIn(configuration: ConfigurationStack): Record<string, unknown> {
  const scopes = createScopes([configuration]);
  const { modules } = evaluateConfigurations(scopes, new RemoteStates(scopes));
  const values: Record<string, unknown> = {};
  for (const { site, values: given } of modules.flatMap(({ resources }) => resources)) {
    const value = given["user_name"];
    const inner = value instanceof Marked || value instanceof Unknown ? unmarked(value) : value;
    values[site.address] = inner instanceof Unknown ? `not known: ${inner.because}` : inner;
  }
  return values;
}

/** What an expression comes to beside a data source. */
function valueOf(expression: string, d: Json, rest: Json = {}): unknown {
  const resource = { alicloud_ram_access_key: { k: { user_name: `\${${expression}}` } } };
  const data = { alicloud_ram_policy_document: { d } };
  return valuesIn(stack("app", { resource, data, ...rest }))["alicloud_ram_access_key.k"];
}

const READ = { action: ["oss:Get*"], resource: ["*"] };
const BESIDE = '{"Action":"oss:Get*","Effect":"Allow","Resource":"*"}';

describe("the document of a data source", () => {
  it.each<[string, Json, unknown]>([
    [
      "members in the order of the provider, one text as itself and several as a list",
      { statement: [{ resource: ["b", "a"], action: ["oss:Get*"], effect: "Deny" }] },
      '{"Statement":[{"Effect":"Deny","Action":"oss:Get*","Resource":["b","a"]}],"Version":"1"}',
    ],
    [
      "no member that has nothing in it",
      { version: "1", statement: { action: [], resource: [] } },
      '{"Statement":[{"Effect":"Allow","Action":[]}],"Version":"1"}',
    ],
    [
      "principals as lists from the last to the first",
      {
        statement: [
          {
            action: ["sts:AssumeRole"],
            principal: [
              { entity: "Service", identifiers: ["ecs.aliyuncs.com"] },
              { entity: "RAM", identifiers: ["acs:ram::1:root", "acs:ram::2:root", "acs:ram::10:root"] },
            ],
          },
        ],
      },
      '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":' +
        '["acs:ram::2:root","acs:ram::1:root","acs:ram::10:root"],"Service":["ecs.aliyuncs.com"]}}],"Version":"1"}',
    ],
    [
      "conditions by operators and keys in their order, the same one once",
      {
        statement: [
          {
            action: ["oss:Get*"],
            condition: [
              { operator: "StringEquals", variable: "b", values: ["1", "2"] },
              { operator: "StringEquals", variable: "a", values: ["x"] },
              { operator: "Bool", variable: "c", values: [true] },
              { operator: "Bool", variable: "c", values: ["true"] },
            ],
          },
        ],
      },
      '{"Statement":[{"Effect":"Allow","Action":"oss:Get*","Condition":{"Bool":{"c":"true"},' +
        '"StringEquals":{"a":"x","b":["1","2"]}}}],"Version":"1"}',
    ],
    [
      "characters of web pages escaped",
      { statement: [{ action: ["a<b>&"] }] },
      '{"Statement":[{"Effect":"Allow","Action":"a\\u003cb\\u003e\\u0026"}],"Version":"1"}',
    ],
    ["nothing where it has no statement", {}, null],
  ])("has %s", (_, block, expected) => {
    expect(valueOf(DOCUMENT, block)).toBe(expected);
  });

  it.each<[string, Json]>([
    ["a local", { locals: { l: `\${${DOCUMENT}}` } }],
    ["an output of a module", {}],
    ["a condition", {}],
    ["coalesce", {}],
    ["a loop", {}],
    ["what is decoded, merged and encoded", {}],
    ["templatestring", { locals: { t: "$${document}" } }],
  ])("is a value in %s", (where, rest) => {
    const expressions: Record<string, string> = {
      "a local": "local.l",
      "an output of a module": "module.m.document",
      "a condition": `true ? ${DOCUMENT} : ""`,
      coalesce: `coalesce(null, ${DOCUMENT})`,
      "a loop": `[for each in [${DOCUMENT}] : each][0]`,
      "what is decoded, merged and encoded":
        `jsonencode(merge(jsondecode(${DOCUMENT}), { Version = "1" })) == ` +
        `jsonencode({ Version = "1", Statement = [${BESIDE}] }) ? ${DOCUMENT} : "another"`,
      templatestring: `templatestring(local.t, { document = ${DOCUMENT} })`,
    };
    const files = [
      {
        name: "m.tf.json",
        content: { variable: { given: { type: "string" } }, output: { document: { value: "${var.given}" } } },
      },
    ];
    const module = { m: { source: "./m", given: `\${${DOCUMENT}}` } };
    const resource = { alicloud_ram_access_key: { k: { user_name: `\${${expressions[where] ?? ""}}` } } };
    const content = { resource, module, data: { alicloud_ram_policy_document: { d: { statement: READ } } }, ...rest };
    expect(valuesIn(stack("app", content, { modules: [{ path: ["m"], files }] }))).toEqual({
      "alicloud_ram_access_key.k":
        '{"Statement":[{"Effect":"Allow","Action":"oss:Get*","Resource":"*"}],"Version":"1"}',
    });
  });

  it.each<[string, Json, string]>([
    ["an action is not known", { action: "${var.open}" }, '"Allow"'],
    ["a part of a name is not known", { action: ["oss:Get*"], resource: ["acs:oss:*:*:${var.open}"] }, '"oss:Get*"'],
    [
      "a condition may be there",
      { action: ["x:y"], dynamic: { condition: { for_each: "${var.open}", content: {} } } },
      "x:y",
    ],
    [
      "two conditions are of one key",
      {
        action: ["x:y"],
        condition: [
          { operator: "o", variable: "v", values: ["1"] },
          { operator: "o", variable: "v", values: ["2"] },
        ],
      },
      "x:y",
    ],
    [
      "one of several principals is not known",
      { action: ["x:y"], principal: [{ entity: "RAM", identifiers: ["a", "${var.open}"] }] },
      "x:y",
    ],
  ])("is known but for what is open where %s", (_, statement, expected) => {
    const block = { statement: [READ, statement] };
    const variable = { open: {} };
    expect(valueOf(DOCUMENT, block, { variable })).toMatch(/^not known: /);
    expect(valueOf(`jsonencode(jsondecode(${DOCUMENT}).Statement[0])`, block, { variable })).toBe(BESIDE);
    const [member] = expected.includes(":") ? ["Action"] : ["Effect"];
    expect(valueOf(`jsondecode(${DOCUMENT}).Statement[1].${member ?? ""}`, block, { variable })).toBe(
      expected.replaceAll('"', ""),
    );
  });

  it("has the statements that dynamic blocks generate, in the order that the file has", () => {
    const dynamic = { statement: { for_each: ["b:*", "c:*"], content: { action: ["${statement.value}"] } } };
    const statement = [{ action: ["a:*"] }];
    const actions = `join(",", jsondecode(${DOCUMENT}).Statement[*].Action)`;
    expect(valueOf(actions, { statement, dynamic })).toBe("a:*,b:*,c:*");
    expect(valueOf(actions, { dynamic, statement })).toBe(
      "not known: nobody can tell which of its blocks stands first",
    );
    expect(valueOf(`length(jsondecode(${DOCUMENT}).Statement) == 3`, { dynamic, statement })).toBe(true);
    expect(valueOf(actions, { dynamic })).toBe("b:*,c:*");
    const open = { statement: { for_each: "${var.open}", content: { action: ["b:*"] } } };
    expect(valueOf(`jsondecode(${DOCUMENT}).Version`, { statement, dynamic: open }, { variable: { open: {} } })).toBe(
      "1",
    );
  });

  it("is that of each instance", () => {
    const d = {
      for_each: { a: "oss", b: "kms" },
      statement: [{ action: ["${each.value}:Get*"] }],
    };
    const one = (service: string): string =>
      `{"Statement":[{"Effect":"Allow","Action":"${service}:Get*"}],"Version":"1"}`;
    expect(valueOf('data.alicloud_ram_policy_document.d["b"].document', d)).toBe(one("kms"));
    const counted = { count: 2, statement: [{ action: ["a${count.index}:Get*"] }] };
    expect(valueOf('join(" ", data.alicloud_ram_policy_document.d[*].document)', counted)).toBe(
      `${one("a0")} ${one("a1")}`,
    );
  });

  it("is read from HCL as well", () => {
    const text = `
      variable "actions" { default = ["a:Get", "b:Get"] }
      data "alicloud_ram_policy_document" "d" {
        statement {
          action = var.actions
          principal {
            entity      = "RAM"
            identifiers = ["acs:ram::1:root"]
          }
        }
      }
      resource "alicloud_ram_access_key" "k" { user_name = data.alicloud_ram_policy_document.d.document }
    `;
    const files = [{ name: "main.tf", content: parseHcl(text, "main.tf") }];
    expect(valuesIn({ name: "app", files })).toEqual({
      "alicloud_ram_access_key.k":
        '{"Statement":[{"Effect":"Allow","Action":["a:Get","b:Get"],"Principal":{"RAM":["acs:ram::1:root"]}}],"Version":"1"}',
    });
  });

  it("may be made of another one, in chains of any length", () => {
    const sources: Record<string, Json> = { d0: { statement: [{ action: ["oss:Get*"] }] } };
    for (let index = 1; index < 3_000; index++) {
      const before = `jsondecode(data.alicloud_ram_policy_document.d${index - 1}.document).Statement[0].Action`;
      sources[`d${index}`] = { statement: [{ action: [`\${${before}}`] }] };
    }
    const resource = {
      alicloud_ram_access_key: { k: { user_name: "${data.alicloud_ram_policy_document.d2999.document}" } },
    };
    expect(valuesIn(stack("app", { resource, data: { alicloud_ram_policy_document: sources } }))).toEqual({
      "alicloud_ram_access_key.k": '{"Statement":[{"Effect":"Allow","Action":"oss:Get*"}],"Version":"1"}',
    });
  });

  it("that needs itself is not known, and says so", () => {
    expect(valueOf(DOCUMENT, { statement: [{ action: [`\${${DOCUMENT}}`] }] })).toMatch(
      /^not known: it refers to itself: data.alicloud_ram_policy_document.d.document → /,
    );
  });
});

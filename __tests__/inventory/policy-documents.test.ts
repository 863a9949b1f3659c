import fc from "fast-check";
import type { Inventory } from "../../lib/inventory/model";
import { inventoryOf } from "./fixtures";

type Json = Record<string, unknown>;

function documentOf(type: string, body: Json, rest: Json = {}): Inventory["policyDocuments"][number] | undefined {
  return inventoryOf({ resource: { [type]: { it: body } }, ...rest }).policyDocuments[0];
}

function policyText(body: Json, rest: Json = {}): unknown {
  return documentOf("alicloud_ram_policy", body, rest)?.text;
}

const CONDITION = { operator: "Bool", variable: "acs:SecureTransport", values: ["true"] };
const ALLOW = { Version: "1", Statement: [{ Effect: "Allow", Action: ["oss:*"], Resource: ["*"] }] };

describe("the document of a policy", () => {
  it.each([
    ["a literal", { policy_document: JSON.stringify(ALLOW) }],
    ["the deprecated argument", { document: JSON.stringify(ALLOW) }],
    ["deprecated blocks", { statement: [{ effect: "Allow", action: ["oss:*"], resource: ["*"] }], version: "1" }],
    ["one deprecated block", { statement: { effect: "Allow", action: ["oss:*"], resource: "${local.any}" } }],
    ["a local", { policy_document: "${local.text}" }],
    [
      "jsonencode as cdktf writes it",
      {
        policy_document:
          '${jsonencode({"Version" = "1", "Statement" = [{"Effect" = "Allow", "Action" = ["oss:*"], "Resource" = ["*"]}]})}',
      },
    ],
    [
      "jsonencode by hand, with references",
      {
        policy_document:
          '${jsonencode({ Version: "1", Statement: [{ Effect = "Allow", Action = ["${local.oss}:*",], Resource = local.any }] })}',
      },
    ],
    ["jsonencode in a local", { policy_document: "${local.encoded}" }],
    ["jsonencode over several lines", { policy_document: "${local.lines}" }],
  ])("is read from %s", (_, body) => {
    const text = policyText(body, {
      locals: {
        any: ["*"],
        oss: "oss",
        text: JSON.stringify(ALLOW),
        encoded:
          '${jsonencode({Version = "1", Statement = [{Effect = "Allow", Action = ["oss:*"], Resource = ["*"]}]})}',
        lines: `\${jsonencode({
          Version = "1" # the only one
          "Statement" = [{
            Effect   = "Allow"
            Action   = ["oss:*"]
            Resource = ["*"]
          }]
        })}`,
      },
    });
    expect(JSON.parse(text as string)).toEqual(ALLOW);
  });

  it.each([
    ["${var.document}", 'it is the variable "document"'],
    ["${jsonencode({Statement = [{Resource = [var.bucket]}]})}", 'it is the variable "bucket"'],
    ["${jsonencode({Statement = [for s in var.all : s]})}", 'it is the variable "all"'],
    ['${jsonencode({Version = "1" Statement})}', "it is malformed"],
    ["${local.loop}", "it refers to itself: local.loop → local.loop"],
    ["${f({})}", "nobody but Terraform knows what f() comes to"],
  ])("of %s is not known, with the reason", (policy_document, because) => {
    expect(policyText({ policy_document }, { locals: { loop: "${local.loop}" } })).toMatchObject({
      unknown: true,
      attribute: "alicloud_ram_policy.it.policy_document",
      because,
    });
  });

  it.each<[string, unknown]>([
    ["${jsonencode({ n = local.n, b = local.b, t = local.t, z = null })}", { n: 4, b: true, t: "x", z: null }],
    [
      '${jsonencode({ n = 4, b = false, t = "x-${local.t}", l = local.list })}',
      { n: 4, b: false, t: "x-x", l: ["a", "b"] },
    ],
    ['${jsonencode([{ a = [[]] }, {}, [1, "x"]])}', [{ a: [[]] }, {}, [1, "x"]]],
    ['${jsonencode({ a : 1, "b" : 2, "c-${local.t}" = 3 })}', { a: 1, b: 2, "c-x": 3 }],
    ["${jsonencode(local.list)}", ["a", "b"]],
    ["${(jsonencode({}))}", {}],
    ["${jsonencode({}).a}", null],
    ["${jsonencode(local.deep)}", null],
    ["${jsonencode({ a })}", null],
    ["${jsonencode({ a b })}", null],
    ["${jsonencode({ 1 = 2 })}", { "1": 2 }],
    ["${jsonencode({ (local.t) = 1 })}", { x: 1 }],
    ["${jsonencode({ a = local.mixed })}", { a: ["a", 1] }],
    ["${jsonencode({ a = local.templates })}", null],
    ["${jsonencode({ a = local.map })}", { a: { encoded: "{}" } }],
    ["${jsonencode({ a = [1][0] })}", { a: 1 }],
    ["${jsonencode({ a = { b = 1 }.b })}", { a: 1 }],
    ["${local.map.encoded}", {}],
    ['${jsonencode({ a = [for each in local.list : upper(each) if each != "b"] })}', { a: ["A"] }],
  ])("that %s encodes is %j", (policy_document, expected) => {
    const locals = {
      ...{ n: 4, b: true, t: "x", list: ["a", "b"], mixed: ["a", 1] },
      ...{ templates: ["a", "${var.x}"], map: { encoded: "${jsonencode({})}" } },
      deep: JSON.parse("[".repeat(600) + "]".repeat(600)) as unknown,
    };
    const text = policyText({ policy_document }, { locals });
    if (expected === null) expect(text).toMatchObject({ unknown: true });
    else expect(JSON.parse(text as string)).toEqual(expected);
  });

  it("is not known where a block of a data source is not, and says why", () => {
    const text = policyText(
      { policy_document: "${data.alicloud_ram_policy_document.d.document}" },
      { data: { alicloud_ram_policy_document: { d: { statement: [{ action: "${var.actions}" }] } } } },
    );
    expect(text).toMatchObject({
      attribute: "alicloud_ram_policy.it.policy_document",
      because: 'it is the variable "actions"',
    });
    expect(policyText({ dynamic: { statement: { for_each: "${var.x}", content: {} } } })).toMatchObject({
      attribute: "alicloud_ram_policy.it.statement",
      because: "a dynamic block generates a part of it",
    });
  });

  it("is that of the statements that dynamic blocks generate, where all of them are known", () => {
    const dynamic = {
      statement: {
        for_each: { read: ["oss:Get*"], write: ["oss:Put*"] },
        content: {
          effect: "Allow",
          action: "${statement.value}",
          dynamic: { condition: [{ for_each: '${statement.key == "read" ? [1] : []}', content: CONDITION }] },
        },
      },
    };
    const data = { alicloud_ram_policy_document: { d: { statement: [{ action: ["ram:*"] }], dynamic } } };
    const text = policyText({ policy_document: "${data.alicloud_ram_policy_document.d.document}" }, { data });
    expect(JSON.parse(text as string)).toEqual({
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: "ram:*" },
        { Effect: "Allow", Action: "oss:Get*", Condition: { Bool: { "acs:SecureTransport": "true" } } },
        { Effect: "Allow", Action: "oss:Put*" },
      ],
    });
  });

  it.each([
    ["${data.alicloud_ram_policy_document.d.output_file}", "policy.json"],
    ["${data.other.d.document}", "{}"],
    ["${other.d.document}", "{}"],
  ])("is that of a data source by its attribute alone, not by %s", (policy_document, expected) => {
    const rest = {
      data: {
        alicloud_ram_policy_document: { d: { output_file: "policy.json", statement: [{ action: ["oss:*"] }] } },
        other: { d: { document: "{}" } },
      },
    };
    const resource = { alicloud_ram_policy: { it: { policy_document } }, other: { d: { document: "{}" } } };
    expect(inventoryOf({ ...rest, resource }).policyDocuments[0]?.text).toBe(expected);
  });

  it("keeps conditions and principals of a data source, also of hostile names", () => {
    const condition = [
      { operator: "IpAddress", variable: "acs:SourceIp", values: ["10.0.0.1", "10.0.0.2"] },
      { operator: "__proto__", variable: "constructor", values: ["x"] },
    ];
    const principal = [{ entity: "RAM", identifiers: ["acs:ram::123:root"] }];
    const statement = [{ effect: "Allow", action: ["sts:AssumeRole"], condition, principal }];
    const role = documentOf(
      "alicloud_ram_role",
      { assume_role_policy_document: "${data.alicloud_ram_policy_document.d.document}" },
      { data: { alicloud_ram_policy_document: { d: { statement } } } },
    );
    expect(role).toMatchObject({ purpose: "trust", attribute: "assume_role_policy_document" });
    const [read] = (JSON.parse(role?.text as string) as { Statement: Json[] }).Statement;
    expect(read).not.toHaveProperty("Resource");
    expect(read?.["Principal"]).toEqual({ RAM: ["acs:ram::123:root"] });
    expect(JSON.stringify(read?.["Condition"])).toBe(
      '{"IpAddress":{"acs:SourceIp":["10.0.0.1","10.0.0.2"]},"__proto__":{"constructor":"x"}}',
    );
  });

  it("of a role is what the provider makes of deprecated arguments", () => {
    const role = documentOf("alicloud_ram_role", { ram_users: ["acs:ram::1:root"], services: ["ecs.aliyuncs.com"] });
    expect(JSON.parse(role?.text as string)).toEqual({
      Version: "1",
      Statement: [
        {
          Effect: "Allow",
          Action: ["sts:AssumeRole"],
          Principal: { RAM: ["acs:ram::1:root"], Service: ["ecs.aliyuncs.com"] },
        },
      ],
    });
    expect(documentOf("alicloud_ram_role", { services: "${var.s}" })?.text).toMatchObject({
      attribute: "alicloud_ram_role.it.services",
    });
    expect(documentOf("alicloud_ram_role", { ram_users: "${var.u}", services: [] })?.text).toMatchObject({
      attribute: "alicloud_ram_role.it.ram_users",
    });
    const service = documentOf("alicloud_ram_role", { services: ["ecs.aliyuncs.com"] });
    expect(JSON.parse(service?.text as string)).toMatchObject({
      Statement: [{ Principal: { Service: ["ecs.aliyuncs.com"] } }],
    });
    const users = documentOf("alicloud_ram_role", { ram_users: ["acs:ram::1:root", null, "acs:ram::2:root"] });
    expect(JSON.parse(users?.text as string)).toMatchObject({
      Statement: [{ Principal: { RAM: ["acs:ram::1:root", "acs:ram::2:root"] } }],
    });
    expect(documentOf("alicloud_ram_role", { ram_users: ["acs:ram::1:root", "${var.u}"] })?.text).toMatchObject({
      because: 'it is the variable "u"',
    });
  });

  it("is null when none is given, and left out when the block declares nothing", () => {
    expect(policyText({})).toBeNull();
    expect(policyText({ policy_document: "" })).toBeNull();
    expect(documentOf("alicloud_ram_policy", { policy_document: "{}", count: 0 })).toBeUndefined();
  });

  it("that jsonencode makes of any plain object is that object", () => {
    const plain = fc.dictionary(
      fc.stringMatching(/^[A-Za-z:]{1,8}$/),
      fc.oneof(fc.stringMatching(/^[A-Za-z0-9:*?/.]*$/), fc.boolean(), fc.array(fc.stringMatching(/^[a-z*]*$/))),
    );
    fc.assert(
      fc.property(plain, (object) => {
        const text = policyText({ policy_document: `\${jsonencode(${JSON.stringify(object)})}` });
        expect(JSON.parse(text as string)).toEqual(object);
      }),
      { numRuns: 100 },
    );
  });
});

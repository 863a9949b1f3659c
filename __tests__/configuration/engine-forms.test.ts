import {
  Fn,
  Op,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { RamAccessKey } from "../../provider-alicloud/lib/ram-access-key";
import { RamPolicy } from "../../provider-alicloud/lib/ram-policy";
import { RamUser } from "../../provider-alicloud/lib/ram-user";
import { RamUserPolicyAttachment } from "../../provider-alicloud/lib/ram-user-policy-attachment";
import { readConfiguration } from "../../lib/inventory/configuration";
import { parseHcl } from "../../lib/configuration/hcl";
import { evaluate } from "../../lib/rules/evaluate";

/** What is said of a configuration, whoever wrote it: all but construct paths. */
function findingsOf(name: string, content: unknown): unknown[] {
  const inventory = readConfiguration([{ name: "app", files: [{ name, content }] }]);
  const findings = evaluate(inventory, { stage: "configuration", today: "2026-11-22" });
  return findings.map(({ rule, verdict, level, address, subject, message }) => {
    return { rule, verdict, level, address, subject, message };
  });
}

/** What engineers write with the functions, iterators and conditions of cdktf, and the same in HCL. */
const FORMS: readonly (readonly [string, (stack: TerraformStack) => void, string])[] = [
  [
    "a count that conditions decide",
    (stack) => {
      const on = new TerraformLocal(stack, "on", Fn.contains(["prod", "test"], "prod"));
      const count: unknown = Fn.conditional(Op.and(on.expression, Op.gt(2, 1)), 3, 0);
      new RamAccessKey(stack, "some", { userName: "etl", count: Token.asNumber(count) });
      const off: unknown = Fn.conditional(Op.not(on.expression), 1, 0);
      new RamAccessKey(stack, "none", { userName: "etl", count: Token.asNumber(off) });
    },
    `locals { on = contains(["prod", "test"], "prod") }
     resource "alicloud_ram_access_key" "some" {
       count     = local.on && 2 > 1 ? 3 : 0
       user_name = "etl"
     }
     resource "alicloud_ram_access_key" "none" {
       count     = !local.on ? 1 : 0
       user_name = "etl"
     }`,
  ],
  [
    "an iterator over a map",
    (stack) => {
      const team = TerraformIterator.fromMap({ etl: { keys: true }, bi: { keys: false } });
      const user = new RamUser(stack, "team", { forEach: team, name: team.key });
      new RamAccessKey(stack, "team_key", { forEach: team, userName: `\${${user.fqn}[each.key].name}` });
      new RamUserPolicyAttachment(stack, "team_admin", {
        forEach: team,
        policyName: "AdministratorAccess",
        policyType: "System",
        userName: team.key,
      });
    },
    `resource "alicloud_ram_user" "team" {
       for_each = { etl = { keys = true }, bi = { keys = false } }
       name     = each.key
     }
     resource "alicloud_ram_access_key" "team_key" {
       for_each  = { etl = { keys = true }, bi = { keys = false } }
       user_name = alicloud_ram_user.team[each.key].name
     }
     resource "alicloud_ram_user_policy_attachment" "team_admin" {
       for_each    = { etl = { keys = true }, bi = { keys = false } }
       policy_name = "AdministratorAccess"
       policy_type = "System"
       user_name   = each.key
     }`,
  ],
  [
    "an iterator over a list, and a count from a variable",
    (stack) => {
      const names = new TerraformVariable(stack, "names", { type: "list(string)", default: ["a", "b"] });
      const each = TerraformIterator.fromList(names.listValue);
      new RamAccessKey(stack, "named", { forEach: each, userName: Token.asString(each.value), status: "Inactive" });
      const size = new TerraformVariable(stack, "size", { type: "number", default: 3 });
      const counted = TerraformCount.of(size.numberValue);
      new RamAccessKey(stack, "counted", { count: counted, userName: `robot-${Token.asString(counted.index)}` });
    },
    `variable "names" {
       type    = list(string)
       default = ["a", "b"]
     }
     variable "size" {
       type    = number
       default = 3
     }
     resource "alicloud_ram_access_key" "named" {
       for_each  = toset(var.names)
       user_name = each.value
       status    = "Inactive"
     }
     resource "alicloud_ram_access_key" "counted" {
       count     = var.size
       user_name = "robot-\${count.index}"
     }`,
  ],
  [
    "a policy through jsonencode, merge and a local",
    (stack) => {
      const base = new TerraformLocal(stack, "base", { Version: "1" });
      const statement = [{ Effect: "Allow", Action: "*", Resource: "*" }];
      const document = Fn.jsonencode(Fn.merge([base.expression, { Statement: statement }]));
      new RamPolicy(stack, "all", { policyName: "all", policyDocument: document });
      const parts: unknown = Fn.concat([["oss:GetObject"], ["*"]]);
      const own = Fn.jsonencode({ Version: "1", Statement: [{ Effect: "Allow", Action: parts, Resource: "*" }] });
      new RamPolicy(stack, "parts", { policyName: "parts", policyDocument: own });
    },
    `locals { base = { Version = "1" } }
     resource "alicloud_ram_policy" "all" {
       policy_name     = "all"
       policy_document = jsonencode(merge(local.base, { Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] }))
     }
     resource "alicloud_ram_policy" "parts" {
       policy_name     = "parts"
       policy_document = jsonencode({
         Version   = "1"
         Statement = [{ Effect = "Allow", Action = concat(["oss:GetObject"], ["*"]), Resource = "*" }]
       })
     }`,
  ],
  [
    "a document interpolated by the engine",
    (stack) => {
      const bucket = new TerraformVariable(stack, "bucket", { type: "string" });
      const statement = [
        { Effect: "Allow", Action: "oss:Get*", Resource: `acs:oss:*:*:${bucket.stringValue}/*` },
        { Effect: "Allow", Action: "*", Resource: "*" },
      ];
      const document = Fn.jsonencode({ Version: "1", Statement: statement });
      new RamPolicy(stack, "mixed", { policyName: "mixed", policyDocument: document });
    },
    `variable "bucket" { type = string }
     resource "alicloud_ram_policy" "mixed" {
       policy_name     = "mixed"
       policy_document = jsonencode({
         Version   = "1"
         Statement = [
           { Effect = "Allow", Action = "oss:Get*", Resource = "acs:oss:*:*:\${var.bucket}/*" },
           { Effect = "Allow", Action = "*", Resource = "*" },
         ]
       })
     }`,
  ],
  [
    "a secret through locals, lookups and outputs",
    (stack) => {
      const key = new RamAccessKey(stack, "loader", { userName: "loader" });
      const all = new TerraformLocal(stack, "all", { loader: { id: key.id, secret: key.secret } });
      const secret: unknown = Fn.lookup(Fn.lookup(all.expression, "loader", {}), "secret", "");
      new TerraformOutput(stack, "secret", { value: Fn.base64encode(Token.asString(secret)) });
      new TerraformOutput(stack, "id", {
        value: Token.asString(Fn.lookup(Fn.lookup(all.expression, "loader", {}), "id", "")),
      });
    },
    `resource "alicloud_ram_access_key" "loader" { user_name = "loader" }
     locals { all = { loader = { id = alicloud_ram_access_key.loader.id, secret = alicloud_ram_access_key.loader.secret } } }
     output "secret" { value = base64encode(lookup(lookup(local.all, "loader", {}), "secret", "")) }
     output "id" { value = lookup(lookup(local.all, "loader", {}), "id", "") }`,
  ],
  [
    "statements from a dynamic block",
    (stack) => {
      const actions = TerraformIterator.fromList(["oss:GetObject", "*"]);
      const policy = new RamPolicy(stack, "generated", { policyName: "generated" });
      policy.addOverride("dynamic.statement", {
        for_each: ["oss:GetObject", "*"],
        content: { effect: "Allow", action: ["${statement.value}"], resource: ["*"] },
      });
      new RamPolicy(stack, "iterated", {
        policyName: "iterated",
        statement: actions.dynamic({ effect: "Allow", action: [actions.value], resource: ["*"] }) as never,
      });
    },
    `resource "alicloud_ram_policy" "generated" {
       policy_name = "generated"
       dynamic "statement" {
         for_each = ["oss:GetObject", "*"]
         content {
           effect   = "Allow"
           action   = [statement.value]
           resource = ["*"]
         }
       }
     }
     resource "alicloud_ram_policy" "iterated" {
       policy_name = "iterated"
       dynamic "statement" {
         for_each = toset(["oss:GetObject", "*"])
         content {
           effect   = "Allow"
           action   = [statement.value]
           resource = ["*"]
         }
       }
     }`,
  ],
  [
    "names put together, and a path with text",
    (stack) => {
      const env = new TerraformVariable(stack, "env", { type: "string" });
      const user = new RamUser(stack, "etl", { name: Token.asString(Fn.format("%s-%s", ["etl", env.stringValue])) });
      new RamAccessKey(stack, "file", { userName: user.name, secretFile: `/tmp/${env.stringValue}.key` });
      const name = Fn.join("-", ["bi", Fn.lower("LOADER")]);
      for (const id of ["one", "two", "three"]) new RamAccessKey(stack, id, { userName: name, status: "Inactive" });
    },
    `variable "env" { type = string }
     resource "alicloud_ram_user" "etl" { name = format("%s-%s", "etl", var.env) }
     resource "alicloud_ram_access_key" "file" {
       user_name   = alicloud_ram_user.etl.name
       secret_file = "/tmp/\${var.env}.key"
     }
     resource "alicloud_ram_access_key" "one" {
       user_name = join("-", ["bi", lower("LOADER")])
       status    = "Inactive"
     }
     resource "alicloud_ram_access_key" "two" {
       user_name = join("-", ["bi", lower("LOADER")])
       status    = "Inactive"
     }
     resource "alicloud_ram_access_key" "three" {
       user_name = join("-", ["bi", lower("LOADER")])
       status    = "Inactive"
     }`,
  ],
  [
    "a consumer that is created first",
    (stack) => {
      const key = new RamAccessKey(stack, "app", { userName: "app" });
      const other = new RamAccessKey(stack, "app_2", { userName: "app" });
      const user = new RamUser(stack, "waits", { name: "waits", lifecycle: { createBeforeDestroy: true } });
      user.node.addDependency(key, other);
      user.addOverride("depends_on", [key.fqn, other.fqn]);
    },
    `resource "alicloud_ram_access_key" "app" { user_name = "app" }
     resource "alicloud_ram_access_key" "app_2" { user_name = "app" }
     resource "alicloud_ram_user" "waits" {
       name       = "waits"
       depends_on = [alicloud_ram_access_key.app, alicloud_ram_access_key.app_2]
       lifecycle { create_before_destroy = true }
     }`,
  ],
];

describe("what cdktf writes", () => {
  it.each(FORMS)("is read as HCL is: %s", (_, build, text) => {
    const stack = new TerraformStack(Testing.app(), "app");
    build(stack);
    const found = findingsOf("cdk.tf.json", JSON.parse(Testing.synth(stack)));
    expect(found).toEqual(findingsOf("main.tf", parseHcl(text, "main.tf")));
    expect(found).not.toEqual([]);
  });
});

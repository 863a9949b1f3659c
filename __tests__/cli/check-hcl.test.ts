import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ID, SECRET } from "../inventory/fixtures";
import { ramparts } from "./program";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "ramparts-hcl-"))));
afterEach(() => rmSync(directory, { recursive: true }));

interface Finding {
  readonly rule: string;
  readonly address: string;
  readonly message: string;
}

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}

async function check(files: Record<string, string>): Promise<{ findings: Finding[]; notRead: { what: string }[] }> {
  write(files);
  const { out } = await ramparts(["check", directory, "--format", "json"]);
  return JSON.parse(out) as { findings: Finding[]; notRead: { what: string }[] };
}

/** A hand-written project: a user with a key, keys by number and by name, a policy, and a module of its own. */
const PROJECT = {
  "main.tf": `
    terraform {
      required_providers {
        alicloud = {
          source  = "aliyun/alicloud"
          version = "~> 1.280"
        }
      }
      backend "oss" {
        bucket           = "states"
        encrypt          = true
        tablestore_table = "locks"
      }
    }

    resource "alicloud_ram_user" "etl" {
      name = var.user_name
    }

    resource "alicloud_ram_access_key" "one" {
      user_name = var.user_name
      pgp_key   = var.pgp_key
    }

    resource "alicloud_ram_access_key" "more" {
      count     = 2
      user_name = alicloud_ram_user.etl.name
      pgp_key   = var.pgp_key
    }

    resource "alicloud_ram_user" "service" {
      for_each = toset(["x", "y"])
      name     = "\${local.prefix}-\${each.key}"
    }

    resource "alicloud_ram_policy" "all" {
      policy_name = "everything"
      policy_document = jsonencode({
        Version = "1"
        Statement = [{
          Effect   = "Allow"
          Action   = ["*"]
          Resource = "*"
        }]
      })
    }

    resource "alicloud_ram_policy" "storage" {
      policy_name     = "storage"
      policy_document = <<-EOT
        {
          "Version": "1",
          "Statement": [{ "Effect": "Allow", "Action": "oss:*", "Resource": "*" }]
        }
      EOT
    }

    resource "alicloud_ram_user_policy_attachment" "all" {
      user_name   = alicloud_ram_user.etl.name
      policy_name = alicloud_ram_policy.all.policy_name
      policy_type = "Custom"
    }

    resource "alicloud_ram_user" "computed" {
      name = lower(var.user_name) # a function, which a plan knows
    }

    module "team" {
      source = "./modules/team"
      owner  = var.user_name
    }

    module "far" {
      source = "example/far/alicloud"
    }

    output "secret" {
      value = alicloud_ram_access_key.one.secret
    }

    moved {
      from = alicloud_ram_access_key.old
      to   = alicloud_ram_access_key.one
    }
  `,
  "variables.tf": `
    variable "user_name" {
      type    = string
      default = "etl"
    }
    variable "pgp_key" {
      type = string
    }
    locals {
      prefix = "service-\${var.user_name}"
    }
  `,
  "modules/team/main.tf": `
    variable "owner" {}
    resource "alicloud_ram_access_key" "team" {
      for_each  = { a = 1, b = 2, c = 3 }
      user_name = "team-\${var.owner}"
      lifecycle {
        create_before_destroy = true
      }
    }
  `,
};

/** What is found in it, but for the rules that every AccessKey breaks which was not made with a construct. */
const EXPECTED = [
  'KEY002 alicloud_ram_access_key.one: RAM user "etl" would hold 3 AccessKeys; RAM allows 2',
  'KEY002 module.team.alicloud_ram_access_key.team: RAM user "team-etl" would hold at least 3 AccessKeys; RAM allows 2',
  "KEY004 module.team.alicloud_ram_access_key.team: The AccessKey is created before it is destroyed: a replacement would make 6 AccessKeys, and RAM allows 2",
  "KEY006 alicloud_ram_access_key.more: count tells 2 AccessKeys apart by nothing but their position",
  "POL001 alicloud_ram_policy.all: The policy allows every action on every resource",
  'POL002 alicloud_ram_policy.storage: The policy allows "oss:*" on every resource',
  'POL003 alicloud_ram_user_policy_attachment.all: RAM user "etl" has AccessKeys and gets the policy of alicloud_ram_policy.all, which allows everything or all of RAM',
  'SEC001 alicloud_ram_access_key.more: The secret may lie in clear in the state: alicloud_ram_access_key.more.pgp_key is not known, because it is the variable "pgp_key"',
  'SEC001 alicloud_ram_access_key.one: The secret may lie in clear in the state: alicloud_ram_access_key.one.pgp_key is not known, because it is the variable "pgp_key"',
  "SEC001 module.team.alicloud_ram_access_key.team: The secret would lie in clear in the state: the AccessKey has no pgp_key",
  'SEC003 alicloud_ram_access_key.more: Nobody can tell whether the provider can use pgp_key: alicloud_ram_access_key.more.pgp_key is not known, because it is the variable "pgp_key"',
  'SEC003 alicloud_ram_access_key.one: Nobody can tell whether the provider can use pgp_key: alicloud_ram_access_key.one.pgp_key is not known, because it is the variable "pgp_key"',
  "SEC005 output.secret: The output shows the secret of alicloud_ram_access_key.one in clear",
];

describe("ramparts check of HCL", () => {
  it("judges a hand-written project with its modules as Terraform would read it", async () => {
    const { findings, notRead } = await check(PROJECT);
    const shown = findings.map(({ rule, address, message }) => `${rule} ${address}: ${message}`);
    expect(shown.filter((line) => !/^(?:KEY003|KEY008|KEY011) /.test(line)).sort()).toEqual(EXPECTED);
    expect(notRead.map(({ what }) => what)).toEqual(["module.far"]);
  });

  it("counts three keys of a user whom a variable names by its default", async () => {
    const keys = ["a", "b", "c"].map(
      (name) => `resource "alicloud_ram_access_key" "${name}" {\n  user_name = var.n\n}\n`,
    );
    const variable = 'variable "n" {\n  default = "etl"\n}\n';
    expect((await check({ "main.tf": keys.join("") + variable })).findings).toContainEqual(
      expect.objectContaining({
        rule: "KEY002",
        message: 'RAM user "etl" would hold at least 3 AccessKeys; RAM allows 2',
      }),
    );
  });

  it("still tells what cdktf has written as HCL, and reads nothing of it", async () => {
    const { findings } = await check({ "cdk.tf": "this is no HCL" });
    expect(findings.map(({ rule }) => rule)).toEqual(["GRD005"]);
  });

  it("finds credentials in comments and files of variables, and shows none", async () => {
    const provider = `# provider "alicloud" {\n#   access_key = "${ID}"\n#   secret_key = "${SECRET}"\n# }\n`;
    write({ "main.tf": provider, "terraform.tfvars": `secret_key = "${SECRET}"\n` });
    const { out, err } = await ramparts(["check", directory]);
    expect(out).toContain("//.main.tf.0 holds a literal AccessKey secret");
    expect(out).toContain("terraform.tfvars.secret_key holds a literal AccessKey secret");
    expect((out + err).includes(ID) || (out + err).includes(SECRET)).toBe(false);
  });

  it("shows no default of a sensitive variable", async () => {
    const variable = 'variable "n" {\n  default   = "hush-hush"\n  sensitive = true\n}\n';
    write({ "main.tf": `${variable}resource "alicloud_ram_access_key" "k" {\n  user_name = var.n\n}\n` });
    const { out } = await ramparts(["check", directory]);
    expect(out).toContain("it is marked as sensitive");
    expect(out).not.toContain("hush");
  });

  it("ends with 2 where a file is malformed, naming the place", async () => {
    write({ "main.tf": 'resource "a" "b" {\n  x = \n}\n' });
    const { code, err } = await ramparts(["check", directory]);
    expect(code).toBe(2);
    expect(err).toMatch(/main\.tf:2:7: cannot be read as HCL: Invalid expression/);
  });
});

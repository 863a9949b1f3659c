import fc from "fast-check";
import { parseHcl, terraformJsonOf } from "../../lib/configuration/hcl";
import { InputError } from "../../lib/files/input-error";
import { SECRET } from "../inventory/fixtures";

const read = (text: string): unknown => terraformJsonOf(parseHcl(text, "main.tf"));

/** What an expression of HCL is in Terraform JSON. */
function valueOf(expression: string): unknown {
  return (read(`locals {\n  x = ${expression}\n}\n`) as { locals: { x: unknown } }).locals.x;
}

function problemOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error("was accepted");
}

describe("HCL", () => {
  it.each<[string, unknown]>([
    ['"text"', "text"],
    ["-1.5", -1.5],
    ["true", true],
    ["null", null],
    ['["a", 1, [true],]', ["a", 1, [true]]],
    ['{ a = 1, "b-c" = { d = var.e } }', { a: 1, "b-c": { d: "${var.e}" } }],
    ["{ (var.k) = 1 }", { "${(var.k)}": 1 }],
    ["var.name", "${var.name}"],
    ['"${var.name}"', "${var.name}"],
    ['"x-${var.name}"', "x-${var.name}"],
    ['alicloud_ram_user.etl["a"].name', '${alicloud_ram_user.etl["a"].name}'],
    ['toset(["a", "b"])', '${toset(["a", "b"])}'],
    ['var.on ? "a" : "b"', '${var.on ? "a" : "b"}'],
    ['"$${not} %%{either} \\"quoted\\" \\u0041"', '$${not} %%{either} "quoted" A'],
    ["provider::x::y(1)", "${provider::x::y(1)}"],
    ['"a" # a comment', "a"],
    ["<<-EOT\n    first ${var.a}\n      $${second} \\n\n    EOT", "first ${var.a}\n  $${second} \\n\n"],
  ])("has in %j what Terraform JSON has in %j", (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  it("keeps every plain text as it is", () => {
    const plain = fc.string({ unit: "grapheme" }).filter((text) => !/[$%\p{C}]/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(valueOf(JSON.stringify(text))).toBe(text.normalize("NFC"));
      }),
      { numRuns: 50 },
    );
  });

  it("has its blocks where Terraform JSON has them", () => {
    const text = `
      terraform {
        required_providers {
          alicloud = { source = "aliyun/alicloud" }
        }
        backend "oss" {
          bucket = "states"
        }
      }
      provider "alicloud" {}
      provider "alicloud" {
        alias = "west"
      }
      resource "alicloud_ram_user" "etl" {
        provider   = alicloud.west
        depends_on = [alicloud_ram_user.other]
        lifecycle {
          ignore_changes = [comments, tags["x"]]
        }
        timeouts {
          create = "1m"
        }
      }
      module "m" {
        source    = "./m"
        providers = { alicloud = alicloud.west }
      }
      variable "names" {
        type = list(string)
      }
      moved {
        from = alicloud_ram_user.old
        to   = alicloud_ram_user.etl
      }
      /* an import */
      import {
        to = alicloud_ram_user.etl
        id = var.id
      }
    `;
    expect(read(text)).toEqual({
      terraform: {
        required_providers: { alicloud: { source: "aliyun/alicloud" } },
        backend: { oss: { bucket: "states" } },
      },
      provider: { alicloud: [{}, { alias: "west" }] },
      resource: {
        alicloud_ram_user: {
          etl: {
            provider: "alicloud.west",
            depends_on: ["alicloud_ram_user.other"],
            lifecycle: { ignore_changes: ["comments", 'tags["x"]'] },
            timeouts: [{ create: "1m" }],
          },
        },
      },
      module: { m: { source: "./m", providers: { alicloud: "alicloud.west" } } },
      variable: { names: { type: "list(string)" } },
      moved: { from: "alicloud_ram_user.old", to: "alicloud_ram_user.etl" },
      import: { to: "alicloud_ram_user.etl", id: "${var.id}" },
    });
  });

  it("keeps two blocks of one name two, as they may hide one another", () => {
    const user = 'resource "alicloud_ram_user" "etl" {\n  name = "a"\n}\n';
    expect(read(user + user)).toEqual({ resource: { alicloud_ram_user: { etl: [{ name: "a" }, { name: "a" }] } } });
  });

  it.each(["", "\ufeff", "# nothing\n"])("may say nothing: %j", (text) => {
    expect(read(text)).toEqual({});
  });

  it.each<[string, string, string]>([
    ["an unclosed block", 'resource "a" "b" {\n', "main.tf:1:18: cannot be read as HCL: Unclosed configuration block."],
    [
      "an argument that stands twice",
      "locals {\n  a = 1\n  a = 2\n}\n",
      "main.tf:3:3: cannot be read as HCL: Attribute",
    ],
    ["blocks that cannot be together", 'a "b" {}\na {}\n', "main.tf: cannot be read as HCL."],
  ])("is refused with %s, saying where", (_, text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  it("says nothing of what the file holds, since that may be a secret", () => {
    for (const text of [
      `secret = ${SECRET}"`,
      `"${SECRET}" = 1`,
      `${SECRET} "a" {`,
      `a = 1\n${SECRET} = 1\n${SECRET} = 2`,
    ]) {
      expect(problemOf(text)).not.toContain(SECRET);
    }
  });

  it.each([
    ["brackets", `locals {\n  a = ${"[".repeat(20_000)}${"]".repeat(20_000)}\n}\n`],
    ["blocks", `${"a {\n".repeat(20_000)}${"}\n".repeat(20_000)}`],
    ["templates", `a = ${'"${'.repeat(20_000)}1${'}"'.repeat(20_000)}`],
  ])("is refused when its %s are nested too deeply, and the next file is read", (_, text) => {
    expect(problemOf(text)).toMatch(/^main\.tf: is nested more deeply than can be read/);
    expect(valueOf("1")).toBe(1);
  });
});

import { readConfiguration } from "../../lib/inventory/configuration";
import { stack } from "./fixtures";

type Json = Record<string, unknown>;

/** The name of a user that a variable of the root decides, or why it is not known. */
function nameOf(variable: Json, ...files: Json[]): unknown {
  const content = { variable: { name: variable }, resource: { alicloud_ram_user: { u: { name: "${var.name}" } } } };
  const variableFiles = files.map((file, index) => ({ name: `${index}.auto.tfvars`, content: file }));
  const { identities } = readConfiguration([stack("app", content, { variableFiles })]);
  return identities[0]?.name;
}

const unknown = expect.objectContaining({ unknown: true, because: 'it is the variable "name"' }) as unknown;
const hidden = expect.objectContaining({ unknown: true, because: "it is marked as sensitive" }) as unknown;

describe("a variable of a root", () => {
  it.each<[string, unknown, Json, ...Json[]]>([
    ["its default", "etl", { default: "etl" }],
    ["what a file gives it", "bi", { default: "etl" }, { name: "bi" }],
    ["text that looks like a template", "${x}", {}, { name: "$${x}" }],
    ["what the last file gives it", "last", {}, { name: "bi" }, { name: "last" }, { other: "x" }],
    ["not known without a value", unknown, {}],
    ["hidden where nobody should see it", hidden, { default: "etl", sensitive: true }, { name: "bi" }],
    ["hidden where it is ephemeral", hidden, { default: "etl", ephemeral: true }],
  ])("is %s", (_, expected, variable, ...files) => {
    expect(nameOf(variable, ...files)).toEqual(expected);
  });

  it.each<[string, Json]>([
    ["a variable that is not null", { default: "etl", nullable: false }],
    ["the attribute of an object", { default: {}, type: '${object({ user = optional(string, "etl") })}' }],
  ])("has its default where %s was given null", (_, variable) => {
    const name = "type" in variable ? "${var.name.user}" : "${var.name}";
    const resource = { alicloud_ram_user: { u: { name } } };
    const files = [{ name: "m.tf", content: { variable: { name: variable }, resource } }];
    const given = "type" in variable ? { user: null } : null;
    const content = { module: { m: { source: "./m", name: given } } };
    const { identities } = readConfiguration([stack("app", content, { modules: [{ path: ["m"], files }] })]);
    expect(identities[0]?.name).toBe("etl");
  });

  it("is the text that looks like a template in JSON, where a default and a file have none", () => {
    expect(nameOf({ default: "${local.x}" })).toBe("${local.x}");
    const content = { variable: { name: {} }, resource: { alicloud_ram_user: { u: { name: "${var.name}" } } } };
    const variableFiles = [{ name: "terraform.tfvars.json", content: { name: "$${local.x}" } }];
    expect(readConfiguration([stack("app", content, { variableFiles })]).identities[0]?.name).toBe("${local.x}");
  });

  it("has the default of the last file that overrides it, as that is written", () => {
    const resource = { alicloud_ram_user: { u: { name: "${var.name}" } } };
    const main = { name: "main.tf.json", content: { variable: { name: { default: '${upper("x")}' } }, resource } };
    const hcl = { name: "override.tf", content: { variable: { name: { default: '${upper("y")}' } } } };
    const [user] = readConfiguration([{ name: "app", files: [main, hcl] }]).identities;
    expect(user?.name).toBe("Y");
  });

  it("is not what a file gives to a name that is not declared", () => {
    const content = { resource: { alicloud_ram_user: { u: { name: "${var.name}" } } } };
    const variableFiles = [{ name: "terraform.tfvars", content: { name: "etl" } }];
    expect(readConfiguration([stack("app", content, { variableFiles })]).identities[0]?.name).toEqual(unknown);
  });

  it("reaches the modules that it is passed to", () => {
    const files = [
      { name: "m.tf", content: { variable: { n: {} }, resource: { alicloud_ram_user: { u: { name: "${var.n}" } } } } },
    ];
    const content = { variable: { name: { default: "etl" } }, module: { m: { source: "./m", n: "x-${var.name}" } } };
    const { identities } = readConfiguration([stack("app", content, { modules: [{ path: ["m"], files }] })]);
    expect(identities[0]?.name).toBe("x-etl");
  });
});

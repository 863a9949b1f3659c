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

describe("a variable of a root", () => {
  it.each<[string, unknown, Json, ...Json[]]>([
    ["its default", "etl", { default: "etl" }],
    ["what a file gives it", "bi", { default: "etl" }, { name: "bi" }],
    ["text that looks like a template", "${x}", {}, { name: "$${x}" }],
    ["what the last file gives it", "last", {}, { name: "bi" }, { name: "last" }, { other: "x" }],
    ["not known without a value", unknown, {}],
    ["not known where nobody should see it", unknown, { default: "etl", sensitive: true }, { name: "bi" }],
    ["not known where it is ephemeral", unknown, { default: "etl", ephemeral: true }],
  ])("is %s", (_, expected, variable, ...files) => {
    expect(nameOf(variable, ...files)).toEqual(expected);
  });

  it.each<[string, Json]>([
    ["a variable that is not null", { default: "etl", nullable: false }],
    ["the attribute of an object", { default: {}, type: '${object({ user = optional(string, "etl") })}' }],
  ])("may have its default where %s was given null", (_, variable) => {
    const name = "type" in variable ? "${var.name.user}" : "${var.name}";
    const resource = { alicloud_ram_user: { u: { name } } };
    const files = [{ name: "m.tf", content: { variable: { name: variable }, resource } }];
    const given = "type" in variable ? { user: null } : null;
    const content = { module: { m: { source: "./m", name: given } } };
    const { identities } = readConfiguration([stack("app", content, { modules: [{ path: ["m"], files }] })]);
    const because = 'the variable "name" may have a default instead of null';
    expect(identities[0]?.name).toMatchObject({ unknown: true, because });
  });

  it("is not known where its default looks like a template, which it is not in JSON", () => {
    expect(nameOf({ default: "${local.x}" })).toEqual(unknown);
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

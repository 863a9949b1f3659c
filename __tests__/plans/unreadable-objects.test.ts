import { unreadableObjects } from "../../lib/plans/unreadable-objects";

const KEY = { id: "id-of-key-number-one", user_name: "etl", status: "Active" };

function inStateFile(resource: unknown): string[] {
  const content = { version: 4, serial: 1, lineage: "l", resources: [resource] };
  return unreadableObjects({ kind: "stateFile", content }).map(({ what, why }) => `${what}: ${why}`);
}

function key(instance: unknown, parts: object = {}): object {
  return { mode: "managed", type: "alicloud_ram_access_key", name: "a", instances: [instance], ...parts };
}

describe("the objects of a state file that are not read", () => {
  it.each<[string, unknown, string[]]>([
    ["nothing of a key as Terraform writes it", key({ attributes: KEY }), []],
    ["nothing of a tainted one", key({ attributes: KEY, status: "tainted" }), []],
    ["nothing of a type that holds no credential", key({}, { type: "null_resource" }), []],
    ["nothing of a data source", key({}, { mode: "data" }), []],
    [
      "flat attributes",
      key({ attributes_flat: KEY }),
      ["alicloud_ram_access_key.a: its attributes stand in attributes_flat, as Terraform wrote them before 0.12"],
    ],
    ["no attributes", key({}), ["alicloud_ram_access_key.a: its attributes are missing"]],
    ["null", key({ attributes: null }), ["alicloud_ram_access_key.a: its attributes are missing"]],
    ["text", key({ attributes: "x" }), ["alicloud_ram_access_key.a: its attributes are no object"]],
    ["no id", key({ attributes: {} }), ["alicloud_ram_access_key.a: its attributes have no id"]],
    [
      "another status",
      key({ attributes: KEY, status: "planned" }),
      ["alicloud_ram_access_key.a: its status is none that Terraform is known to write"],
    ],
    ["no object", key(7), ["alicloud_ram_access_key.a: it is no object"]],
    [
      "an instance in a module, left behind",
      key({ index_key: "x", deposed: "00" }, { module: "module.m[0]" }),
      ['module.m[0].alicloud_ram_access_key.a["x"] (deposed 00): its attributes are missing'],
    ],
    ["a user", key({}, { type: "alicloud_ram_user" }), ["alicloud_ram_user.a: its attributes are missing"]],
    ["no instances", key(7, { instances: {} }), ["alicloud_ram_access_key.a: its instances are missing"]],
    ["no type", { name: "a", instances: [] }, ["resources[0]: its type or its name is missing"]],
    ["a resource that is none", null, ["resources[0]: it is no object"]],
  ])("are named: %s", (_, resource, expected) => {
    expect(inStateFile(resource)).toEqual(expected);
  });

  it("are all of them where the resources are no list", () => {
    const content = { version: 4, serial: 1, lineage: "l", resources: {} };
    expect(unreadableObjects({ kind: "stateFile", content })).toMatchObject([{ what: "resources" }]);
  });
});

describe("the objects of a shown state that are not read", () => {
  const inModule = (root_module: unknown): string[] =>
    unreadableObjects({ kind: "state", content: { format_version: "1.0", values: { root_module } } }).map(
      ({ what, why }) => `${what}: ${why}`,
    );
  const at = { address: "alicloud_ram_access_key.a", mode: "managed", type: "alicloud_ram_access_key", name: "a" };

  it.each<[string, unknown, string[]]>([
    ["nothing of an empty module", {}, []],
    ["nothing of a key as Terraform writes it", { resources: [{ ...at, values: KEY }] }, []],
    ["no values", { resources: [at] }, ["alicloud_ram_access_key.a: its values are missing"]],
    [
      "values that are a list",
      { resources: [{ ...at, values: [] }] },
      ["alicloud_ram_access_key.a: its values are no object"],
    ],
    [
      "no address",
      { resources: [{ ...at, address: 1 }] },
      ["root_module.resources[0]: its type or its address is missing"],
    ],
    [
      "in a module of a module",
      { child_modules: [{ address: "module.m", child_modules: [{ resources: [at] }, 3] }] },
      [
        "root_module.child_modules[0].child_modules[1]: it is no module",
        "alicloud_ram_access_key.a: its values are missing",
      ],
    ],
    ["resources that are no list", { resources: "x" }, ["root_module.resources: it is no object"]],
    ["a module that is none", [], ["values: it has no module"]],
  ])("are named: %s", (_, root, expected) => {
    expect(inModule(root)).toEqual(expected);
  });
});

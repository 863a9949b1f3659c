import { readConfiguration } from "../../lib/inventory/configuration";
import type { Inventory } from "../../lib/inventory/model";
import { KEY002 } from "../../lib/rules/keys/key002";
import { evaluate } from "../../lib/rules/evaluate";
import { stack } from "./fixtures";

/** The inventory of a root that calls one module as `m`. */
function inventoryOf(root: object, content: object, inner: object = {}): Inventory {
  const modules = [
    { path: ["m"], files: [{ name: "m/main.tf.json", content }] },
    { path: ["m", "inner"], files: [{ name: "inner/main.tf.json", content: inner }] },
  ];
  return readConfiguration([stack("app", root, { modules })]);
}

const call = (body: object = {}) => ({ module: { m: { source: "./m", ...body } } });
const key = (body: object = {}) => ({ resource: { alicloud_ram_access_key: { k: body } } });
const ownerOf = ({ accessKeys }: Inventory): unknown => {
  const owner = accessKeys[0]?.owner ?? null;
  return owner !== null && "label" in owner ? owner.label : owner;
};

describe("a module", () => {
  it("has addresses of its own, in the stack of its caller", () => {
    const { accessKeys, stacks } = inventoryOf(call(), { ...key(), module: { inner: {} } }, key());
    expect(accessKeys.map(({ site }) => `${site.stack} ${site.address}`)).toEqual([
      "app module.m.alicloud_ram_access_key.k",
      "app module.m.module.inner.alicloud_ram_access_key.k",
    ]);
    expect([...(stacks[0]?.resources.keys() ?? [])]).toEqual(accessKeys.map(({ site }) => site.address));
    expect(stacks).toHaveLength(1);
  });

  it("is not read where nothing calls it", () => {
    expect(inventoryOf({}, key()).accessKeys).toEqual([]);
  });

  it.each<[string, object, object, unknown]>([
    ["an argument", { name: "etl" }, {}, 'RAM user "etl"'],
    ["an argument that is a local value", { name: "x-${local.n}" }, {}, 'RAM user "x-etl"'],
    ["the default of a variable that is not given", {}, { default: "etl" }, 'RAM user "etl"'],
    [
      "an argument that differs from instance to instance",
      { name: "${each.key}", for_each: { a: 1 } },
      {},
      expect.objectContaining({ because: "it differs from instance to instance" }),
    ],
    ["nothing", {}, {}, expect.objectContaining({ because: 'it is the variable "name"' })],
  ])("takes the name of an owner from %s", (_, body, variable, expected) => {
    const root = { ...call(body), locals: { n: "etl" } };
    const content = { ...key({ user_name: "${var.name}" }), variable: { name: variable } };
    expect(ownerOf(inventoryOf(root, content))).toEqual(expected);
  });

  it("hands its outputs to its caller, unless it has several instances", () => {
    const content = {
      output: { name: { value: "${alicloud_ram_user.u.name}" } },
      resource: { alicloud_ram_user: { u: { name: "etl" } } },
    };
    const named = (name: string): unknown => ownerOf(inventoryOf({ ...call(), ...key({ user_name: name }) }, content));
    expect(named("${module.m.name}")).toBe('RAM user "etl"');
    const because = 'it is an output of the module "m"';
    expect(named("${module.m[0].name}")).toMatchObject({ because });
    expect(named("${module.m.other}")).toMatchObject({ because });
  });

  it.each<[string, object, unknown]>([
    ["once", {}, 1],
    ["by its count", { count: 2 }, 2],
    ["by its for_each", { for_each: { a: 1, b: 2, c: 3 } }, 3],
    ["not at all with a count of 0", { count: 0 }, 0],
    ["so often as nobody knows", { count: "${var.n}" }, expect.objectContaining({ attribute: "module.m.count" })],
  ])("has its keys %s", (_, body, instances) => {
    expect(inventoryOf(call(body), key({ user_name: "etl" })).accessKeys[0]?.instances).toEqual(instances);
  });

  it("has users of its own in each instance, whose keys are not added up", () => {
    const content = {
      variable: { n: {} },
      resource: {
        alicloud_ram_user: { u: { name: "${var.n}" } },
        alicloud_ram_access_key: {
          a: { user_name: "${alicloud_ram_user.u.name}" },
          b: { user_name: "${alicloud_ram_user.u.name}" },
        },
      },
    };
    const inventory = inventoryOf(call({ for_each: { x: 1, y: 2 }, n: "${each.key}" }), content);
    expect(evaluate(inventory, { stage: "configuration", today: "2026-06-15", rules: [KEY002] })).toEqual([]);
  });

  it("uses the provider configurations of its caller", () => {
    const provider = { alicloud: [{ account_id: "1" }, { alias: "west", account_id: "2" }] };
    const accountOf = (body: object, own: object = {}) =>
      inventoryOf({ ...call(body), provider }, { ...key({ user_name: "etl", ...own }) }).accessKeys[0]?.account
        .accountId;
    expect(accountOf({})).toBe("1");
    expect(accountOf({ providers: { alicloud: "alicloud.west" } })).toBe("2");
    expect(accountOf({ providers: { "alicloud.x": "${alicloud.west}" } }, { provider: "alicloud.x" })).toBe("2");
  });

  it("has users that an import of the root adopts", () => {
    const root = { ...call(), import: [{ to: 'module.m["a"].alicloud_ram_user.u', id: "etl" }] };
    const { identities } = inventoryOf(root, {
      resource: { alicloud_ram_user: { u: { name: "etl" }, v: { name: "new" } } },
    });
    expect(identities.map(({ created }) => created)).toEqual([false, true]);
  });

  it("may pass on the secret of its key, which only an output of the root shows", () => {
    const content = { ...key({ user_name: "etl" }), output: { s: { value: "${alicloud_ram_access_key.k.secret}" } } };
    const root = { ...call(), output: { shown: { value: "${module.m.s}" } } };
    const accessKey = { stack: "app", address: "module.m.alicloud_ram_access_key.k" };
    expect(inventoryOf(root, content).secretUses).toMatchObject([
      { site: { address: "output.shown" }, place: "output", accessKey, crossesStacks: false },
      { site: { address: "module.m.output.s" }, place: "other", accessKey, crossesStacks: false },
    ]);
  });
});

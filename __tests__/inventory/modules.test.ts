import { readConfiguration } from "../../lib/inventory/configuration";
import type { Inventory } from "../../lib/inventory/model";
import { KEY002 } from "../../lib/rules/keys/key002";
import { SEC008 } from "../../lib/rules/secrets/sec008";
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
    expect(stacks[0]?.resources.map(({ address }) => address)).toEqual(accessKeys.map(({ site }) => site.address));
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
      'RAM user "a"',
    ],
    ["nothing", {}, {}, expect.objectContaining({ because: 'it is the variable "name"' })],
  ])("takes the name of an owner from %s", (_, body, variable, expected) => {
    const root = { ...call(body), locals: { n: "etl" } };
    const content = { ...key({ user_name: "${var.name}" }), variable: { name: variable } };
    expect(ownerOf(inventoryOf(root, content))).toEqual(expected);
  });

  it.each<[string, number, object]>([
    ["${max(var.n, 3)}", 1, { atLeast: 3 }],
    ["${max(var.n, 3)}", 2, { atLeast: 6 }],
    ["${min(var.n, 3)}", 2, { atMost: 6 }],
    ['${var.on == "yes" ? 1 : 2}', 2, { atLeast: 2, atMost: 4 }],
  ])("of which there are %s, with %i alike, has so many with bounds", (count, alike, bounds) => {
    const root = { ...call({ count }), variable: { n: { type: "number" } } };
    const [found] = inventoryOf(root, key({ user_name: "etl", count: alike })).accessKeys;
    expect(found?.instances).toMatchObject({ unknown: true, ...bounds });
  });

  it("hands its outputs to its caller, each of its instances", () => {
    const content = {
      output: { name: { value: "${alicloud_ram_user.u.name}" } },
      resource: { alicloud_ram_user: { u: { name: "etl" } } },
    };
    const named = (name: string): unknown => ownerOf(inventoryOf({ ...call(), ...key({ user_name: name }) }, content));
    expect(named("${module.m.name}")).toBe('RAM user "etl"');
    expect(named("${module.m[0].name}")).toMatchObject({ unknown: true });
    expect(named("${module.m.other}")).toMatchObject({ because: 'there is no output "other"' });
    const counted = { ...call({ count: 2 }), ...key({ user_name: "${module.m[1].name}" }) };
    expect(ownerOf(inventoryOf(counted, content))).toBe('RAM user "etl"');
  });

  it.each<[string, object, unknown]>([
    ["once", {}, 1],
    ["by its count", { count: 2 }, 2],
    ["by its for_each", { for_each: { a: 1, b: 2, c: 3 } }, 3],
    ["not at all with a count of 0", { count: 0 }, undefined],
    ["so often as nobody knows", { count: "${var.n}" }, expect.objectContaining({ attribute: "module.m.count" })],
  ])("has its keys %s", (_, body, instances) => {
    expect(inventoryOf(call(body), key({ user_name: "etl" })).accessKeys[0]?.instances).toEqual(instances);
  });

  it.each<[string, object, object, unknown]>([
    ["as often as both say", { count: 2 }, { count: 3 }, 6],
    ["not at all where its call is not there", { count: 0 }, { count: "${var.n}" }, undefined],
    ["not at all where it is not there itself", { count: "${var.n}" }, { count: 0 }, undefined],
    ["so often as nobody knows", { count: 2 }, { count: "${var.n}" }, expect.objectContaining({ unknown: true })],
    [
      "so often as nobody knows of both",
      { count: "${var.m}" },
      { count: "${var.n}" },
      expect.objectContaining({ unknown: true }),
    ],
  ])("has a key with a count of its own %s", (_, body, own, instances) => {
    expect(inventoryOf(call(body), key({ user_name: "etl", ...own })).accessKeys[0]?.instances).toEqual(instances);
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

  it("is followed from the secret that it is given to where it uses it", () => {
    const content = {
      variable: { s: {} },
      resource: {
        alicloud_instance: { i: { user_data: "${var.s}" } },
        alicloud_kms_secret: { k: { secret_data: "${var.s}" } },
      },
    };
    const inventory = inventoryOf({ ...call({ s: "${alicloud_ram_access_key.k.secret}" }), ...key() }, content);
    const accessKey = { stack: "app", address: "alicloud_ram_access_key.k" };
    expect(inventory.secretUses).toMatchObject([
      { site: { address: "module.m" }, attribute: "s", place: "other", accessKey },
      { site: { address: "module.m.alicloud_instance.i" }, place: "resource", accessKey, crossesStacks: false },
      { site: { address: "module.m.alicloud_kms_secret.k" }, place: "resource", accessKey },
    ]);
    const findings = evaluate(inventory, { stage: "configuration", today: "2026-06-15", rules: [SEC008] });
    expect(findings.map(({ address, verdict }) => `${verdict} ${address}`)).toEqual([
      "violation module.m.alicloud_instance.i",
    ]);
  });

  it("is followed for each of its instances, and as a whole", () => {
    const secret = { output: { s: { value: "${alicloud_ram_access_key.k.secret}" } } };
    const shown = (value: string): unknown =>
      inventoryOf({ ...call({ for_each: { a: 1 } }), output: { o: { value } } }, { ...key(), ...secret })
        .secretUses.filter(({ site }) => site.address === "output.o")
        .map(({ accessKey }) => accessKey.address);
    const address = 'module.m["a"].alicloud_ram_access_key.k';
    expect(shown('${module.m["a"].s}')).toEqual([address]);
    expect(shown("${module.m}")).toEqual([address]);
    expect(shown("${module.m.other}")).toEqual([]);
    const root = call({ for_each: { a: "${alicloud_ram_access_key.k.secret}" }, s: "${each.value}" });
    const content = { variable: { s: {} }, resource: { alicloud_instance: { i: { user_data: "${var.s}" } } } };
    expect(inventoryOf({ ...root, ...key() }, content).secretUses).toContainEqual(
      expect.objectContaining({ place: "resource", accessKey: { stack: "app", address: "alicloud_ram_access_key.k" } }),
    );
  });

  it("has elements that refer to each other by the names of the module", () => {
    const content = {
      variable: { suffix: {} },
      resource: {
        random_pet: { p: {} },
        alicloud_ram_user: { u: { name: "u-${var.suffix}" } },
        alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.u.name}" } },
        alicloud_ram_access_key_policy: { p: { user_access_key_id: "${alicloud_ram_access_key.k.id}" } },
        alicloud_instance: {
          i: { tags: { id: "${alicloud_ram_access_key.k.id}" }, lifecycle: { create_before_destroy: true } },
        },
      },
    };
    const root = { ...call({ suffix: "${random_id.r.hex}" }), resource: { random_id: { r: {} } } };
    const { accessKeys, networkRestrictions, generatedNames } = inventoryOf(root, content);
    expect(accessKeys[0]?.createBeforeDestroy).toMatchObject({ address: "module.m.alicloud_instance.i" });
    expect(networkRestrictions[0]?.accessKey).toEqual({ stack: "app", address: accessKeys[0]?.site.address });
    expect(generatedNames).toMatchObject([{ generator: { address: "random_id.r" } }]);
  });

  it("has nothing where it has no instances", () => {
    const content = {
      resource: {
        alicloud_ram_user: { u: { name: "etl" } },
        alicloud_ram_user_policy_attachment: { a: { user_name: "etl", policy_name: "P", policy_type: "System" } },
      },
    };
    const { identities, policyAttachments } = inventoryOf(call({ count: 0 }), content);
    expect({ identities, policyAttachments }).toEqual({ identities: [], policyAttachments: [] });
  });
});

import fc from "fast-check";
import { readConfiguration } from "../../lib/inventory/configuration";
import { isUnknown } from "../../lib/maybe/maybe";
import { inventoryOf, stack, withKeys } from "./fixtures";

const addresses = (content: unknown): string[] => inventoryOf(content).accessKeys.map(({ site }) => site.address);

describe("blocks of a configuration", () => {
  it.each<[string, unknown]>([
    ["an object", { resource: { alicloud_ram_access_key: { a: {}, b: {} } } }],
    [
      "several resource blocks",
      { resource: [{ alicloud_ram_access_key: { a: {} } }, { alicloud_ram_access_key: { b: {} } }] },
    ],
    ["an array below the type", { resource: { alicloud_ram_access_key: [{ a: {} }, { b: {} }] } }],
    ["an array below the name", { resource: { alicloud_ram_access_key: { a: [{}], b: [{}] } } }],
    [
      "arrays everywhere",
      [
        { resource: [{ alicloud_ram_access_key: [{ a: [{}] }] }] },
        { resource: [{ alicloud_ram_access_key: { b: {} } }] },
      ],
    ],
  ])("are found in %s", (_, content) => {
    expect(addresses(content)).toEqual(["alicloud_ram_access_key.a", "alicloud_ram_access_key.b"]);
  });

  it("count each, also where two have one address", () => {
    expect(addresses(withKeys({ a: [{}, {}] }))).toEqual(["alicloud_ram_access_key.a", "alicloud_ram_access_key.a"]);
  });

  it("are no comments", () => {
    expect(addresses({ resource: { "//": { x: {} }, alicloud_ram_access_key: { "//": {}, a: {} } } })).toEqual([
      "alicloud_ram_access_key.a",
    ]);
  });

  it("may be called like members of a prototype", () => {
    const content: unknown = JSON.parse(
      '{"constructor":{},"__proto__":{"a":1},"resource":{"alicloud_ram_access_key":{"__proto__":{"user_name":"x"},"constructor":{}},"toString":{"x":{}}}}',
    );
    expect(addresses(content)).toEqual(["alicloud_ram_access_key.__proto__", "alicloud_ram_access_key.constructor"]);
    expect(inventoryOf(content).accessKeys[0]?.owner).toMatchObject({ userName: "x" });
  });

  it.each(["constructor", "toString", "valueOf", "hasOwnProperty"])("may be of a type %s, and referred to", (type) => {
    const content = {
      data: { [type]: { d: {} } },
      resource: {
        [type]: { x: { name: "y" } },
        alicloud_ram_access_key: { k: { user_name: `\${${type}.x.name}` }, l: { user_name: `\${${type}.x.other}` } },
      },
      output: { o: { value: `\${${type}.x.name}` } },
    };
    const { accessKeys, secretUses } = inventoryOf(content);
    expect(accessKeys.map(({ owner }) => owner)).toMatchObject([{ userName: "y" }, { unknown: true }]);
    expect(secretUses).toEqual([]);
  });

  it("keep the order of the configuration in the stack's resources", () => {
    const [only] = inventoryOf({ resource: { t: { b: {}, a: {} }, s: { c: {} } } }).stacks;
    expect(only?.resources.map(({ address }) => address)).toEqual(["t.b", "t.a", "s.c"]);
  });
});

describe("override files", () => {
  const read = (files: Record<string, unknown>) =>
    readConfiguration([{ name: "app", files: Object.entries(files).map(([name, content]) => ({ name, content })) }]);
  const base = withKeys({ a: { user_name: "bob", status: "Active", "//": { metadata: { path: "app/a" } } } });

  it("replace arguments, in lexical order, wherever they are listed", () => {
    const { accessKeys } = read({
      "z_override.tf.json": withKeys({ a: { status: "Inactive" } }),
      "dir/override.tf.json": withKeys({ a: { status: "Other", secret_file: "x" } }),
      "main.tf.json": base,
    });
    expect(accessKeys).toMatchObject([
      { status: "Inactive", secretFile: "x", owner: { userName: "bob" }, site: { path: "app/a" } },
    ]);
  });

  it("take an argument away by null", () => {
    expect(
      read({ "main.tf.json": base, "override.tf.json": withKeys({ a: { user_name: null } }) }).accessKeys[0]?.owner,
    ).toBeNull();
  });

  it("replace locals, outputs and the backend", () => {
    const { accessKeys, secretUses, backends, stacks } = read({
      "override.tf.json": {
        "//": { ramparts: { guard: true } },
        locals: { "//": "x", who: "alice" },
        output: { s: { sensitive: true } },
        terraform: { backend: { "//": {}, local: {} } },
      },
      "main.tf.json": {
        ...withKeys({ a: { user_name: "${local.who}" } }),
        locals: { who: "bob" },
        output: { s: { value: "${alicloud_ram_access_key.a.secret}" } },
        terraform: { backend: { oss: { bucket: "states" } } },
      },
    });
    expect(accessKeys[0]?.owner).toMatchObject({ userName: "alice" });
    expect(secretUses).toMatchObject([{ sensitive: true }]);
    expect(backends).toMatchObject([{ type: "local" }]);
    expect(stacks).toMatchObject([{ guard: { profile: null } }]);
  });

  it.each([
    [["a_override.tf.json", "b_override.tf.json"], "Inactive"],
    [["b_override.tf.json", "a_override.tf.json"], "Inactive"],
  ])("count in lexical order when they are listed as %j", (names, expected) => {
    const status = new Map([
      ["a_override.tf.json", "Active"],
      ["b_override.tf.json", "Inactive"],
    ]);
    const overrides = names.map((name) => [name, withKeys({ a: { status: status.get(name) } })] as const);
    expect(read({ "main.tf.json": base, ...Object.fromEntries(overrides) }).accessKeys[0]?.status).toBe(expected);
  });

  it("add to a lifecycle argument by argument, and keep where the block comes from", () => {
    const lifecycle = [{ create_before_destroy: true, prevent_destroy: false }];
    const first = (lifecycleOverride: unknown): boolean => {
      const [key] = read({
        "main.tf.json": withKeys({ a: { lifecycle, "//": { metadata: { path: "app/a" } } } }),
        "override.tf.json": withKeys({ a: { lifecycle: lifecycleOverride, "//": { metadata: { path: "other" } } } }),
      }).accessKeys;
      expect(key?.site.path).toBe("app/a");
      return key?.createBeforeDestroy !== null;
    };
    expect(first({ prevent_destroy: true })).toBe(true);
    expect(first({ create_before_destroy: false })).toBe(false);
    const added = { a: { lifecycle: { create_before_destroy: true }, "//": { metadata: { path: "x" } } } };
    const [key] = read({ "main.tf.json": withKeys({ a: {} }), "override.tf.json": withKeys(added) }).accessKeys;
    expect(key?.createBeforeDestroy).not.toBeNull();
  });

  it("cannot hide a key that has nothing to override", () => {
    expect(read({ "main.tf.json": base, "x_override.tf.json": withKeys({ b: {} }) }).accessKeys).toHaveLength(2);
  });

  it.each(["override.tf", "x_override.tf", "x_override.tofu", "dir/x_override.tofu.json"])("may be %s", (name) => {
    const { accessKeys } = read({ [name]: withKeys({ a: { status: "Inactive" } }), "main.tf": base });
    expect(accessKeys).toMatchObject([{ status: "Inactive" }]);
  });

  it("are told by their whole name", () => {
    expect(read({ "main.tf.json": base, "nooverride.tf.json": withKeys({ a: {} }) }).accessKeys).toHaveLength(2);
  });
});

describe("instances", () => {
  const instances = (body: object): unknown =>
    inventoryOf(withKeys({ k: body }, { locals: { n: 4 } })).accessKeys[0]?.instances;
  const unknown = (attribute: string, because: string) => ({
    unknown: true,
    attribute: `alicloud_ram_access_key.k.${attribute}`,
    because,
  });

  it.each<[object, unknown]>([
    [{}, 1],
    [{ count: null }, 1],
    [{ count: 3 }, 3],
    [{ count: "3" }, 3],
    [{ count: "${2}" }, 2],
    [{ count: "${local.n}" }, 4],
    [{ for_each: { a: 1, b: 2 } }, 2],
    [{ count: "${var.n}" }, unknown("count", 'it is the variable "n"')],
    [{ count: "${length(var.b)}" }, unknown("count", 'it is the variable "b"')],
    [{ count: -1 }, unknown("count", "it is not a whole number")],
    [{ count: 1.5 }, unknown("count", "it is not a whole number")],
    [{ for_each: "${toset(var.b)}" }, unknown("for_each", 'it is the variable "b"')],
  ])("of %j", (body, expected) => {
    expect(instances(body)).toEqual(expected);
  });

  it("are not there with a count of 0", () => {
    expect(addresses(withKeys({ k: { count: 0 }, l: { for_each: {} } }))).toEqual([]);
  });

  it("have the addresses that Terraform gives them where they differ", () => {
    const keys = {
      counted: { count: 2, user_name: "u${count.index}" },
      named: { for_each: { x: "a", 'y"z': "b" }, user_name: "${each.value}" },
      alike: { count: 2, user_name: "u" },
      only: { count: 1 },
    };
    expect(inventoryOf(withKeys(keys)).accessKeys.map((key) => [key.site.address, key.instances, key.amongst])).toEqual(
      [
        ["alicloud_ram_access_key.counted[0]", 1, 2],
        ["alicloud_ram_access_key.counted[1]", 1, 2],
        ['alicloud_ram_access_key.named["x"]', 1, 2],
        [String.raw`alicloud_ram_access_key.named["y\"z"]`, 1, 2],
        ["alicloud_ram_access_key.alike", 2, undefined],
        ["alicloud_ram_access_key.only[0]", 1, 1],
      ],
    );
  });
});

describe("identities", () => {
  it("have a kind, a name and texts under the provider's names", () => {
    const { identities } = inventoryOf({
      resource: {
        alicloud_ram_user: { u: { name: "${var.n}", display_name: 5, comments: "${local.c}" } },
        alicloud_ram_group: { g: { group_name: "g", comments: "c" }, old: { name: "o" } },
        alicloud_ram_role: { r: { role_name: "r", description: "d" } },
        alicloud_ram_policy: { p: { name: "p", policy_name: null }, none: {} },
        alicloud_ram_alias: { x: { name: "x" } },
      },
      locals: { c: "comment" },
    });
    expect(
      identities.map(({ kind, name, nameAttribute, displayName, comments }) => [
        kind,
        name,
        nameAttribute,
        displayName,
        comments,
      ]),
    ).toEqual([
      [
        "user",
        { unknown: true, attribute: "alicloud_ram_user.u.name", because: 'it is the variable "n"' },
        "name",
        "5",
        "comment",
      ],
      ["group", "g", "group_name", null, "c"],
      ["group", "o", "name", null, null],
      ["role", "r", "role_name", null, "d"],
      ["policy", "p", "name", null, null],
      ["policy", null, "policy_name", null, null],
    ]);
  });

  it("are created unless an import block or our metadata says otherwise", () => {
    const { identities } = inventoryOf({
      resource: {
        alicloud_ram_user: {
          new: { name: "a" },
          imported: { name: "b" },
          adopted: { name: "c", "//": { ramparts: { user: { origin: "adopted" } } } },
          malformed: { name: "d", "//": { ramparts: { user: { origin: "stolen" } } } },
        },
      },
      import: [{ to: "${resource.alicloud_ram_user.imported}", id: "1" }, { to: 5 }],
    });
    expect(identities.map(({ created }) => created)).toEqual([true, false, false, true]);
  });
});

describe("network restrictions", () => {
  it("are of the key whose id they refer to", () => {
    const { networkRestrictions } = inventoryOf(
      withKeys(
        { k: { user_name: "bob" } },
        {
          resource: {
            alicloud_ram_access_key_policy: {
              direct: { user_access_key_id: "${alicloud_ram_access_key.k.id}" },
              local: { user_access_key_id: "${local.id}" },
              other: { user_access_key_id: "${var.id}" },
              name: { user_access_key_id: "${alicloud_ram_access_key.k.user_name}" },
            },
          },
          locals: { id: "${alicloud_ram_access_key.k.id}" },
        },
      ),
    );
    const key = { stack: "app", address: "alicloud_ram_access_key.k" };
    expect(networkRestrictions.map(({ accessKey }) => accessKey)).toEqual([
      key,
      key,
      {
        unknown: true,
        attribute: "alicloud_ram_access_key_policy.other.user_access_key_id",
        because: 'it is the variable "id"',
      },
      expect.objectContaining({ unknown: true }),
    ]);
  });

  /** The keys that these restrictions are for, as `address` or `address for instance`. */
  const restricted = (keys: Record<string, unknown>, policies: Record<string, unknown>): unknown[] =>
    inventoryOf(withKeys(keys, { resource: { alicloud_ram_access_key_policy: policies } })).networkRestrictions.map(
      ({ accessKey }) => {
        if (isUnknown(accessKey)) return accessKey;
        return accessKey.address + (accessKey.instance === undefined ? "" : ` for ${accessKey.instance}`);
      },
    );

  it("are none under a count of 0", () => {
    const id = "${alicloud_ram_access_key.k.id}";
    const policies = {
      none: { count: 0, user_access_key_id: id },
      perhaps: { count: "${var.n}", user_access_key_id: id },
    };
    expect(restricted({ k: {} }, policies)).toEqual([
      expect.objectContaining({ unknown: true, attribute: "alicloud_ram_access_key_policy.perhaps.count" }),
    ]);
  });

  it("are of the instance that an index says, or that belongs to their own", () => {
    const key = { count: 2, user_name: "u${count.index}" };
    const policies = {
      one: { user_access_key_id: "${alicloud_ram_access_key.k[1].id}" },
      each: { count: 2, user_access_key_id: "${alicloud_ram_access_key.k[count.index].id}" },
    };
    expect(restricted({ k: key }, policies)).toEqual([
      "alicloud_ram_access_key.k[1]",
      "alicloud_ram_access_key.k[0]",
      "alicloud_ram_access_key.k[1]",
    ]);
  });

  it("say which one they are of where the keys are alike", () => {
    const one = "${alicloud_ram_access_key.k[1].id}";
    const each = "${alicloud_ram_access_key.k[count.index].id}";
    const policies = {
      one: { count: 1, user_access_key_id: one },
      again: { user_access_key_id: one },
      each: { count: 2, user_access_key_id: each },
    };
    expect(restricted({ k: { count: 2 } }, policies)).toEqual([
      `alicloud_ram_access_key.k for ${one}`,
      `alicloud_ram_access_key.k for ${one}`,
      `alicloud_ram_access_key.k for ${each}[0]`,
      `alicloud_ram_access_key.k for ${each}[1]`,
    ]);
    const chained = { p: { for_each: "${alicloud_ram_access_key.k}", user_access_key_id: "${each.value.id}" } };
    expect(restricted({ k: { for_each: { a: 1, b: 1 } } }, chained)).toEqual([
      'alicloud_ram_access_key.k for ${each.value.id}["a"]',
      'alicloud_ram_access_key.k for ${each.value.id}["b"]',
    ]);
  });
});

describe("recipients", () => {
  it("are read from literal keys only", () => {
    const { accessKeys } = inventoryOf(
      withKeys({
        none: {},
        empty: { pgp_key: "" },
        name: { pgp_key: "keybase:team" },
        variable: { pgp_key: "${var.k}" },
        bad: { pgp_key: "?" },
      }),
    );
    expect(accessKeys.map(({ recipient }) => recipient !== null)).toEqual([false, false, false, false, true]);
    expect(accessKeys[4]?.recipient?.problem).toMatch(/base64/);
  });
});

describe("any input", () => {
  const expression = fc.constantFrom(
    "${local.a}",
    "${local.a.b[0]}",
    "${alicloud_ram_access_key.a.secret}",
    "${data.terraform_remote_state.a.outputs.a}",
    "${alicloud_ram_user.a.name}",
    "${self.secret}",
    "${",
    "bob",
    "a",
    "alicloud.a",
    "acs:ram::1:role/x",
    "local",
  );
  const name = fc.constantFrom(
    "resource",
    "data",
    "locals",
    "output",
    "provider",
    "terraform",
    "import",
    "backend",
    "alicloud",
    "alicloud_ram_access_key",
    "alicloud_ram_user",
    "terraform_remote_state",
    "config",
    "a",
    "b",
    "value",
    "name",
    "user_name",
    "pgp_key",
    "count",
    "for_each",
    "alias",
    "lifecycle",
    "//",
    "ramparts",
    "acknowledgements",
    "accessKey",
    "account",
    "__proto__",
    "constructor",
    "access_key",
    "secret_key",
    "assume_role",
    "role_arn",
    "required_providers",
    "path",
    "to",
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "large", withCrossShrink: true },
      expression,
      fc.constantFrom(null, true, 0, 2.5),
      fc.dictionary(name, tie("node"), { noNullPrototype: true }),
      fc.array(tie("node"), { maxLength: 3 }),
    ),
  }));

  it("is read without an error, whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(node, fc.jsonValue()), { maxLength: 4 }), (contents) => {
        const copies = contents.map((content): unknown => JSON.parse(JSON.stringify(content)));
        const stacks = copies.map((content, index) => ({
          name: `s${index % 2}`,
          files: [
            { name: index === 1 ? "override.tf.json" : "main.tf.json", content },
            { name: "override.tf.json", content: copies[0] },
          ],
        }));
        expect(readConfiguration(stacks).stacks).toHaveLength(contents.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("may be nested deeper than a call stack", () => {
    const deep = (wrap: (inner: string) => [string, string]): unknown => {
      const [open, close] = wrap("");
      return JSON.parse(`${open.repeat(10_000)}"\${alicloud_ram_access_key.k.secret}"${close.repeat(10_000)}`);
    };
    const objects = deep(() => ['{"a":', "}"]);
    const arrays = deep(() => ["[", "]"]);
    const blocks = deep(() => ['{"dynamic":{"a":{"for_each":[1],"content":', "}}}"]);
    const within = deep(() => ['{"dynamic":{},"a":', "}"]);
    for (const value of [objects, arrays, blocks, within]) {
      const inventory = inventoryOf({
        resource: {
          alicloud_ram_access_key: {
            k: { user_name: value, "//": value, lifecycle: value },
            counted: { count: value },
            named: { for_each: value },
          },
          t: { x: { deep: value } },
          u: value,
        },
        locals: { l: value, m: "${local.l.a.a.a}" },
        output: { o: { value: "${local.m}" }, p: value },
        provider: { alicloud: { assume_role: value, profile: value } },
        terraform: { backend: value },
        "//": value,
        unheard_of: value,
      });
      expect(inventory.secretUses.map(({ site }) => site.address)).toEqual(expect.arrayContaining(["t.x"]));
    }
    expect(readConfiguration([stack("a", arrays), stack("b", objects)]).stacks).toHaveLength(2);
  });
});

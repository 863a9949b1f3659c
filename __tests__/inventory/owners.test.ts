import { readConfiguration } from "../../lib/inventory/configuration";
import type { AccessKey, Inventory, Owner } from "../../lib/inventory/model";
import { isUnknown } from "../../lib/maybe/maybe";
import { inventoryOf, remote, remoteStack, stack, withKeys } from "./fixtures";

function keyOf(inventory: Inventory, name: string): AccessKey {
  const key = inventory.accessKeys.find((each) => each.site.address === `alicloud_ram_access_key.${name}`);
  if (!key) throw new Error(`no key ${name}`);
  return key;
}

function ownerOf(inventory: Inventory, name: string): Owner {
  const { owner } = keyOf(inventory, name);
  if (owner === null || isUnknown(owner)) throw new Error(`no owner: ${JSON.stringify(owner)}`);
  return owner;
}

/** A configuration with one user, `bob`, and a key `k` whose `user_name` is given. */
function keyWith(userName: unknown, rest: Record<string, unknown> = {}): Inventory {
  const resource = { alicloud_ram_user: { bob: { name: "bob" } } };
  return inventoryOf(withKeys({ k: { user_name: userName } }, { resource, ...rest }));
}

describe("the owner of an AccessKey", () => {
  it.each([
    ["a literal", "bob"],
    ["a literal in other case", "Bob"],
    ["a reference", "${alicloud_ram_user.bob.name}"],
    ["a reference with its kind", "${resource.alicloud_ram_user.bob.name}"],
    ["a reference with spaces and parentheses", "${ ( alicloud_ram_user . bob ) . name }"],
    ["a computed name", "${lower(alicloud_ram_user.bob.name)}"],
    ["a condition that is decided", '${local.o == "o" ? local.direct : "eve"}'],
    ["a reference by the name of the attribute", '${alicloud_ram_user.bob["name"]}'],
    ["a splat", "${(alicloud_ram_user.bob[*].name)[0]}"],
    ["a legacy splat", "${alicloud_ram_user.bob.*.name[0]}"],
    ["a local", "${local.direct}"],
    ["a chain of locals", "${local.chain}"],
    ["a member of a local", '${local.nested.users[1]["name"]}'],
    ["a quoted literal", '${"bob"}'],
    ["a template of known parts", "b${local.o}b"],
    ["a nested template", '${"b${"${local.o}"}b"}'],
    ["the owner of another key", "${alicloud_ram_access_key.other.user_name}"],
    ["an attachment of the user", "${alicloud_ram_login_profile.p.user_name}"],
  ])("is one object, spelled as %s", (_, userName) => {
    const inventory = inventoryOf({
      resource: {
        alicloud_ram_user: { bob: { name: "bob" } },
        alicloud_ram_access_key: { k: { user_name: userName }, other: { user_name: "${alicloud_ram_user.bob.name}" } },
        alicloud_ram_login_profile: { p: { user_name: "${alicloud_ram_user.bob.name}" } },
      },
      locals: {
        direct: "bob",
        chain: "${local.link}",
        link: "${alicloud_ram_user.bob.name}",
        o: "o",
        nested: { users: [{}, { name: "${local.direct}" }] },
      },
    });
    expect(ownerOf(inventory, "k")).toBe(ownerOf(inventory, "other"));
    expect(ownerOf(inventory, "k")).toMatchObject({ label: 'RAM user "bob"', userName: "bob" });
    expect(ownerOf(inventory, "k").declaration).toBe(inventory.identities[0]);
    expect(inventory.owners).toEqual([ownerOf(inventory, "k")]);
  });

  it.each([
    ["absent", undefined],
    ["null", null],
    ["empty", ""],
    ["a reference to one that is not set", "${alicloud_ram_access_key.rootkey.user_name}"],
    ["a local that is null", "${local.nothing}"],
  ])("is nobody when user_name is %s", (_, userName) => {
    const inventory = inventoryOf(withKeys({ k: { user_name: userName }, rootkey: {} }, { locals: { nothing: null } }));
    expect(keyOf(inventory, "k").owner).toBeNull();
  });

  it.each([
    ["${var.owner}", 'it is the variable "owner"'],
    ["x-${var.owner}", 'it is the variable "owner"'],
    ["${local.variable}", 'it is the variable "owner"'],
    ["${local.missing}", 'there is no local value "missing"'],
    ["${module.team.user}", 'it is an output of the module "team"'],
    ["${each.value}", "it differs from instance to instance"],
    ["${true ? local.variable : 1}", 'it is the variable "owner"'],
    ["${alicloud_ram_user.alice.name}", "alicloud_ram_user.alice is not declared in what was read"],
    ["${alicloud_ram_user.bob.id}", "alicloud_ram_user.bob.id is known after apply only"],
    ["${data.alicloud_ram_users.all.names}", "data.alicloud_ram_users.all is not declared in what was read"],
    ["${local.loop}", "it refers to itself: local.loop → local.pool → local.loop"],
    ["${local.doubled}", "it refers to itself: local.doubled → local.doubled"],
    ["${local.growing}", "it refers to itself: local.growing → local.growing"],
    ["${local.map}", "it is not text"],
    [["bob"], "it is not text"],
    ["%{if var.b}bob%{else}eve%{endif}", "a condition decides it"],
    ["${", "it is malformed"],
  ])("is not known for %j, and says why", (userName, because) => {
    const locals = {
      variable: "${var.owner}",
      loop: "${local.pool}",
      pool: "${local.loop}",
      doubled: "x${local.doubled}",
      growing: "${local.growing.more}",
      map: {},
    };
    const { owner } = keyOf(keyWith(userName, { locals }), "k");
    expect(owner).toMatchObject({ unknown: true, attribute: "alicloud_ram_access_key.k.user_name", because });
  });

  it("is somebody for certain where each instance refers to another declared user", () => {
    const user = { for_each: { a: 1, b: 2 }, name: "${each.key}" };
    const keys = { k: { for_each: { a: 1, b: 2 }, user_name: "${alicloud_ram_user.u[each.key].name}" } };
    const { accessKeys } = inventoryOf(withKeys(keys, { resource: { alicloud_ram_user: { u: user } } }));
    expect(accessKeys.map(({ owner }) => owner)).toMatchObject([{ label: 'RAM user "a"' }, { label: 'RAM user "b"' }]);
    const open = { u: { ...user, for_each: "${var.all}" } };
    const chained = { k: { for_each: "${alicloud_ram_user.u}", user_name: "${each.value.name}" } };
    const { owner } = keyOf(inventoryOf(withKeys(chained, { resource: { alicloud_ram_user: open } })), "k");
    expect(owner).toMatchObject({ because: 'it is the variable "all"', isSet: true });
  });

  it.each([
    ["${module.m.users.etl.name}", 'RAM user "etl"'],
    ["${module.m.users.etl}", null],
    ["${module.m}", null],
    ["${module.m.users.missing.name}", null],
    ["${var.missing.name}", null],
  ])("is found in an output of a module by %s", (userName, label) => {
    const content = { output: { users: { value: { etl: { name: "etl" } } } } };
    const modules = [{ path: ["m"], files: [{ name: "m/main.tf.json", content }] }];
    const root = withKeys({ k: { user_name: userName } }, { module: { m: { source: "./m" } } });
    const { owner } = keyOf(readConfiguration([stack("app", root, { modules })]), "k");
    expect(owner).toMatchObject(label === null ? { unknown: true } : { label });
  });

  it("is one user where all instances have the same name, whatever that is", () => {
    const users = { c: { name: "${var.c}", count: 2 } };
    const keys = {
      a: { user_name: "${alicloud_ram_user.c[0].name}" },
      b: { user_name: "${alicloud_ram_user.c[1].name}" },
    };
    const inventory = inventoryOf(withKeys(keys, { resource: { alicloud_ram_user: users } }));
    expect(ownerOf(inventory, "a")).toBe(ownerOf(inventory, "b"));
  });

  it("is one under count and for_each, whatever the spelling of the instance", () => {
    const users = {
      c: { name: "${var.c}-${count.index}", count: 12 },
      e: { name: "${each.value}", for_each: { "1": "${var.x}", "2": "${var.y}" } },
    };
    const spellings = ['c["11"]', "c[11]", "c[1]", 'e["1"]', "e[1]"];
    const keys = spellings.map((spelling, index): [string, unknown] => [
      `k${index}`,
      { user_name: `\${alicloud_ram_user.${spelling}.name}` },
    ]);
    const inventory = inventoryOf(withKeys(Object.fromEntries(keys), { resource: { alicloud_ram_user: users } }));
    const labels = spellings.map((_, index) => ownerOf(inventory, `k${index}`).label);
    expect(labels).toEqual([
      "alicloud_ram_user.c[11]",
      "alicloud_ram_user.c[11]",
      "alicloud_ram_user.c[1]",
      'alicloud_ram_user.e["1"]',
      'alicloud_ram_user.e["1"]',
    ]);
  });

  it("is another one for each resource whose name is not known", () => {
    const users = { u: { name: "${var.u}" }, v: { name: "${var.v}" } };
    const keys = { a: { user_name: "${alicloud_ram_user.u.name}" }, b: { user_name: "${alicloud_ram_user.v.name}" } };
    const inventory = inventoryOf(withKeys(keys, { resource: { alicloud_ram_user: users } }));
    expect(keyOf(inventory, "a").owner).toMatchObject({ label: "alicloud_ram_user.u" });
    expect(keyOf(inventory, "b").owner).toMatchObject({ label: "alicloud_ram_user.v" });
    expect(keyOf(inventory, "a").owner).not.toBe(keyOf(inventory, "b").owner);
    expect(inventory.owners).toHaveLength(2);
  });

  it.each<[string, unknown, unknown, boolean]>([
    ["one account", "111", "111", true],
    ["two accounts", "111", "222", false],
    ["an account and one that is not declared", "111", undefined, true],
    ["one that is not declared and an account", undefined, "222", true],
    ["two that are not declared", undefined, undefined, true],
  ])("is the declared user to which a key refers, unless that is certainly of another account: %s", (_, a, b, same) => {
    const provider = {
      alicloud: [
        { alias: "a", account_id: a },
        { alias: "b", account_id: b },
      ],
    };
    const users = { u: { provider: "alicloud.a", name: "etl" } };
    const keys = { k: { provider: "alicloud.b", user_name: "${alicloud_ram_user.u.name}" } };
    const inventory = inventoryOf(withKeys(keys, { provider, resource: { alicloud_ram_user: users } }));
    const declaration = same ? { site: { address: "alicloud_ram_user.u" } } : null;
    expect(keyOf(inventory, "k").owner).toMatchObject({ label: 'RAM user "etl"', declaration });
  });

  it("is the resource where its name is not known", () => {
    const inventory = inventoryOf(
      withKeys(
        {
          a: { user_name: "${alicloud_ram_user.u.name}" },
          b: { user_name: "${local.u}" },
          c: { user_name: "${var.n}" },
        },
        { locals: { u: "${alicloud_ram_user.u.name}" }, resource: { alicloud_ram_user: { u: { name: "${var.n}" } } } },
      ),
    );
    expect(ownerOf(inventory, "a")).toBe(ownerOf(inventory, "b"));
    expect(ownerOf(inventory, "a")).toMatchObject({
      label: "alicloud_ram_user.u",
      userName: null,
      existingAccessKeys: 0,
    });
    expect(isUnknown(keyOf(inventory, "c").owner)).toBe(true);
  });

  it("is another one for each instance of a user resource", () => {
    const users = { u: { name: "u-${count.index}", count: 2 }, v: { name: "v-${count.index}", count: "${var.n}" } };
    const inventory = inventoryOf(
      withKeys(
        {
          first: { user_name: "${alicloud_ram_user.u[0].name}" },
          again: { user_name: "${alicloud_ram_user.u.0.name}" },
          second: { user_name: "${alicloud_ram_user.u[1].name}" },
          each: { user_name: "${alicloud_ram_user.u[count.index].name}", count: 2 },
          any: { user_name: "${alicloud_ram_user.v[0].name}" },
        },
        { resource: { alicloud_ram_user: users } },
      ),
    );
    expect(ownerOf(inventory, "first")).toBe(ownerOf(inventory, "again"));
    expect(ownerOf(inventory, "first")).not.toBe(ownerOf(inventory, "second"));
    expect(ownerOf(inventory, "each[0]")).toBe(ownerOf(inventory, "first"));
    expect(ownerOf(inventory, "each[1]")).toBe(ownerOf(inventory, "second"));
    expect(keyOf(inventory, "any").owner).toMatchObject({ unknown: true, isSet: true });
  });

  it("follows a chain of any length", () => {
    const locals: Record<string, string> = { l0: "${alicloud_ram_user.bob.name}", t0: "bob" };
    for (let i = 1; i <= 20_000; i++) {
      locals[`l${i}`] = `\${local.l${i - 1}}`;
      locals[`t${i}`] = `\${local.t${i - 1}}\${""}`;
    }
    expect(ownerOf(keyWith("${local.l20000}", { locals }), "k").userName).toBe("bob");
    expect(ownerOf(keyWith("${local.t20000}", { locals }), "k").userName).toBe("bob");
  });

  it("does not compose a text that doubles with every step", () => {
    const locals: Record<string, string> = { l0: "bob" };
    for (let i = 1; i <= 64; i++) locals[`l${i}`] = `\${local.l${i - 1}}\${local.l${i - 1}}`;
    const { owner } = keyOf(keyWith("${local.l64}", { locals }), "k");
    expect(owner).toMatchObject({ because: "it is longer than any value that is looked at" });
  });
});

describe("the owner over several stacks", () => {
  const users = {
    resource: { alicloud_ram_user: { bob: { name: "bob" } } },
    output: { o: { value: "${alicloud_ram_user.bob.name}" } },
  };

  it("is one where a stack reads the name from the other's state", () => {
    const consumer = withKeys({ k: { user_name: remote("users", "o") } });
    const inventory = readConfiguration([remoteStack("keys", consumer, ["users"]), remoteStack("users", users)]);
    expect(ownerOf(inventory, "k").declaration).toBe(inventory.identities[0]);
  });

  it("is followed through several states", () => {
    const inventory = readConfiguration([
      remoteStack("keys", withKeys({ k: { user_name: remote("between", "passed") } }), ["between"]),
      remoteStack("between", { output: { passed: { value: remote("users", "o") } } }, ["users"]),
      remoteStack("users", users),
    ]);
    expect(ownerOf(inventory, "k").declaration).toBe(inventory.identities[0]);
  });

  it("is matched by the backend, not by names", () => {
    const producer = stack(
      "misleading",
      { ...users, terraform: [{ backend: [{ local: { path: "../x/users.tfstate" } }] }] },
      { directory: "/w/a" },
    );
    const consumer = (workspace: string) =>
      stack(
        "keys",
        {
          ...withKeys({ k: { user_name: "${data.terraform_remote_state.other.outputs.o}" } }),
          data: {
            terraform_remote_state: { other: { backend: "local", config: { path: "/w/x/users.tfstate" }, workspace } },
          },
          terraform: { backend: { local: { path: "keys.tfstate" } } },
        },
        { directory: "/w/b" },
      );
    expect(ownerOf(readConfiguration([consumer("${terraform.workspace}"), producer]), "k").declaration).not.toBeNull();
    expect(keyOf(readConfiguration([consumer("other"), producer]), "k").owner).toMatchObject({
      because: "data.terraform_remote_state.other reads another workspace",
    });
  });

  it.each([
    [[], "data.terraform_remote_state.users-state reads the state of a configuration that is not among those read"],
    [
      [remoteStack("users", users), { ...remoteStack("users", users), name: "copy" }],
      "several configurations have the backend that data.terraform_remote_state.users-state reads",
    ],
    [[remoteStack("users", {})], 'the stack users has no output "o"'],
    [
      [remoteStack("users", { output: { o: { value: remote("keys", "o") } } }, ["keys"])],
      "it refers to itself: the state of users → output.o → the state of keys → output.o → the state of users",
    ],
  ])("is not known where the state is not", (producers, because) => {
    const consumer = {
      ...withKeys({ k: { user_name: remote("users", "o") } }),
      output: { o: { value: remote("users", "o") } },
    };
    const inventory = readConfiguration([remoteStack("keys", consumer, ["users"]), ...producers]);
    expect(keyOf(inventory, "k").owner).toMatchObject({ unknown: true, because });
  });

  it("is one for equal names only where the account is the same for certain", () => {
    const declared = { provider: { alicloud: { account_id: "1234567890123456" } } };
    const twoStacks = (first: object, second: object): boolean => {
      const key = withKeys({ k: { user_name: "bob" } });
      const inventory = readConfiguration([stack("a", { ...key, ...first }), stack("b", { ...key, ...second })]);
      return inventory.accessKeys[0]?.owner === inventory.accessKeys[1]?.owner;
    };
    expect(twoStacks(declared, declared)).toBe(true);
    expect(twoStacks({}, {})).toBe(false);
    expect(twoStacks(declared, {})).toBe(false);
  });

  it("is the name in the key's own account where the reference is to a user of another one", () => {
    const provider = { alicloud: [{ account_id: "1" }, { alias: "two", account_id: "2" }] };
    const inventory = keyWith("${alicloud_ram_user.bob.name}", { provider });
    const other = inventoryOf({
      provider,
      resource: {
        alicloud_ram_user: { bob: { name: "bob" } },
        alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.bob.name}", provider: "alicloud.two" } },
      },
    });
    expect(ownerOf(inventory, "k").declaration).not.toBeNull();
    expect(ownerOf(other, "k")).toMatchObject({ userName: "bob", declaration: null, account: { accountId: "2" } });
  });
});

describe("existing AccessKeys of an owner", () => {
  const user = (metadata: unknown, rest: object = {}) => ({
    resource: { alicloud_ram_user: { bob: { name: "bob", "//": { ramparts: { user: metadata } } } } },
    ...rest,
  });
  const existing = (content: unknown): unknown => inventoryOf(content).owners[0]?.existingAccessKeys;

  it("are none for a user that is created", () => {
    expect(existing(user(undefined))).toBe(0);
    expect(existing(user({ origin: "created" }))).toBe(0);
  });

  it("are as many as was said", () => {
    expect(existing(user({ origin: "adopted", existingAccessKeys: 1 }))).toBe(1);
    expect(existing(user({ origin: "created", existingAccessKeys: 2 }))).toBe(2);
  });

  it("are said, or taken to be none", () => {
    const says = (metadata: unknown) => inventoryOf(user(metadata)).owners[0]?.saysExistingAccessKeys;
    expect([undefined, { origin: "created" }, { origin: "created", existingAccessKeys: 0 }].map(says)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("are the largest of several numbers", () => {
    const key = (existingAccessKeys: number) => ({
      user_name: "bob",
      "//": {
        ramparts: {
          accessKey: {
            name: "k",
            necessity: "none better",
            custody: { kind: "pgp" },
            user: { origin: "referred", existingAccessKeys },
          },
        },
      },
    });
    expect(existing(withKeys({ a: key(1), b: key(2), c: key(0) }))).toBe(2);
    expect(existing({ resource: { ...user(undefined).resource, alicloud_ram_access_key: { a: key(1) } } })).toBe(1);
  });

  it.each([
    ["a user by literal name", withKeys({ k: { user_name: "bob" } })],
    ["an adopted user", user({ origin: "adopted" })],
    ["an imported user", user(undefined, { import: [{ to: "alicloud_ram_user.bob", id: "1" }] })],
    ["an imported instance", user(undefined, { import: { to: "${alicloud_ram_user.bob[0]}", id: "1" } })],
  ])("are not known for %s", (_, content) => {
    expect(existing(content)).toMatchObject({ unknown: true, attribute: 'existingAccessKeys of RAM user "bob"' });
  });
});

describe("what has two spellings", () => {
  const label = (userName: string, body: object): string =>
    ownerOf(
      inventoryOf(withKeys({ k: { user_name: userName } }, { resource: { alicloud_ram_user: { u: body } } })),
      "k",
    ).label;

  it("is one instance, whether its number is quoted or not", () => {
    const [counted, keyed] = [
      { count: 2, name: "${var.n}-${count.index}" },
      { for_each: { "0": 1, a: 1 }, name: "${var.n}-${each.key}" },
    ];
    expect(label('${alicloud_ram_user.u["0"].name}', counted)).toBe("alicloud_ram_user.u[0]");
    expect(label("${alicloud_ram_user.u[0].name}", counted)).toBe("alicloud_ram_user.u[0]");
    expect(label('${alicloud_ram_user.u["0"].name}', keyed)).toBe('alicloud_ram_user.u["0"]');
    expect(label("${alicloud_ram_user.u[0].name}", keyed)).toBe('alicloud_ram_user.u["0"]');
  });

  it("is nobody in particular when a number has more digits than JSON.parse keeps", () => {
    const content: unknown = JSON.parse(
      '{"resource":{"alicloud_ram_access_key":{"k":{"user_name":12345678901234567891},"l":{"user_name":1234567890}}}}',
    );
    const inventory = inventoryOf(content);
    expect(keyOf(inventory, "k").owner).toMatchObject({ unknown: true });
    expect(ownerOf(inventory, "l").userName).toBe("1234567890");
  });
});

import type { Inventory } from "../../lib/inventory/model";
import { isUnknown } from "../../lib/maybe/maybe";
import { inventoryOf, stack } from "./fixtures";
import { readConfiguration } from "../../lib/inventory/configuration";

type Json = Record<string, unknown>;

const RESOURCES = {
  alicloud_ram_user: { bob: { name: "bob" } },
  alicloud_ram_group: { ops: { group_name: "ops" } },
  alicloud_ram_role: { app: { role_name: "app" } },
  alicloud_ram_policy: { own: { policy_name: "own", policy_document: "{}" } },
};

function withResources(more: Json, rest: Json = {}): Inventory {
  return inventoryOf({ resource: { ...RESOURCES, ...more }, ...rest });
}

function attachment(kind: string, body: Json, rest: Json = {}): Inventory["policyAttachments"][number] | undefined {
  const more = { [`alicloud_ram_${kind}_policy_attachment`]: { a: { policy_type: "Custom", ...body } } };
  return withResources(more, rest).policyAttachments[0];
}

describe("a policy attachment", () => {
  it.each<[string, readonly string[] | undefined]>([
    ['${var.x ? "A" : "B"}', ["A", "B"]],
    ['${var.x ? "A" : var.name}', undefined],
  ])("knows which policies %s may be", (policy_name, oneOf) => {
    const found = attachment("user", { user_name: "bob", policy_name }, { variable: { x: {}, name: {} } });
    expect(found?.policyName).toMatchObject({ unknown: true });
    expect(isUnknown(found?.policyName) ? found.policyName.oneOf : null).toEqual(oneOf);
  });

  it.each([
    ["user", { user_name: "bob" }, 'RAM user "bob"'],
    ["user", { user_name: "BOB" }, 'RAM user "bob"'],
    ["user", { user_name: "${alicloud_ram_user.bob.name}" }, 'RAM user "bob"'],
    ["group", { group_name: "${alicloud_ram_group.ops.group_name}" }, 'RAM user group "ops"'],
    ["group", { group_name: "${alicloud_ram_group.ops.id}" }, 'RAM user group "ops"'],
    ["group", { group_name: "${alicloud_ram_group.ops.name}" }, 'RAM user group "ops"'],
    ["role", { role_name: "${alicloud_ram_role.app.id}" }, 'RAM role "app"'],
    ["role", { role_name: "${local.role}" }, 'RAM role "app"'],
  ])("to a %s finds the principal of %j", (kind, body, label) => {
    const found = attachment(kind, body, { locals: { role: "app" } });
    expect(found).toMatchObject({ principalKind: kind, principal: { kind, label, declaration: { kind } } });
  });

  it("takes the name of another kind of principal for a name", () => {
    const principal = attachment("user", { user_name: "${alicloud_ram_group.ops.group_name}" })?.principal;
    expect(principal).toMatchObject({ kind: "user", label: 'RAM user "ops"', declaration: null });
  });

  it("says who is not known", () => {
    const found = attachment("user", { user_name: "${var.user}" });
    expect(found?.principal).toMatchObject({ unknown: true, because: 'it is the variable "user"' });
    expect(attachment("user", {})?.principal).toMatchObject({ unknown: true, because: "it is not set" });
    expect(attachment("user", { user_name: "${alicloud_ram_user.bob.id}" })?.principal).toMatchObject({
      unknown: true,
    });
  });

  it.each([["own"], ["OWN"], ["${alicloud_ram_policy.own.policy_name}"], ["${alicloud_ram_policy.own.id}"]])(
    "finds the policy that %s names",
    (name) => {
      const found = attachment("user", { user_name: "bob", policy_name: name });
      expect(found?.policy?.site.address).toBe("alicloud_ram_policy.own");
      expect(found?.policyName).toEqual(expect.stringMatching(/^own$/i));
    },
  );

  it("finds no custom policy for a system policy of the same name, nor one of another account", () => {
    expect(attachment("user", { user_name: "bob", policy_name: "own", policy_type: "System" })?.policy).toBeNull();
    const account = (id: string): Json => ({ provider: { alicloud: [{ account_id: id }] } });
    const { policyAttachments } = readConfiguration([
      stack("one", { ...account("111"), resource: RESOURCES }),
      stack("two", {
        ...account("222"),
        resource: {
          alicloud_ram_user_policy_attachment: { a: { user_name: "bob", policy_name: "own", policy_type: "Custom" } },
        },
      }),
    ]);
    expect(policyAttachments[0]?.policy).toBeNull();
  });

  it("is none when its count is 0", () => {
    expect(attachment("user", { user_name: "bob", count: 0 })).toBeUndefined();
  });
});

describe("a principal", () => {
  it("is one object for a logon, a membership and an attachment of one user", () => {
    const inventory = withResources({
      alicloud_ram_login_profile: { p: { user_name: "Bob" } },
      alicloud_ram_user_group_attachment: { m: { user_name: "${alicloud_ram_user.bob.name}", group_name: "ops" } },
      alicloud_ram_user_policy_attachment: { a: { user_name: "bob" } },
    });
    const user = inventory.loginProfiles[0]?.user;
    expect(user).toMatchObject({ kind: "user", name: "bob" });
    expect(inventory.groupMemberships[0]?.user).toBe(user);
    expect(inventory.policyAttachments[0]?.principal).toBe(user);
    expect(inventory.owners).toHaveLength(1);
  });

  it("is not one with a group or role of the same name", () => {
    const inventory = withResources({
      alicloud_ram_user_policy_attachment: { a: { user_name: "ops" } },
      alicloud_ram_group_policy_attachment: { a: { group_name: "ops" } },
    });
    const [one, other] = inventory.policyAttachments;
    expect(one?.principal).not.toBe(other?.principal);
  });
});

describe("a group membership", () => {
  it("is one for each user of the deprecated set", () => {
    const { groupMemberships } = withResources({
      alicloud_ram_group_membership: {
        m: { group_name: "${alicloud_ram_group.ops.id}", user_names: ["${alicloud_ram_user.bob.name}", "${var.x}"] },
      },
    });
    expect(groupMemberships.map(({ user }) => (isUnknown(user) ? user.because : user.label))).toEqual([
      'RAM user "bob"',
      'it is the variable "x"',
    ]);
    expect(groupMemberships.map(({ group }) => (isUnknown(group) ? "" : group.label))).toEqual([
      'RAM user group "ops"',
      'RAM user group "ops"',
    ]);
  });

  it("takes the set from a local value, and is unknown where the set is", () => {
    const members = (user_names: unknown): Inventory =>
      withResources(
        { alicloud_ram_group_membership: { m: { group_name: "ops", user_names } } },
        { locals: { all: ["bob", "eve"], dynamic: ["${var.x}"] } },
      );
    expect(members("${local.all}").groupMemberships).toHaveLength(2);
    expect(members("${var.all}").groupMemberships).toMatchObject([{ user: { because: 'it is the variable "all"' } }]);
    expect(members("${local.dynamic}").groupMemberships).toMatchObject([{ user: { unknown: true } }]);
    expect(members("bob").groupMemberships).toMatchObject([{ user: { because: "it is not a list" } }]);
  });

  it("takes what stands in the list that a module was given from where that was written", () => {
    const user = (name: string): Json => ({ alicloud_ram_user: { bob: { name } } });
    const membership = { alicloud_ram_group_membership: { m: { group_name: "ops", user_names: "${var.users}" } } };
    const content = { variable: { users: {} }, resource: { ...user("inner"), ...membership } };
    const users = ["${alicloud_ram_user.bob.name}"];
    const root = { resource: user("outer"), module: { m: { source: "./m", users } } };
    const modules = [{ path: ["m"], files: [{ name: "m/main.tf.json", content }] }];
    const { groupMemberships } = readConfiguration([stack("app", root, { modules })]);
    expect(groupMemberships).toMatchObject([{ user: { name: "outer" } }]);
  });
});

describe("account settings", () => {
  it("are read under both generations, converted as Terraform does", () => {
    const { accountSettings } = inventoryOf({
      resource: {
        alicloud_ram_account_password_policy: {
          p: {
            minimum_password_length: "14",
            require_numbers: "true",
            require_symbols: "false",
            max_password_age: "9d",
            x: "v9",
          },
        },
        alicloud_ram_password_policy: { p: { max_login_attemps: 5, lifecycle: { prevent_destroy: true } } },
        alicloud_ram_security_preference: {
          s: { enforce_mfa_for_login: null, login_network_masks: "${var.masks}", verification_types: ["sms", "email"] },
        },
        alicloud_ram_account_alias: { a: { account_alias: "1234" } },
        alicloud_ram_alias: { a: { account_alias: "x", count: 0 } },
      },
    });
    expect(accountSettings.map(({ kind, values }) => [kind, Object.fromEntries(values)])).toEqual([
      [
        "passwordPolicy",
        { minimum_password_length: 14, require_numbers: true, require_symbols: false, max_password_age: "9d", x: "v9" },
      ],
      ["passwordPolicy", { max_login_attemps: 5 }],
      [
        "securityPreference",
        {
          login_network_masks: {
            unknown: true,
            attribute: "alicloud_ram_security_preference.s.login_network_masks",
            because: 'it is the variable "masks"',
          },
          verification_types: "sms,email",
        },
      ],
      ["accountAlias", { account_alias: "1234" }],
    ]);
  });
});

describe("a generated name", () => {
  it.each([
    ["${random_pet.p.id}", "random_pet.p"],
    ["etl-${random_id.i.hex}", "random_id.i"],
    ["${lower(local.name)}", "random_pet.p"],
    ["${time_static.t.unix}", "time_static.t"],
    ["${terraform_data.d.output}", "terraform_data.d"],
  ])("%s is that of %s", (name, address) => {
    const inventory = inventoryOf({
      locals: { name: "${local.inner}", inner: "x${random_pet.p.id}" },
      resource: {
        random_pet: { p: {} },
        random_id: { i: {} },
        time_static: { t: {} },
        terraform_data: { d: {} },
        alicloud_ram_user: { u: { name } },
      },
    });
    expect(inventory.generatedNames).toMatchObject([
      { identity: { site: { address: "alicloud_ram_user.u" } }, generator: { address } },
    ]);
  });

  it("is found in what a module is given and hands out", () => {
    const generated = { random_pet: { p: {} } };
    const giving = {
      resource: {
        ...generated,
        alicloud_ram_user: { u: { name: "${module.m.name}" }, v: { name: "${module.m.fixed}" } },
      },
      module: { m: { source: "./m", given: "${random_pet.p.id}" } },
    };
    const content = {
      variable: { given: {} },
      resource: { random_id: { i: {} }, alicloud_ram_user: { w: { name: "x-${var.given}" } } },
      output: { name: { value: "${random_id.i.hex}" }, fixed: { value: "etl" } },
    };
    const modules = [{ path: ["m"], files: [{ name: "m/main.tf.json", content }] }];
    const { generatedNames } = readConfiguration([stack("app", giving, { modules })]);
    expect(generatedNames.map(({ identity, generator }) => [identity.site.address, generator.address])).toEqual([
      ["alicloud_ram_user.u", "module.m.random_id.i"],
      ["module.m.alicloud_ram_user.w", "random_pet.p"],
    ]);
  });

  it("is that of a user which there is", () => {
    const resource = {
      random_pet: { p: {} },
      alicloud_ram_user: {
        none: { name: "${random_pet.p.id}", count: 0 },
        o: { name: "etl" },
        other: { name: "${alicloud_ram_user.o.name}" },
      },
      alicloud_ram_group: { g: { name: "${random_pet.p.id}", group_name: "${random_pet.p.id}" } },
    };
    expect(inventoryOf({ resource }).generatedNames).toEqual([]);
  });

  it.each(["etl", "${var.name}", "${local.loop}", "${random_pet.missing.id}", "${alicloud_ram_user.o.name}"])(
    "is not %s",
    (name) => {
      const locals = { loop: "${local.loop}" };
      expect(inventoryOf({ locals, resource: { alicloud_ram_user: { u: { name } } } }).generatedNames).toEqual([]);
    },
  );
});

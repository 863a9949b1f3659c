import { readConfiguration } from "../../lib/inventory/configuration";
import type { AccountIdentity, Inventory } from "../../lib/inventory/model";
import { ID, inventoryOf, SECRET, stack } from "./fixtures";

const ACCOUNT = "1234567890123456";
const ARN = `acs:ram::${ACCOUNT}:role/deployer`;

/** The accounts of one key for each provider configuration that is named. */
function accountsOf(content: object, ...providers: (string | undefined)[]): AccountIdentity[] {
  const keys = providers.map((provider, index) => [`k${index}`, provider === undefined ? {} : { provider }]);
  return inventoryOf({
    ...content,
    resource: { alicloud_ram_access_key: Object.fromEntries(keys) as unknown },
  }).accessKeys.map(({ account }) => account);
}

function accountOf(body: unknown, rest: object = {}): AccountIdentity | undefined {
  return accountsOf({ provider: { alicloud: body }, ...rest }, undefined)[0];
}

function declaration(account: object, rest: object = {}): object {
  return { data: { alicloud_caller_identity: { me: { ...rest, "//": { ramparts: { account } } } } } };
}

describe("the account of a provider configuration", () => {
  it.each<[string, unknown, object?]>([
    ["account_id", { account_id: ACCOUNT }],
    ["account_id as a number", { account_id: "${local.id}" }, { locals: { id: 1234567890123456 } }],
    ["account_id of a block in an array", [{ account_id: ACCOUNT }]],
    ["the role", { assume_role: { role_arn: ARN } }],
    ["the role in an array", [{ assume_role: [{ role_arn: ARN }] }]],
    ["the role of OIDC", { assume_role_with_oidc: [{ role_arn: ARN }] }],
    ["Account", { region: "cn-hangzhou" }, declaration({ accountId: ACCOUNT })],
    ["Account, which outweighs the rest", { account_id: "99" }, declaration({ accountId: ACCOUNT })],
    ["Account without a provider block", undefined, declaration({ accountId: ACCOUNT })],
    ["account_id, which outweighs the role", { account_id: ACCOUNT, assume_role: { role_arn: "acs:ram::99:role/x" } }],
  ])("is declared by %s", (_, body, rest = {}) => {
    expect(accountOf(body, rest)).toMatchObject({ key: `account:${ACCOUNT}`, accountId: ACCOUNT });
  });

  it("may be a named profile", () => {
    expect(accountOf({ profile: "prod" })).toMatchObject({ key: "profile:prod", accountId: null });
    expect(accountOf({ profile: "prod", shared_credentials_file: "a" })?.key).not.toBe("profile:prod");
    expect(accountOf({ profile: "prod", access_key: "${var.key}" })?.key).toMatch(/^stack:app\//);
    expect(accountOf({ profile: "prod", assume_role: { role_arn: "${var.arn}" } })?.key).toMatch(/^stack:app\//);
    expect(accountOf({ profile: "${var.profile}" })?.key).toMatch(/^stack:app\//);
    expect(accountOf({ profile: "" })?.key).toMatch(/^stack:app\//);
    const files = ["a", "b"].map((file) => accountOf({ profile: "prod", shared_credentials_file: file })?.key);
    expect(new Set(files).size).toBe(2);
  });

  it.each<[unknown]>([
    [{ account_id: "12x" }],
    [{ account_id: "x12" }],
    [{ account_id: "${var.id}" }],
    [{ assume_role: { role_arn: `x${ARN}` } }],
    [{ assume_role: { role_arn: `acs:ram::${ACCOUNT}:user/deployer` } }],
    [{ assume_role: { role_arn: "${var.arn}" } }],
  ])("is not declared by %j", (body) => {
    expect(accountOf(body)?.accountId).toBeNull();
  });

  it("is that of the resource's own alias", () => {
    const provider = { alicloud: [{ account_id: "1" }, { alias: "two", account_id: "2" }], ali: { account_id: "3" } };
    const required = { terraform: { required_providers: { ali: { source: "aliyun/alicloud" } } } };
    const accounts = accountsOf({ provider, ...required }, undefined, "alicloud.two", "${alicloud.two}", "ali");
    expect(accounts.map(({ accountId }) => accountId)).toEqual(["1", "2", "2", "3"]);
  });

  it("is bound to Account by the provider that this names", () => {
    const provider = { alicloud: [{}, { alias: "two", region: "x", profile: "p" }] };
    const content = { provider, ...declaration({ accountId: ACCOUNT }, { provider: "alicloud.two" }) };
    expect(accountsOf(content, undefined, "alicloud.two").map(({ accountId }) => accountId)).toEqual([null, ACCOUNT]);
  });

  it("is the same for configurations of a stack that differ in other than credentials", () => {
    const same = (one: object, other: object): boolean => {
      const [first, second] = accountsOf(
        { provider: { alicloud: [one, { alias: "b", ...other }] } },
        undefined,
        "alicloud.b",
      );
      return first === second;
    };
    expect(same({ region: "a" }, { region: "b", protocol: "HTTP" })).toBe(true);
    expect(same({ access_key: "${var.a}" }, { access_key: "${var.a}", region: "b" })).toBe(true);
    expect(same({ access_key: "${var.a}" }, { access_key: "${var.b}" })).toBe(false);
    const role = (arn: string) => ({ assume_role: [{ role_arn: arn }] });
    expect(same(role("${var.a}"), role("${var.a}"))).toBe(true);
    expect(same(role("${var.a}"), role("${var.b}"))).toBe(false);
    expect(same({ access_key: "${var.a}", profile: "p" }, { access_key: "${var.a}" })).toBe(false);
    expect(same({ dynamic: { assume_role: {} } }, { dynamic: { assume_role: {} } })).toBe(false);
    expect(same({}, { ecs_role_name: "x" })).toBe(false);
    expect(same({}, { assume_role: [{ role_arn: "${var.a}" }] })).toBe(false);
    expect(same({}, { dynamic: { assume_role: {} } })).toBe(false);
  });

  it("is never taken for that of another stack without being said", () => {
    const { accounts } = readConfiguration([
      stack("a", { provider: { alicloud: {} } }),
      stack("b", { provider: { alicloud: {} } }),
    ]);
    expect(new Set(accounts.map(({ key }) => key)).size).toBe(2);
    const namesakes = readConfiguration([
      stack("a", { provider: { alicloud: {} } }),
      stack("a", { provider: { alicloud: {} } }),
    ]);
    expect(namesakes.accounts).toHaveLength(2);
  });

  it("has a key without credentials in it", () => {
    const account = accountOf({ access_key: ID, secret_key: SECRET, security_token: SECRET });
    expect(JSON.stringify(account)).not.toContain(ID);
    expect(JSON.stringify(account)).not.toContain(SECRET);
  });
});

describe("what Account declares", () => {
  const both = (one: object, other: object): Inventory =>
    readConfiguration([stack("a", declaration(one)), stack("b", declaration(other))]);

  it("is merged over the stacks of one account, the larger number of each", () => {
    const { accounts } = both(
      { accountId: ACCOUNT, quotas: { accessKeysPerUser: 3, usersPerAccount: 10 }, existingAccountAccessKeys: 1 },
      { accountId: ACCOUNT, quotas: { accessKeysPerUser: 2, policiesPerAccount: 7 }, existingAccountAccessKeys: 2 },
    );
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.declared).toEqual({
      accountId: ACCOUNT,
      quotas: { accessKeysPerUser: 3, usersPerAccount: 10, policiesPerAccount: 7 },
      existingAccountAccessKeys: 2,
    });
    expect(accounts[0]?.site).toMatchObject({ stack: "a", address: "data.alicloud_caller_identity.me" });
  });

  it("is what one of them says where the other says nothing", () => {
    const only = { accountId: ACCOUNT, existingAccountAccessKeys: 1 };
    for (const { accounts } of [both(only, { accountId: ACCOUNT }), both({ accountId: ACCOUNT }, only)]) {
      expect(accounts[0]?.declared).toEqual(only);
    }
    expect(both({ accountId: ACCOUNT }, { accountId: ACCOUNT }).accounts[0]?.declared).toEqual({ accountId: ACCOUNT });
  });

  it("stays apart for two accounts", () => {
    expect(both({ accountId: "1" }, { accountId: "2" }).accounts.map(({ accountId }) => accountId)).toEqual(["1", "2"]);
  });

  it("counts only where it is well-formed", () => {
    const undeclared = both({ accountId: 5 }, { accountId: "x" });
    expect(undeclared.accounts).toEqual([]);
    const { accounts } = both({ accountId: "1", quotas: { a: -1, b: "2", c: 3 }, existingAccountAccessKeys: 1.5 }, {});
    expect(accounts[0]?.declared).toEqual({ accountId: "1", quotas: { c: 3 } });
  });
});

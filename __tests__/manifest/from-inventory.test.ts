import fc from "fast-check";
import { readConfiguration } from "../../lib/inventory/configuration";
import type { GroupMembership, PolicyAttachment, Principal } from "../../lib/inventory/grant-model";
import type { Inventory } from "../../lib/inventory/model";
import type { Unknown } from "../../lib/maybe/maybe";
import { manifestOf } from "../../lib/manifest/from-inventory";
import { manifestToYaml } from "../../lib/manifest/yaml";
import {
  accessKey,
  accountOf,
  identity,
  inventoryOf,
  ownerOf,
  rootKey,
  siteAt,
  stackOf,
  unknown,
} from "../rules/inventory";

function accountIn(parts: Partial<Inventory>) {
  const [account] = manifestOf(inventoryOf(parts)).accounts;
  if (!account) throw new Error("no account");
  return account;
}

function principal(kind: Principal["kind"], name: string): Principal {
  return { kind, label: name, account: accountOf("1234567890123456"), name, declaration: null };
}

function attachment(to: PolicyAttachment["principal"], policyName: string, policyType = "System") {
  return { site: siteAt("app/att"), principal: to, policyName, policyType, policy: null } as PolicyAttachment;
}

const key = (parts: object) =>
  accountIn({ accessKeys: [accessKey("app/k", parts)], owners: [ownerOf("etl")] }).users[0]?.accessKeys[0];

describe("the AccessKeys of a manifest", () => {
  it("have what a reviewer asks for, under the name that the code gives them", () => {
    expect(key({})).toEqual({
      name: "key",
      address: "app/alicloud_ram_access_key.k",
      instances: 1,
      owner: null,
      status: null,
      custody: { kind: "pgp", recipient: "F00D", accepted: null },
      secretFile: null,
      networks: "unrestricted",
      scenario: "third-party-service",
      necessity: "the service accepts only an AccessKey pair",
      consumers: [{ service: "hologres", name: "bi", owner: "bi@example.com", runbook: null }],
      accepted: null,
    });
    expect(key({ metadata: null })).toMatchObject({ name: "k", scenario: null, necessity: null, consumers: [] });
  });

  const acknowledgement = { reason: "old", until: "2026-12-31" };
  it.each([
    ["a variable", unknown("pgp_key"), null, { unknown: 'it is the variable "x"' }],
    ["none", null, null, { kind: "state", recipient: null, accepted: null }],
    ["an empty text", "", null, { kind: "state", recipient: null, accepted: null }],
    ["a keybase user", "keybase:bob", null, { kind: "keybase", recipient: "bob", accepted: null }],
    ["no key", "garbage", { problem: "is garbage" }, { kind: "unusable", recipient: null, accepted: null }],
  ])("have a custody where pgp_key is %s", (_, pgpKey, recipient, custody) => {
    expect(key({ pgpKey, recipient })?.custody).toEqual(custody);
  });

  it("have the acceptance of a secret in clear", () => {
    const metadata = { name: "k", necessity: "n", custody: { kind: "state", acknowledgement } };
    expect(key({ pgpKey: null, metadata })?.custody).toMatchObject({ accepted: { reason: "old", owner: null } });
  });

  it("are restricted, unrestricted, or not known to be either", () => {
    const networks = (accessKey: Inventory["networkRestrictions"][number]["accessKey"]) =>
      manifestOf(
        inventoryOf({
          accessKeys: [accessKeyOf()],
          networkRestrictions: [{ site: siteAt("app/net"), accessKey, document: null }],
        }),
      );
    const accessKeyOf = () => accessKey("app/k");
    const first = (manifest: ReturnType<typeof manifestOf>) => manifest.accounts[0]?.users[0]?.accessKeys[0]?.networks;
    expect(first(networks({ stack: "app", address: "alicloud_ram_access_key.k" }))).toBe("restricted");
    expect(first(networks({ stack: "other", address: "alicloud_ram_access_key.k" }))).toBe("unrestricted");
    const open = networks(unknown("id"));
    expect(first(open)).toEqual({
      unknown: expect.stringContaining("app/alicloud_ram_access_key.net may be") as string,
    });
    expect(open.unresolved).toEqual([
      { address: "app/alicloud_ram_access_key.net", about: "network restriction", unknown: 'it is the variable "x"' },
    ]);
  });

  it("stand apart when they are those of the account, or of nobody that is known", () => {
    const account = accountIn({
      accessKeys: [
        rootKey("app/root"),
        accessKey("app/lost", { owner: null }),
        accessKey("app/hidden", { owner: unknown("user_name") }),
        accessKey("app/none", { instances: 0 }),
      ],
    });
    expect(account.rootKeys.map(({ address, accepted }) => [address, accepted?.owner])).toEqual([
      ["app/alicloud_ram_access_key.root", "platform@example.com"],
    ]);
    expect(account.ownerlessKeys.map(({ address, owner }) => [address, owner?.unknown])).toEqual([
      ["app/alicloud_ram_access_key.hidden", 'it is the variable "x"'],
      ["app/alicloud_ram_access_key.lost", undefined],
    ]);
    expect(account.users).toEqual([]);
  });
});

describe("the identities of a manifest", () => {
  it("are created, adopted, or only referred to", () => {
    const adopted = identity("user", "adopted", { created: false });
    const account = accountIn({
      identities: [
        adopted,
        identity("group", "g"),
        identity("role", unknown("r")),
        identity("policy", "p", { instances: 0 }),
      ],
      owners: [ownerOf("adopted", { declaration: adopted, existingAccessKeys: 1 }), ownerOf("Referred")],
      policyAttachments: [attachment(principal("user", "referred"), "P"), attachment(principal("role", "other"), "P")],
    });
    expect(
      account.users.map(({ name, origin, unmanagedAccessKeys, grants }) => [
        name,
        origin,
        unmanagedAccessKeys,
        grants.length,
      ]),
    ).toEqual([
      ["Referred", "referred", 0, 1],
      ["adopted", "adopted", 1, 0],
    ]);
    expect(account.groups.map(({ name, origin }) => [name, origin])).toEqual([["g", "created"]]);
    expect(account.roles.map(({ name, origin, trust }) => [name, origin, trust])).toEqual([
      [{ unknown: 'it is the variable "x"' }, "created", { unknown: "it has no document" }],
      ["other", "referred", { unknown: "it is not managed here" }],
    ]);
    expect(account.policies).toEqual([]);
  });

  it("have what they are granted, also through their groups", () => {
    const [readers, etl] = [principal("group", "readers"), principal("user", "etl")];
    const membership: GroupMembership = { site: siteAt("app/m"), user: etl, group: readers };
    const account = accountIn({
      policyAttachments: [attachment(readers, "B"), attachment(etl, "A", "Custom"), attachment(etl, "A", "Custom")],
      groupMemberships: [membership, membership],
      loginProfiles: [{ site: siteAt("app/l"), user: etl }],
    });
    expect(account.users).toMatchObject([
      {
        consoleLogin: true,
        groups: ["readers"],
        grants: [
          { policy: "A", type: "Custom", through: null },
          { policy: "B", type: "System", through: "readers" },
        ],
      },
    ]);
    expect(account.groups[0]?.grants).toEqual([{ policy: "B", type: "System", through: null }]);
  });

  it("know a declared policy for a custom one", () => {
    const declared = { ...attachment(principal("user", "etl"), "p"), policy: identity("policy", "p") };
    const types = [unknown("type"), "System"].map((policyType) => ({ ...declared, policyType }));
    expect(accountIn({ policyAttachments: types }).users[0]?.grants.map(({ type }) => type)).toEqual([
      "Custom",
      "System",
    ]);
  });

  it("are named where it is not known which they are", () => {
    const { accounts, unresolved } = manifestOf(
      inventoryOf({
        policyAttachments: [attachment(unknown("user_name"), "P")],
        groupMemberships: [{ site: siteAt("app/m"), user: unknown("u"), group: principal("group", "g") }],
        loginProfiles: [{ site: siteAt("app/l"), user: unknown("u") }],
      }),
    );
    expect(accounts).toEqual([]);
    expect(unresolved.map(({ about }) => about)).toEqual(["policy P", "console logon", "group membership"]);
  });

  it.each([
    ['{"Version":"1","Statement":{"Effect":"Allow","Action":"b","Resource":["*"]}}', [["Allow", ["b"], ["*"]]]],
    [
      '{"Statement":[{"Effect":"Allow","Action":["b","a"],"Resource":"*"},{"Resource":["*"],"Effect":"Allow","Action":"c"}]}',
      [["Allow", ["a", "b", "c"], ["*"]]],
    ],
    [
      '{"Statement":[{"Effect":"Deny","NotAction":"b"},{"Effect":"Deny","NotAction":"a"}]}',
      [
        ["Deny", [], []],
        ["Deny", [], []],
      ],
    ],
    ['{"Statement":[5]}', null],
    ["{", null],
    ['{"Statement":[],"Statement":[]}', null],
    [`{"Statement":${"[".repeat(9000)}${"]".repeat(9000)}}`, null],
  ])("have the statements of their documents in one form: %s", (text, expected) => {
    const policy = identity("policy", "p");
    const document = {
      site: policy.site,
      attribute: "policy_document",
      purpose: "permissions" as const,
      identity: policy,
      text,
    };
    const [entry] = accountIn({ identities: [policy], policyDocuments: [document] }).policies;
    const statements = entry?.statements;
    if (statements && !("unknown" in statements)) {
      expect(statements.map(({ effect, actions, resources }) => [effect, actions, resources])).toEqual(expected);
    } else {
      expect([statements, expected]).toEqual([{ unknown: "its document is none that RAM takes" }, null]);
    }
  });

  it("have conditions and principals as lines", () => {
    const role = identity("role", "r");
    const text = JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: ["fc.aliyuncs.com"], RAM: "acs:ram::1:root" },
          Condition: { Bool: { "acs:MFAPresent": true }, IpAddress: { "acs:SourceIp": ["b", "a"] }, Odd: 5 },
        },
      ],
    });
    const document = { site: role.site, attribute: "document", purpose: "trust" as const, identity: role, text };
    expect(accountIn({ identities: [role], policyDocuments: [document] }).roles[0]?.trust).toMatchObject([
      {
        principals: ["RAM acs:ram::1:root", "Service fc.aliyuncs.com"],
        conditions: ["Bool acs:MFAPresent = true", "IpAddress acs:SourceIp = a, b", "Odd not readable"],
      },
    ]);
  });
});

describe("the account of a manifest", () => {
  it("has its quotas, its settings and what is accepted", () => {
    const rootDeployment = { reason: "old", until: "2026-12-31" };
    const declared = { accountId: "1", quotas: { b: 2, a: 1 }, existingAccountAccessKeys: 1, rootDeployment };
    const account = accountOf("1", { declared });
    const setting = {
      site: siteAt("app/s"),
      account,
      kind: "accountAlias" as const,
      type: "alicloud_ram_account_alias",
    };
    const values = new Map<string, Unknown | boolean>([
      ["b", unknown("b")],
      ["a", true],
    ]);
    const inventory = { accounts: [account, accountOf(null)], accountSettings: [{ ...setting, values }] };
    expect(manifestOf(inventoryOf(inventory)).accounts).toMatchObject([
      {
        account: "account:1",
        quotas: new Map([
          ["a", 1],
          ["b", 2],
        ]),
        unmanagedRootKeys: 1,
        rootDeployment: { reason: "old" },
        settings: [
          {
            values: new Map<string, unknown>([
              ["a", "true"],
              ["b", { unknown: 'it is the variable "x"' }],
            ]),
          },
        ],
      },
    ]);
  });

  it("has the acknowledgements of the app once", () => {
    const acknowledgements = [{ rule: "KEY008", path: "", reason: "r", until: "2026-12-31" }];
    const stacks = [stackOf("a", { acknowledgements }), stackOf("b", { acknowledgements })];
    expect(manifestOf(inventoryOf({ stacks })).acknowledgements).toEqual([
      { rule: "KEY008", path: "", address: null, reason: "r", until: "2026-12-31", owner: null, link: null },
    ]);
  });

  it("has what ramparts.yaml acknowledges, by address and by construct", () => {
    const accepted = { rule: "KEY008", reason: "r", until: "2026-12-31", source: { file: "ramparts.yaml", line: 1 } };
    const settled = [
      { ...accepted, by: "address" as const, target: "alicloud_ram_access_key.*" },
      { ...accepted, by: "path" as const, target: "app/etl" },
    ];
    const rest = { rule: "KEY008", reason: "r", until: "2026-12-31", owner: null, link: null };
    expect(manifestOf(inventoryOf({}), settled).acknowledgements).toEqual([
      { ...rest, path: "", address: "alicloud_ram_access_key.*" },
      { ...rest, path: "app/etl", address: null },
    ]);
  });
});

describe("a manifest", () => {
  const resource = (names: readonly string[]) => ({
    alicloud_ram_user: Object.fromEntries(names.map((name) => [name, { name }])),
    alicloud_ram_access_key: Object.fromEntries(
      names.map((name) => [`k_${name}`, { user_name: `\${alicloud_ram_user.${name}.name}` }]),
    ),
  });
  const yamlOf = (...contents: unknown[]) =>
    manifestToYaml(
      manifestOf(
        readConfiguration(
          contents.map((content, index) => ({ name: `s${index}`, files: [{ name: "f.tf.json", content }] })),
        ),
      ),
    );

  it("is the same in whatever order a configuration is written", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["a", "b", "c", "D"], { minLength: 4 }), (names) => {
        expect(yamlOf({ resource: resource(names) })).toBe(yamlOf({ resource: resource(["a", "b", "c", "D"]) }));
      }),
    );
  });

  it("never holds a secret that was written into a configuration", () => {
    const id = ["LT", "AI", "5tFakeFakeFakeFakeFa"].join("");
    const secret = "Q7".repeat(15);
    const accessKeyMetadata = {
      name: id,
      necessity: secret,
      custody: { kind: "pgp" },
      consumers: [{ service: id, name: secret, owner: "o" }],
    };
    const text = yamlOf({
      provider: { alicloud: { access_key: id, secret_key: secret } },
      resource: {
        alicloud_ram_user: { u: { name: `${id} ${secret}`, comments: secret } },
        alicloud_ram_access_key: {
          k: {
            user_name: id,
            pgp_key: secret,
            secret_file: `${id}/${secret}`,
            "//": { ramparts: { accessKey: accessKeyMetadata } },
          },
        },
      },
    });
    expect(text).toContain("[redacted]");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(id);
  });
});

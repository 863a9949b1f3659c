import { authorityChanges } from "../../../../lib/rules/policies/authority/changes";
import { allow, attachment, documentOf, membership, principal } from "../../grants";
import { identity, inventoryOf, siteAt, unknown } from "../../inventory";
import { statementsChange, told, worldOf, type Document, type World } from "./world";

const deny = (...parts: Parameters<typeof allow>): Record<string, unknown> => ({ ...allow(...parts), Effect: "Deny" });
const allowBut = (NotAction: string | string[], Resource = "*"): Record<string, unknown> => ({
  Effect: "Allow",
  NotAction,
  Resource,
});
const trust = (Principal: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal,
  ...more,
});
const READ = allow("oss:Get*", "acs:oss:*:*:logs/*");

describe("a changed document", () => {
  it.each<[string, Document, Document, string[]]>([
    [
      "another action",
      [allow("oss:GetObject")],
      [allow(["oss:GetObject", "oss:PutObject"])],
      ["+ other: oss:PutObject on *"],
    ],
    ["a wider action", [allow("oss:GetObject")], [allow("oss:*")], ["+ other: oss:* except oss:GetObject on *"]],
    ["a wider resource", [READ], [allow("oss:Get*")], ["+ other: oss:Get* on * except acs:oss:*:*:logs/*"]],
    ["actions and resources that are wider together", [READ], [allow("oss:*")], ["+ other: oss:* on *"]],
    ["less", [allow(["oss:GetObject", "oss:PutObject"])], [allow("oss:GetObject")], ["- other: oss:PutObject on *"]],
    [
      "an action on another resource",
      [allow("a:B", "x")],
      [allow("a:B", "y")],
      ["+ other: a:B on y", "- other: a:B on x"],
    ],
    [
      "one more pair of two lists",
      [allow("a:B", "x"), allow("a:C", "y")],
      [allow(["a:B", "a:C"], ["x", "y"])],
      ["+ other: a:B on y", "+ other: a:C on x"],
    ],
    ["everything", [READ], [allow("*")], ["+ administrator: * on *"]],
    ["all of RAM", [READ], [READ, allow("ram:*")], ["+ administrator: ram:* on *"]],
    [
      "keys for one user",
      [READ],
      [READ, allow("ram:CreateAccessKey", "acs:ram:*:*:user/etl")],
      ["+ credential-minting: ram:CreateAccessKey on acs:ram:*:*:user/etl"],
    ],
    [
      "one role to assume",
      [READ],
      [READ, allow("sts:AssumeRole", "acs:ram:*:*:role/a")],
      ["+ other: sts:AssumeRole on acs:ram:*:*:role/a"],
    ],
    ["every role to assume", [READ], [READ, allow("sts:AssumeRole")], ["+ credential-minting: sts:AssumeRole on *"]],
    [
      "a shorter list under NotAction",
      [allowBut(["ram:*", "sts:*"])],
      [allowBut("ram:*")],
      ["+ credential-minting: sts:* on *"],
    ],
    [
      "a longer list under NotAction",
      [allowBut("ram:*")],
      [allowBut(["ram:*", "sts:*"])],
      ["- credential-minting: sts:* on *"],
    ],
    [
      "NotAction in place of Action",
      [allow("oss:*")],
      [allowBut("ram:*")],
      ["+ credential-minting: * except oss:*, ram:* on *"],
    ],
    [
      "a shorter list under NotResource",
      [{ Effect: "Allow", Action: "a:B", NotResource: ["x", "y"] }],
      [{ Effect: "Allow", Action: "a:B", NotResource: "x" }],
      ["+ other: a:B on y"],
    ],
    [
      "a denial that is gone",
      [allow("*"), deny("ram:*")],
      [allow("*")],
      ["+ administrator: ram:* on * (no longer denied)"],
    ],
    [
      "a denial of fewer actions",
      [allow("oss:*"), deny("oss:Delete*")],
      [allow("oss:*"), deny("oss:DeleteBucket")],
      ["+ other: oss:Delete* except oss:DeleteBucket on * (no longer denied)"],
    ],
    [
      "a new denial",
      [allow("oss:*")],
      [allow("oss:*"), deny("oss:Delete*")],
      ["- other: oss:Delete* on * (now denied)"],
    ],
    [
      "a denial that only holds under a condition now",
      [allow("oss:*"), deny("oss:*", "x")],
      [allow("oss:*"), deny("oss:*", "x", { Condition: { Bool: { "acs:MFAPresent": "false" } } })],
      ["+ other: oss:* on x (no longer denied)"],
    ],
    [
      "a name in RAM in another case",
      [allow("a:B", "user/Etl")],
      [allow("a:B", "user/etl")],
      ["+ other: a:B on user/etl", "- other: a:B on user/Etl"],
    ],
  ])("tells of %s", (_, before, after, expected) => {
    expect(statementsChange(before, after)).toEqual(expected);
  });

  it.each<[string, Document, Document]>([
    ["another order", [allow(["a:B", "a:C"], ["x", "y"]), READ], [READ, allow(["a:C", "a:B"], ["y", "x"])]],
    ["another case of actions", [allow("oss:GetObject")], [allow("OSS:getobject")]],
    ["a list of one", [allow("oss:GetObject", "x")], [allow(["oss:GetObject"], ["x"])]],
    [
      "split statements",
      [allow(["a:B", "a:C"], ["x", "y"])],
      [allow("a:B", ["x", "y"]), allow("a:C", "x"), allow("a:C", "y")],
    ],
    ["what another action covers", [allow("oss:*")], [allow(["oss:*", "oss:GetObject"])]],
    ["what another statement covers", [allow("oss:*")], [allow("oss:*"), READ]],
    ["more wildcards for the same", [allow("oss:*", "*")], [allow("oss:**", "**")]],
    ["NotAction for what a denial left", [allow("*"), deny("ram:*")], [allowBut("ram:*")]],
    [
      "NotResource for what a denial left",
      [allow("a:B"), deny("a:B", "x")],
      [{ Effect: "Allow", Action: "a:B", NotResource: "x" }],
    ],
    ["a denial of what is not allowed", [READ, deny("ecs:*")], [READ]],
    [
      "a denial of what is denied",
      [allow("*"), deny("ram:*"), deny("ram:CreateAccessKey")],
      [allow("*"), deny("ram:*")],
    ],
    ["an Allow of what is denied", [deny("ram:*"), READ], [deny("ram:*"), READ, allow("ram:CreateAccessKey")]],
    ["everything that is denied", [deny("*")], [allow("*"), deny("*")]],
    ["parts that make a whole", [allowBut("ram:*"), allow("ram:*")], [allow("*")]],
    [
      "parts in two directions",
      [allowBut("a:B"), allow("a:B", "x"), { Effect: "Allow", Action: "a:B", NotResource: "x" }],
      [allow("*")],
    ],
    ["white space", JSON.parse(JSON.stringify([READ])) as Document, [READ]],
  ])("tells nothing of %s", (_, before, after) => {
    expect(statementsChange(before, after)).toEqual([]);
    expect(statementsChange(after, before)).toEqual([]);
  });

  it("is undecided when it is not known afterwards, without saying that anything is gone", () => {
    expect(
      statementsChange([READ], unknown("alicloud_ram_policy.p.policy_document", "it is known after apply")),
    ).toEqual(["? after: alicloud_ram_policy.p.policy_document: it is known after apply"]);
  });

  it("is undecided where it was not known before, and what it grants now counts as new", () => {
    expect(statementsChange(unknown("alicloud_ram_policy.p.policy_document", "it is a variable"), [READ])).toEqual([
      "+ other: oss:Get* on acs:oss:*:*:logs/*",
      "? before: alicloud_ram_policy.p.policy_document: it is a variable",
    ]);
  });

  it("counts for what can be read of it, and is undecided, when RAM would refuse it", () => {
    expect(statementsChange([READ], [READ, allow("*"), { Effect: "Perhaps" }])).toEqual([
      "+ administrator: * on *",
      expect.stringContaining(
        "? after: alicloud_ram_policy.p.policy_document: RAM would refuse the document: the Effect",
      ),
    ]);
  });

  it("is undecided when its patterns overlap in more ways than anybody can compare", () => {
    const patterns = (letter: string): string[] =>
      Array.from({ length: 200 }, (_, at) => `oss:*${letter}*${String.fromCharCode(97 + (at % 26))}*${at}*`);
    const document = (letter: string): Document => [
      allow(patterns(letter), patterns("x")),
      deny(patterns("c"), patterns(letter)),
    ];
    const tooMuch = '? after: what policy "p" changes: its patterns overlap in more ways than are compared: ';
    expect(statementsChange(document("a"), document("b"))).toEqual([
      `${tooMuch}"oss:*b*a*0*", "oss:*b*b*1*", "oss:*b*c*2*", "oss:*b*d*3*", "oss:*b*e*4*" and 395 more`,
      `${tooMuch}"oss:*a*a*0*", "oss:*a*b*1*", "oss:*a*c*2*", "oss:*a*d*3*", "oss:*a*e*4*" and 395 more`,
    ]);
  });

  it("of the full length that RAM takes is compared, where its patterns hardly overlap", () => {
    const actions = Array.from({ length: 200 }, (_, at) => `service-${at % 20}:DescribeThings${at}`);
    const buckets = (name: string): string[] => Array.from({ length: 20 }, (_, at) => `acs:oss:*:*:${name}-${at}/*`);
    const lines = statementsChange([allow(actions, buckets("a"))], [allow([...actions, "a:b"], buckets("a"))]);
    expect(lines).toEqual([expect.stringMatching(/^\+ other: a:b on acs:oss/)]);
    expect(statementsChange([allow(actions, buckets("a"))], [allow(actions, buckets("b"))])).toHaveLength(2);
  });

  it("grants nothing when there is none", () => {
    expect(statementsChange(null, [READ])).toEqual(["+ other: oss:Get* on acs:oss:*:*:logs/*"]);
    expect(statementsChange(null, [deny("*")])).toEqual([]);
  });
});

describe("changed conditions", () => {
  const when = (Condition: Record<string, unknown> | undefined): Document => [allow("a:B", "*", { Condition })];
  const ip = (...addresses: string[]): Record<string, unknown> => ({ IpAddress: { "acs:SourceIp": addresses } });
  const not = (...values: string[]): Record<string, unknown> => ({ StringNotEquals: { "a:Key": values } });
  const mfa = { Bool: { "acs:MFAPresent": "true" } };
  const change = (before: Document, after: Document): string =>
    statementsChange(before, after)
      .map((line) => line.slice(0, 1))
      .join("");

  it.each<[string, Record<string, unknown> | undefined, Record<string, unknown> | undefined, string]>([
    ["none any more", ip("10.0.0.1"), undefined, "+"],
    ["one value more", ip("10.0.0.1"), ip("10.0.0.1", "10.0.0.2"), "+"],
    ["one key less", { ...ip("10.0.0.1"), ...mfa }, mfa, "+"],
    [
      "the same in another order",
      { ...ip("10.0.0.1", "10.0.0.2"), ...mfa },
      { ...mfa, ...ip("10.0.0.2", "10.0.0.1") },
      "",
    ],
    ["another value", ip("10.0.0.1"), ip("10.0.0.2"), "+-"],
    ["a block that holds the address", ip("10.1.2.3"), ip("10.0.0.0/8"), "+"],
    ["a block of IPv6 that holds another", ip("2001:db8:1::/48"), ip("2001:db8::/32"), "+"],
    ["a block that is no address", ip("10.0.0.0/8"), ip("10.0.0.0/99"), "+-"],
    ["another operator", ip("10.0.0.1"), { StringEquals: { "acs:SourceIp": "10.0.0.1" } }, "+-"],
    ["wildcards", { StringLike: { "a:Key": "x1" } }, { StringLike: { "a:Key": "x*" } }, "+"],
    ["no wildcards in StringEquals", { StringEquals: { "a:Key": "x1" } }, { StringEquals: { "a:Key": "x*" } }, "+-"],
    ["only the case, which counts", { StringEquals: { "a:Key": "x" } }, { StringEquals: { "a:Key": "X" } }, "+-"],
    ["only the case", { StringEqualsIgnoreCase: { "a:Key": "x" } }, { StringEqualsIgnoreCase: { "a:Key": "X" } }, ""],
    [
      "a later date",
      { DateLessThan: { "acs:CurrentTime": "2026-01-01T00:00:00Z" } },
      { DateLessThan: { "acs:CurrentTime": "2027-01-01T00:00:00Z" } },
      "+",
    ],
    [
      "a lower bound that is lower",
      { NumericGreaterThan: { "a:Key": "10" } },
      { NumericGreaterThan: { "a:Key": "9" } },
      "+",
    ],
    ["numbers that are none", { NumericLessThan: { "a:Key": "" } }, { NumericLessThan: { "a:Key": "9" } }, "+-"],
    ["values of a negative operator, which may mean either", not("x"), not("x", "y"), "+-"],
    ["the same negative values", not("x", "y"), not("y", "x"), ""],
    ["an empty list", { StringEquals: { "a:Key": [] } }, { StringEquals: { "a:Key": ["x"] } }, "+-"],
    ["an operator that nobody knows", { StringSounds: { "a:Key": "x" } }, { StringSounds: { "a:Key": "y" } }, "+-"],
    ["what cannot be read", { Bool: { "a:Key": [{ x: 1 }] } }, { Bool: { "a:Key": [{ x: 2 }] } }, "+-"],
  ])("%s", (_, before, after, expected) => {
    expect(change(when(before), when(after))).toBe(expected);
    const back = expected === "+" ? "-" : expected;
    expect(change(when(after), when(before))).toBe(back);
  });

  it("are told with the grant", () => {
    expect(statementsChange(when(ip("10.0.0.1")), when({ ...ip("10.0.0.0/8"), ...mfa }))).toEqual([
      "+ other: a:B on * if IpAddress acs:SourceIp = 10.0.0.0/8 and Bool acs:MFAPresent = true (conditions changed)",
      "- other: a:B on * if IpAddress acs:SourceIp = 10.0.0.1 (conditions changed)",
    ]);
  });
});

describe("a changed attachment", () => {
  const policies = { read: [READ], keys: [allow("ram:CreateAccessKey")], same: [READ] };
  const base: World = { policies, members: { team: ["etl", "bi"] } };
  const KEYS = "ram:CreateAccessKey on *";

  it("is told of the user", () => {
    expect(
      told({ ...base, granted: { "user:etl": ["read"] } }, { ...base, granted: { "user:etl": ["read", "keys"] } }),
    ).toEqual([`RAM user "etl" + credential-minting: ${KEYS} (policy "keys")`]);
  });

  it("is told of a group and of each of its members", () => {
    expect(told(base, { ...base, granted: { "group:team": ["keys"] } })).toEqual([
      `RAM user group "team" + credential-minting: ${KEYS} (policy "keys")`,
      `RAM user "bi" + credential-minting: ${KEYS} (through group "team", policy "keys")`,
      `RAM user "etl" + credential-minting: ${KEYS} (through group "team", policy "keys")`,
    ]);
  });

  it("is told of who joins and who leaves a group", () => {
    const granted = { "group:team": ["keys"] };
    expect(told({ ...base, granted }, { ...base, granted, members: { team: ["bi", "ops"] } })).toEqual([
      `RAM user "etl" - credential-minting: ${KEYS} (through group "team", policy "keys")`,
      `RAM user "ops" + credential-minting: ${KEYS} (through group "team", policy "keys")`,
    ]);
  });

  it("names how many ways there are", () => {
    expect(told(base, { ...base, granted: { "user:etl": ["keys"], "group:team": ["keys"] } })[2]).toBe(
      `RAM user "etl" + credential-minting: ${KEYS} (policy "keys", and 1 more way)`,
    );
  });

  it.each<[string, Record<string, string[]>, Record<string, string[]>]>([
    ["another policy with the same document", { "user:etl": ["read"] }, { "user:etl": ["same"] }],
    ["a policy twice", { "user:etl": ["read"] }, { "user:etl": ["read", "same"] }],
    [
      "a system policy in another case",
      { "user:etl": ["System/AliyunOSSFullAccess"] },
      { "user:etl": ["System/aliyunossfullaccess"] },
    ],
    [
      "an administrator who gets more",
      { "user:etl": ["System/AdministratorAccess"] },
      {
        "user:etl": ["System/AdministratorAccess", "System/AliyunOSSFullAccess", "keys"],
      },
    ],
  ])("tells nothing of %s", (_, before, after) => {
    expect(told({ ...base, granted: before }, { ...base, granted: after })).toEqual([]);
  });

  it("tells nothing of a user whose own policy is given to its group", () => {
    const lines = told(
      { ...base, granted: { "user:etl": ["read"] } },
      { ...base, granted: { "group:team": ["read"] } },
    );
    expect(lines.filter((line) => line.includes('"etl"'))).toEqual([]);
    expect(lines).toHaveLength(2);
  });

  it("takes AdministratorAccess for the policy that allows everything", () => {
    const all: World = { policies: { all: [allow("*")] } };
    expect(
      told({ ...all, granted: { "user:etl": ["all"] } }, { granted: { "user:etl": ["System/AdministratorAccess"] } }),
    ).toEqual([]);
    expect(told({}, { granted: { "user:etl": ["System/AdministratorAccess"] } })).toEqual([
      'RAM user "etl" + administrator: * on * (system policy "AdministratorAccess")',
    ]);
  });

  it("names a system policy, and knows that of them which lends every role", () => {
    expect(
      told({}, { granted: { "user:etl": ["System/AliyunOSSFullAccess", "System/AliyunSTSAssumeRoleAccess"] } }),
    ).toEqual([
      'RAM user "etl" + credential-minting: all that the policy allows (system policy "AliyunSTSAssumeRoleAccess")',
      'RAM user "etl" + other: all that the policy allows (system policy "AliyunOSSFullAccess")',
    ]);
  });

  it("tells of what a system policy may allow when a denial is gone", () => {
    const granted = (...names: string[]): World => ({
      policies: { guard: [deny("oss:Delete*")] },
      granted: { "user:etl": ["System/AliyunOSSFullAccess", ...names] },
    });
    expect(told(granted("guard"), granted())).toEqual([
      'RAM user "etl" + other: oss:Delete* on * (no longer denied, policy "guard")',
    ]);
  });

  it("is undecided about a custom policy whose document is not declared", () => {
    expect(told({}, { granted: { "user:etl": ["elsewhere"] } })).toEqual([
      'RAM user "etl" + other: all that the policy allows (policy "elsewhere")',
      expect.stringMatching(/^RAM user "etl" \? after: .*policy_name: no document of the custom policy "elsewhere"/),
    ]);
    expect(told({ granted: { "user:etl": ["elsewhere"] } }, { granted: { "user:etl": ["elsewhere"] } })).toEqual([]);
  });
});

describe("somebody", () => {
  const policies = { read: [READ] };

  it("who is created has all of it from nothing", () => {
    expect(told({}, { policies, declared: ["user:etl"], granted: { "user:etl": ["read"] } })).toEqual([
      'RAM user "etl": created',
      'RAM user "etl" + other: oss:Get* on acs:oss:*:*:logs/* (policy "read")',
    ]);
    expect(told({}, { declared: ["user:etl"] })).toEqual([]);
  });

  it("who is deleted is named once", () => {
    expect(told({ policies, declared: ["user:etl"], granted: { "user:etl": ["read"] } }, {})).toEqual([
      'RAM user "etl": deleted',
    ]);
  });

  it("who gets another name in place is the same", () => {
    const named = (name: string): ReturnType<typeof inventoryOf> => {
      const policy = identity("policy", "read");
      const user = identity("user", name, { site: siteAt("app/etl", { address: "alicloud_ram_user.etl" }) });
      const holder = principal("user", name, { declaration: user });
      return inventoryOf({
        identities: [policy, user],
        policyDocuments: [documentOf([READ], { identity: policy })],
        policyAttachments: [attachment("app/a", { principal: holder, policy })],
      });
    };
    expect(authorityChanges(named("etl"), named("etl-2"))).toEqual({ principals: [], unattributed: [] });
  });

  it("of whom it is not known who it is makes an undecided grant", () => {
    const somebody = unknown("alicloud_ram_user_policy_attachment.a.user_name", "it is known after apply");
    const after = inventoryOf({
      policyAttachments: [attachment("app/a", { principal: somebody, policyType: "System" })],
      groupMemberships: [
        membership(unknown("alicloud_ram_user_group_attachment.m.user_name"), principal("group", "team")),
        membership(principal("user", "etl"), unknown("alicloud_ram_user_group_attachment.n.group_name"), "n"),
      ],
    });
    const { principals, unattributed } = authorityChanges(inventoryOf({}), after);
    expect(unattributed.map(({ when, unknown: { attribute } }) => `${when} ${attribute}`).sort()).toEqual([
      "after alicloud_ram_user_group_attachment.m.user_name",
      "after alicloud_ram_user_policy_attachment.a.user_name",
    ]);
    expect(principals.flatMap(({ undecided }) => undecided.map(({ unknown: { attribute } }) => attribute))).toEqual([
      "alicloud_ram_user_group_attachment.n.group_name",
    ]);
    expect(authorityChanges(after, after)).toEqual({ principals: [], unattributed: [] });
  });
});

describe("a trust policy", () => {
  const root = trust({ RAM: "acs:ram::1234567890123456:root" });
  const user = trust({ RAM: ["acs:ram::1234567890123456:user/etl"] });

  it("tells who may assume the role now, as dangerous as the role", () => {
    const granted = { "role:job": ["System/AdministratorAccess"] };
    expect(told({ trust: { job: [user] }, granted }, { trust: { job: [root] }, granted })).toEqual([
      'RAM role "job" + administrator: sts:AssumeRole by RAM acs:ram::1234567890123456:root (trust policy)',
    ]);
  });

  it("tells who may no longer", () => {
    expect(
      told({ trust: { job: [user, trust({ Service: "ecs.aliyuncs.com" })] } }, { trust: { job: [user] } }),
    ).toEqual(['RAM role "job" - other: sts:AssumeRole by Service ecs.aliyuncs.com (trust policy)']);
  });

  it.each<[string, Document, Document]>([
    ["a user beside the account that it belongs to", [root], [root, user]],
    ["lists", [user, root], [trust({ RAM: ["acs:ram::1234567890123456:root", "acs:ram::1234567890123456:user/etl"] })]],
  ])("tells nothing of %s", (_, before, after) => {
    expect(told({ trust: { job: before } }, { trust: { job: after } })).toEqual([]);
  });

  it.each<[string, Document, Document]>([
    ["a user of another account", [root], [root, trust({ RAM: "acs:ram::6543210987654321:user/etl" })]],
    ["the same name of another kind", [trust({ RAM: "x" })], [trust({ RAM: "x" }), trust({ Service: "x" })]],
    [
      "a condition that is gone",
      [trust({ RAM: "x" }, { Condition: { StringEquals: { "sts:ExternalId": "y" } } })],
      [trust({ RAM: "x" })],
    ],
  ])("is wider by %s", (_, before, after) => {
    expect(told({ trust: { job: before } }, { trust: { job: after } })).toEqual([
      expect.stringContaining(" + other: sts:AssumeRole by "),
    ]);
  });

  it("does not count as a permission of the role", () => {
    const world = worldOf({ trust: { job: [root] } });
    expect(authorityChanges(inventoryOf({}), world).principals[0]?.widened.map(({ kind }) => kind)).toEqual(["trust"]);
  });
});

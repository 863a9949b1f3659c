import type { Inventory } from "../../../lib/inventory/model";
import { POL003 } from "../../../lib/rules/policies/pol003";
import { allow, attachment, documentOf, membership, principal } from "../grants";
import { accessKey, accountOf, findingsOf, gist, ownerOf, unknown } from "../inventory";

const ADMINISTRATOR = { policyName: "AdministratorAccess", policyType: "System" };
const KEYS = [accessKey("app/k")];
const group = principal("group", "admins");
const toGroup = { principal: group, principalKind: "group" } as const;

/** An attachment of a custom policy with this document, and the document. */
function custom(text: Parameters<typeof documentOf>[0]): Partial<Inventory> {
  const declaration = documentOf(text);
  return { policyDocuments: [declaration], policyAttachments: [attachment("app/a", { policy: declaration.identity })] };
}

describe("POL003", () => {
  it.each<[string, Partial<Inventory>]>([
    ["AdministratorAccess", { policyAttachments: [attachment("app/a", ADMINISTRATOR)] }],
    [
      "full access to RAM, in other case",
      { policyAttachments: [attachment("app/a", { policyName: "aliyunramfullaccess", policyType: "System" })] },
    ],
    [
      "a user under another spelling",
      { policyAttachments: [attachment("app/a", { ...ADMINISTRATOR, principal: principal("user", "ETL") })] },
    ],
    ["a custom policy that allows everything", custom([allow("*")])],
    ["a custom policy that allows all of RAM", custom([allow("ram:*", "acs:ram:*:*:*")])],
    ["a custom policy that allows all but ECS", custom([{ Effect: "Allow", NotAction: "ecs:*", Resource: "*" }])],
    [
      "a grant through a group",
      {
        policyAttachments: [attachment("app/a", { ...ADMINISTRATOR, ...toGroup })],
        groupMemberships: [membership(principal("user", "etl"), group)],
      },
    ],
  ])("reports %s on a user with a key", (_, parts) => {
    const findings = findingsOf(POL003, { accessKeys: KEYS, ...parts });
    expect(gist(findings)).toEqual(["error violation app/a"]);
    expect(findings[0]?.related.map(({ path }) => path)).toContain("app/k");
    expect(findings[0]?.subject).toMatch(/^user:etl$/i);
  });

  it("reports a user whose keys are only said to exist", () => {
    const owners = [ownerOf("etl", { existingAccessKeys: 1 })];
    const policyAttachments = [attachment("app/a", ADMINISTRATOR)];
    expect(gist(findingsOf(POL003, { owners, policyAttachments }))).toEqual(["error violation app/a"]);
  });

  it("says what makes an administrator of the user", () => {
    const direct = { accessKeys: KEYS, policyAttachments: [attachment("app/a", ADMINISTRATOR)] };
    expect(findingsOf(POL003, direct)[0]?.message).toBe(
      'RAM user "etl" has AccessKeys and gets the system policy "AdministratorAccess"',
    );
    expect(
      findingsOf(POL003, { accessKeys: KEYS, ...custom([allow("oss:GetObject"), allow(["oss:*", "ram:*"])]) }),
    ).toMatchObject([
      {
        message: expect.stringContaining(
          "the policy of alicloud_ram_policy.it, which allows everything or all of RAM",
        ) as unknown,
      },
    ]);
  });

  it.each<[string, Partial<Inventory>]>([
    [
      "somebody who gets something of which nothing is known",
      {
        policyAttachments: [
          attachment("app/a", { principal: unknown("a.user_name"), policyName: unknown("a.policy_name") }),
        ],
      },
    ],
    [
      "a group with somebody in it that gets something of which nothing is known",
      {
        policyAttachments: [attachment("app/a", { ...toGroup, policyName: unknown("a.policy_name") })],
        groupMemberships: [membership(unknown("m.user_name"), group)],
      },
    ],
    [
      "a role of which the name is not known",
      {
        policyAttachments: [
          attachment("app/a", { ...ADMINISTRATOR, principal: unknown("a.role"), principalKind: "role" }),
        ],
      },
    ],
    [
      "a user without keys",
      { policyAttachments: [attachment("app/a", { ...ADMINISTRATOR, principal: principal("user", "eve") })] },
    ],
    [
      "a namesake of another account",
      {
        policyAttachments: [
          attachment("app/a", { ...ADMINISTRATOR, principal: principal("user", "etl", { account: accountOf("999") }) }),
        ],
      },
    ],
    [
      "a role of the same name",
      {
        policyAttachments: [
          attachment("app/a", { ...ADMINISTRATOR, principal: principal("role", "etl"), principalKind: "role" }),
        ],
      },
    ],
    ["a group without such a member", { policyAttachments: [attachment("app/a", { ...ADMINISTRATOR, ...toGroup })] }],
    [
      "a harmless system policy",
      { policyAttachments: [attachment("app/a", { policyName: "AliyunRAMReadOnlyAccess", policyType: "System" })] },
    ],
    [
      "a custom policy of that name which is declared elsewhere",
      { policyAttachments: [attachment("app/a", { policyName: "AdministratorAccess" })] },
    ],
    ["a harmless custom policy", custom([allow("oss:GetObject")])],
    ["all of RAM that a Deny takes back", custom([allow("ram:*"), { ...allow("ram:*"), Effect: "Deny" }])],
  ])("says nothing of %s", (_, parts) => {
    expect(findingsOf(POL003, { accessKeys: KEYS, ...parts })).toEqual([]);
  });

  it.each<[readonly string[], string[]]>([
    [["AdministratorAccess", "AliyunRAMFullAccess"], ["error violation app/a"]],
    [["AdministratorAccess", "ReadOnlyAccess"], ["warning indeterminate app/a"]],
    [["AliyunOSSFullAccess", "ReadOnlyAccess"], []],
  ])("judges a policy that is one of %j", (oneOf, expected) => {
    const policyName = { ...unknown("a.policy_name"), oneOf };
    const policyAttachments = [attachment("app/a", { policyName, policyType: "System" })];
    expect(gist(findingsOf(POL003, { accessKeys: KEYS, policyAttachments }))).toEqual(expected);
  });

  it("takes a key of an unknown user for one that an unknown administrator may have", () => {
    const policyAttachments = [attachment("app/a", { ...ADMINISTRATOR, principal: unknown("a.user_name") })];
    const accessKeys = [accessKey("app/k", { owner: unknown("k.user_name") })];
    expect(gist(findingsOf(POL003, { accessKeys, policyAttachments }))).toEqual(["warning indeterminate app/a"]);
    expect(findingsOf(POL003, { policyAttachments })).toEqual([]);
  });

  it("says the same in whatever order keys and memberships are declared", () => {
    const accessKeys = [accessKey("app/k"), accessKey("app/l")];
    const groupMemberships = [
      membership(principal("user", "etl"), group, "a"),
      membership(principal("user", "etl"), group, "b"),
    ];
    const policyAttachments = [attachment("app/a", { ...ADMINISTRATOR, ...toGroup })];
    const findings = findingsOf(POL003, { accessKeys, groupMemberships, policyAttachments });
    expect(findings[0]?.message).toBe(
      'RAM user "etl" has AccessKeys and gets the system policy "AdministratorAccess" through its group',
    );
    expect(findings).toMatchObject([{ related: [{ path: "app/a" }, { path: "app/k" }, { path: "app/l" }] }]);
    const reversed = { accessKeys: [...accessKeys].reverse(), groupMemberships: [...groupMemberships].reverse() };
    expect(findingsOf(POL003, { ...reversed, policyAttachments })).toEqual(findings);
  });

  it("is indeterminate when the policy of a user with keys is not known", () => {
    const policyName = unknown("alicloud_ram_user_policy_attachment.a.policy_name");
    const named = findingsOf(POL003, { accessKeys: KEYS, policyAttachments: [attachment("app/a", { policyName })] });
    expect(gist(named)).toEqual(["warning indeterminate app/a"]);
    expect(named[0]?.unknown).toBe(policyName.attribute);
    const text = unknown("alicloud_ram_policy.p.policy_document");
    expect(findingsOf(POL003, { accessKeys: KEYS, ...custom(text) })).toMatchObject([{ unknown: text.attribute }]);
  });

  it("is indeterminate when it is not known who becomes an administrator, but only where there are keys", () => {
    const somebody = unknown("alicloud_ram_user_policy_attachment.a.user_name");
    const direct = [attachment("app/a", { ...ADMINISTRATOR, principal: somebody })];
    expect(gist(findingsOf(POL003, { accessKeys: KEYS, policyAttachments: direct }))).toEqual([
      "warning indeterminate app/a",
    ]);
    expect(findingsOf(POL003, { policyAttachments: direct })).toEqual([]);
    const parts = {
      accessKeys: KEYS,
      policyAttachments: [attachment("app/a", { ...ADMINISTRATOR, ...toGroup })],
      groupMemberships: [membership(somebody, group)],
    };
    expect(gist(findingsOf(POL003, parts))).toEqual(["warning indeterminate app/a"]);
    const harmless = [attachment("app/a", { principal: somebody })];
    expect(findingsOf(POL003, { accessKeys: KEYS, policyAttachments: harmless })).toEqual([]);
  });
});

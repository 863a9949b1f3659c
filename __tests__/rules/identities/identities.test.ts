import type { Inventory } from "../../../lib/inventory/model";
import { USR002 } from "../../../lib/rules/identities/usr002";
import { USR003 } from "../../../lib/rules/identities/usr003";
import { USR004 } from "../../../lib/rules/identities/usr004";
import { USR005 } from "../../../lib/rules/identities/usr005";
import { USR006 } from "../../../lib/rules/identities/usr006";
import { NO_SETTINGS } from "../../../lib/rules/settings";
import { attachment, loginProfile, membership, principal } from "../grants";
import { accessKey, accountOf, findingsOf, gist, identity, ownerOf, siteAt, unknown } from "../inventory";

const SOMEBODY = unknown("alicloud_ram_login_profile.logon.user_name");

describe("USR002", () => {
  it.each([
    ["force", identity("user", "u", { force: "true" }), ["warning violation app/user"]],
    ["an unknown force", identity("user", "u", { force: unknown("x.force") }), ["info indeterminate app/user"]],
    ["no force", identity("user", "u"), []],
    ["force = false", identity("user", "u", { force: "false" }), []],
    ["a forced group", identity("group", "g", { force: "true" }), []],
    ["a block that declares nothing", identity("user", "u", { force: "true", instances: 0 }), []],
  ])("judges %s", (_, made, expected) => {
    expect(gist(findingsOf(USR002, { identities: [made] }))).toEqual(expected);
  });

  it("names the user, or its address where the name is not known", () => {
    const identities = [identity("user", "u", { force: "true" }), identity("user", unknown("x"), { force: "true" })];
    const subjects = findingsOf(USR002, { identities }).map(({ subject }) => subject);
    expect(subjects).toEqual(["user:u"]);
    expect(findingsOf(USR002, { identities: identities.slice(1) })[0]?.subject).toBe("user:alicloud_ram_user.it");
  });
});

describe("USR003", () => {
  const unnamed = identity("user", unknown("x"));
  it.each<[string, Partial<Inventory>, string[]]>([
    [
      "a key and a logon of one user",
      { accessKeys: [accessKey("app/k")], loginProfiles: [loginProfile(principal("user", "etl"))] },
      ['RAM user "etl" has a console logon and 1 AccessKey'],
    ],
    [
      "two spellings of one user",
      { accessKeys: [accessKey("app/k")], loginProfiles: [loginProfile(principal("user", "ETL"))] },
      ['RAM user "ETL" has a console logon and 1 AccessKey'],
    ],
    [
      "keys that are only said to exist",
      {
        owners: [ownerOf("etl", { existingAccessKeys: 2 })],
        loginProfiles: [loginProfile(principal("user", "etl"))],
      },
      ['RAM user "etl" has a console logon and 2 AccessKeys'],
    ],
    [
      "a user without a known name",
      {
        accessKeys: [
          accessKey("app/k", { owner: ownerOf(null, { label: "alicloud_ram_user.it", declaration: unnamed }) }),
        ],
        loginProfiles: [loginProfile(principal("user", null, { declaration: unnamed }))],
      },
      ["alicloud_ram_user.it has a console logon and 1 AccessKey"],
    ],
    ["another user", { accessKeys: [accessKey("app/k")], loginProfiles: [loginProfile(principal("user", "eve"))] }, []],
    [
      "a namesake of another account",
      {
        accessKeys: [accessKey("app/k")],
        loginProfiles: [loginProfile(principal("user", "etl", { account: accountOf("999") }))],
      },
      [],
    ],
    [
      "a key of which there is none",
      { accessKeys: [accessKey("app/k", { instances: 0 })], loginProfiles: [loginProfile(principal("user", "etl"))] },
      [],
    ],
    [
      "another user of whom nobody knows the name either",
      {
        accessKeys: [accessKey("app/k", { owner: ownerOf(null, { label: "alicloud_ram_user.other" }) })],
        loginProfiles: [loginProfile(principal("user", null, { declaration: unnamed }))],
      },
      [],
    ],
    [
      "a user of whom it is said that no key exists",
      {
        owners: [ownerOf("etl", { existingAccessKeys: 0 })],
        loginProfiles: [loginProfile(principal("user", "etl"))],
      },
      [],
    ],
    [
      "unknown existing keys",
      {
        owners: [ownerOf("etl", { existingAccessKeys: SOMEBODY })],
        loginProfiles: [loginProfile(principal("user", "etl"))],
      },
      [],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(findingsOf(USR003, parts).map(({ message }) => message)).toEqual(expected);
  });

  it("reports a user once, with its keys, in whatever order they are declared", () => {
    const accessKeys = [accessKey("app/k"), accessKey("app/l")];
    const loginProfiles = [loginProfile(principal("user", "etl")), loginProfile(principal("user", "etl"), "other")];
    const [finding, ...others] = findingsOf(USR003, { accessKeys, loginProfiles });
    expect(others).toEqual([]);
    const reversed = { accessKeys: [...accessKeys].reverse(), loginProfiles: [...loginProfiles].reverse() };
    expect(findingsOf(USR003, reversed)).toEqual([finding]);
    expect(finding).toMatchObject({
      path: "app/logon",
      level: "warning",
      subject: "user:etl",
      related: [{ path: "app/k" }, { path: "app/l" }],
    });
  });

  it("is indeterminate where one of the two is not known and the other exists", () => {
    const logon = { loginProfiles: [loginProfile(SOMEBODY)] };
    expect(findingsOf(USR003, logon)).toEqual([]);
    expect(gist(findingsOf(USR003, { ...logon, accessKeys: [accessKey("app/k")] }))).toEqual([
      "info indeterminate app/logon",
    ]);
    const accessKeys = [accessKey("app/k", { owner: unknown("k.user_name") })];
    expect(findingsOf(USR003, { accessKeys })).toEqual([]);
    const loginProfiles = [loginProfile(principal("user", "etl"))];
    expect(gist(findingsOf(USR003, { accessKeys, loginProfiles }))).toEqual(["info indeterminate app/k"]);
  });
});

describe("USR004", () => {
  const policyAttachments = [
    attachment("app/a"),
    attachment("app/b", { principal: SOMEBODY }),
    attachment("app/c", { principal: principal("group", "g"), principalKind: "group" }),
    attachment("app/d", { principal: SOMEBODY, principalKind: "role" }),
  ];

  it("is off unless it is asked for", () => {
    expect(findingsOf(USR004, { policyAttachments })).toEqual([]);
  });

  const enabled = { settings: { ...NO_SETTINGS, levels: new Map([["USR004", "warning" as const]]) } };

  it("says nothing of the policies of groups and roles", () => {
    expect(findingsOf(USR004, { policyAttachments: policyAttachments.slice(2) }, enabled)).toEqual([]);
  });

  it("reports every policy of a user, whoever that is", () => {
    const findings = findingsOf(USR004, { policyAttachments }, enabled);
    expect(findings.map(({ message }) => message)).toEqual([
      'The policy is attached to RAM user "etl" itself',
      "The policy is attached to a RAM user itself",
    ]);
  });
});

describe("USR005", () => {
  const enabled = { settings: { ...NO_SETTINGS, levels: new Map([["USR005", "warning" as const]]) } };
  const user = identity("user", "etl");
  const member = membership(principal("user", "etl", { declaration: user }), principal("group", "g"));

  it("is off unless it is asked for", () => {
    expect(findingsOf(USR005, { identities: [user] })).toEqual([]);
  });

  it.each<[string, Partial<Inventory>, string[]]>([
    ["a user in no group", { identities: [user] }, ["warning violation app/user"]],
    ["a member", { identities: [user], groupMemberships: [member] }, []],
    [
      "a member of a group that is not known",
      { identities: [user], groupMemberships: [{ ...member, group: SOMEBODY }] },
      [],
    ],
    [
      "a membership of somebody",
      { identities: [user], groupMemberships: [membership(SOMEBODY, member.group)] },
      ["info indeterminate app/user"],
    ],
    ["an existing user", { identities: [identity("user", "etl", { created: false })] }, []],
    ["a group", { identities: [identity("group", "g")] }, []],
    ["a block that declares nothing", { identities: [identity("user", "u", { instances: 0 })] }, []],
  ])("judges %s", (_, parts, expected) => {
    expect(gist(findingsOf(USR005, parts, enabled))).toEqual(expected);
  });

  it("names the first member that is not known, and no member that is declared nowhere", () => {
    const groupMemberships = ["z.user_name", "a.user_name"].map((each) => membership(unknown(each), member.group));
    groupMemberships.push(membership(principal("user", "elsewhere"), member.group));
    const [finding] = findingsOf(USR005, { identities: [user], groupMemberships }, enabled);
    expect(finding?.unknown).toBe("a.user_name");
  });
});

describe("USR006", () => {
  it("says nothing of a name that is written, or that is not known for another reason", () => {
    const identities = [identity("user", "etl"), identity("user", unknown("alicloud_ram_user.it.name"))];
    expect(findingsOf(USR006, { identities })).toEqual([]);
  });

  const generator = siteAt("app/pet", { address: "random_pet.pet" });
  const declaration = identity("user", unknown("x"));
  const generatedNames = [{ identity: declaration, generator }];

  it("says nothing of a user without AccessKeys", () => {
    const accessKeys = [accessKey("app/k")];
    expect(findingsOf(USR006, { accessKeys, generatedNames })).toEqual([]);
  });

  it("reports a user with the resource that generates its name", () => {
    const accessKeys = [accessKey("app/k", { owner: ownerOf(null, { declaration }) })];
    const [finding] = findingsOf(USR006, { accessKeys, generatedNames });
    expect(finding).toMatchObject({
      level: "warning",
      verdict: "violation",
      message: "The name comes from random_pet.pet: when that is replaced, the user's AccessKeys are too",
      related: [{ address: "random_pet.pet" }],
    });
  });

  it("does not know where keys are that may be the user's", () => {
    const accessKeys = [accessKey("app/k", { owner: unknown("k.user_name") })];
    const [finding] = findingsOf(USR006, { accessKeys, generatedNames });
    expect(finding).toMatchObject({ verdict: "indeterminate", unknown: "k.user_name" });
  });
});

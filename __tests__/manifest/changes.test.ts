import fc from "fast-check";
import { describeChanges, type Change } from "../../lib/manifest/changes";
import type { Manifest, ManifestAccessKey, ManifestGrant, ManifestUser } from "../../lib/manifest/manifest";
import { manifestFromYaml, manifestToYaml } from "../../lib/manifest/yaml";
import { anyManifest, EMPTY, keyOf, keysIn, manifestWith, statement, userOf } from "./manifests";

function lines(changes: readonly Change[]): string[] {
  return changes.map(({ weight, identity, words }) => `${weight} ${identity}: ${words}`);
}

/** What is said when the user `etl` with one key changes in these parts. */
function saidOfUser(before: Partial<ManifestUser>, after: Partial<ManifestUser>): string[] {
  const withUser = (parts: Partial<ManifestUser>): Manifest => manifestWith({ users: [userOf("etl", parts)] });
  return lines(describeChanges(withUser(before), withUser(after)));
}

function saidOfKey(before: Partial<ManifestAccessKey>, after: Partial<ManifestAccessKey>): string[] {
  return saidOfUser({ accessKeys: [keyOf("k", before)] }, { accessKeys: [keyOf("k", after)] });
}

const accepted = { reason: "old tool", until: "2026-12-31", owner: "bi@example.com", link: null };
const grant: ManifestGrant = { policy: "AliyunOSSFullAccess", type: "System", through: null };

describe("the difference of two manifests", () => {
  it("names a new AccessKey with its custody and its networks", () => {
    expect(saidOfUser({}, { accessKeys: [keyOf("etl")] })).toEqual([
      "high etl: AccessKey `etl` added, custody pgp `8A3F00D1`, no network restriction",
    ]);
  });

  it.each<[string, Partial<ManifestAccessKey>, string]>([
    [
      "a secret in clear",
      { custody: { kind: "state", recipient: null, accepted: null } },
      "custody in clear in the state, not accepted, no network restriction",
    ],
    [
      "an accepted one",
      { custody: { kind: "state", recipient: null, accepted } },
      "custody in clear in the state, accepted by `bi@example.com` until `2026-12-31`: `old tool`, no network restriction",
    ],
    [
      "a keybase user",
      { custody: { kind: "keybase", recipient: "bob", accepted: null }, networks: "restricted" },
      "custody keybase `bob`, restricted to networks",
    ],
    [
      "a bad PGP key",
      { custody: { kind: "unusable", recipient: null, accepted: null } },
      "custody a PGP key that cannot be used, no network restriction",
    ],
    [
      "a variable",
      { custody: { unknown: "it is a variable" } },
      "custody not known, because `it is a variable`, no network restriction",
    ],
    [
      "a file",
      { secretFile: "k.json", status: "Active", instances: 2 },
      "custody pgp `8A3F00D1`, no network restriction, secret written in clear to `k.json`, status `Active`, instances `2`",
    ],
  ])("tells of a new key with %s", (_, parts, protection) => {
    expect(saidOfUser({}, { accessKeys: [keyOf("k", parts)] })).toEqual([
      `high etl: AccessKey \`k\` added, ${protection}`,
    ]);
  });

  it.each<[Partial<ManifestAccessKey>, Partial<ManifestAccessKey>, string[]]>([
    [
      {},
      { custody: { kind: "pgp", recipient: "F00D", accepted: null } },
      ["high etl: AccessKey `k`: next custody pgp `F00D`, before pgp `8A3F00D1`"],
    ],
    [
      { networks: "restricted" },
      {},
      ["high etl: AccessKey `k`: no network restriction, before restricted to networks"],
    ],
    [{}, { networks: "restricted" }, ["low etl: AccessKey `k`: restricted to networks, before no network restriction"]],
    [{}, { status: "Inactive" }, ["medium etl: AccessKey `k`: status `Inactive`, before not pinned"]],
    [{ status: "Inactive" }, {}, ["high etl: AccessKey `k`: status no longer pinned, before `Inactive`"]],
    [{}, { necessity: "a `new` reason" }, ["low etl: AccessKey `k`: necessity `a 'new' reason`"]],
    [{ secretFile: "f" }, {}, ["low etl: AccessKey `k`: secret no longer written to a file"]],
    [
      { consumers: [{ service: "a", name: "b", owner: "c", runbook: null }] },
      { consumers: [{ service: "a", name: "b", owner: "d", runbook: "r" }] },
      [
        "medium etl: AccessKey `k`: also used by `a/b of d, runbook r`",
        "low etl: AccessKey `k`: no longer used by `a/b of c`",
      ],
    ],
  ])("tells what is different of a key: %j, %j", (before, after, expected) => {
    expect(saidOfKey(before, after)).toEqual(expected);
  });

  it.each<[string, Partial<ManifestUser>, Partial<ManifestUser>, string[]]>([
    ["a grant", {}, { grants: [grant] }, ["high etl: granted system policy `AliyunOSSFullAccess`"]],
    [
      "a lost grant",
      { grants: [{ ...grant, type: "Custom" }] },
      {},
      ["medium etl: no longer granted custom policy `AliyunOSSFullAccess`"],
    ],
    [
      "a strange policy type",
      {},
      { grants: [{ ...grant, type: "@x" }] },
      ["high etl: granted policy of type `@x` `AliyunOSSFullAccess`"],
    ],
    ["console logon", {}, { consoleLogin: true }, ["high etl: may log on to the console"]],
    ["an import", {}, { origin: "adopted" }, ["medium etl: taken over by an import, before created here"]],
    [
      "another address",
      {},
      { address: "app/x" },
      ["medium etl: declared as `app/x`, before as `app/alicloud_ram_user.etl`"],
    ],
    ["a new name at the address", {}, { name: "new" }, ["high new: RAM user called `etl` before"]],
    [
      "keys made elsewhere",
      {},
      { unmanagedAccessKeys: 1 },
      ["medium etl: AccessKeys that are not managed here: `1`, before `0`"],
    ],
    ["a group without grants", {}, { groups: ["g"] }, ["medium etl: in group `g` now"]],
    [
      "a group with grants, once",
      {},
      { groups: ["g"], grants: [{ ...grant, through: "g" }] },
      ["high etl: in group `g` now, and so granted `AliyunOSSFullAccess`"],
    ],
  ])("tells of a user with %s", (_, before, after, expected) => {
    expect(saidOfUser(before, after)).toEqual(expected);
  });

  it("says of a group what it is granted, and not of each of its members", () => {
    const group = { name: "readers", address: null, origin: "created" as const, instances: 1 };
    const members = (grants: ManifestGrant[]) => [1, 2, 3].map((n) => userOf(`u${n}`, { groups: ["readers"], grants }));
    const before = manifestWith({ groups: [{ ...group, grants: [] }], users: members([]) });
    const after = manifestWith({
      groups: [{ ...group, grants: [grant] }],
      users: members([{ ...grant, through: "readers" }]),
    });
    expect(lines(describeChanges(before, after))).toEqual([
      "high group readers: granted system policy `AliyunOSSFullAccess`",
    ]);
    // A file that was edited by hand: the group is as before.
    const edited = manifestWith({
      groups: [{ ...group, grants: [] }],
      users: members([{ ...grant, through: "readers" }]),
    });
    expect(describeChanges(before, edited)).toHaveLength(3);
  });

  it("says what a policy allows now, action by action", () => {
    const policy = { name: "p", address: null, origin: "created" as const, instances: 1 };
    const withStatements = (...statements: (typeof statement)[]) =>
      manifestWith({ policies: [{ ...policy, statements }] });
    const wider = { ...statement, actions: ["oss:GetObject", "oss:PutObject"], resources: ["*"] };
    expect(lines(describeChanges(withStatements(statement), withStatements(wider)))).toEqual([
      "high policy p: now allows `oss:PutObject` on `*`",
    ]);
    const conditional = { ...statement, conditions: ["IpAddress acs:SourceIp = 10.0.0.0/8"] };
    expect(lines(describeChanges(withStatements(conditional), withStatements(statement)))).toEqual([
      "high policy p: now allows `oss:GetObject` on `*`",
    ]);
    expect(lines(describeChanges(withStatements({ ...statement, effect: "Deny" }), withStatements()))).toEqual([
      "high policy p: no longer denies `oss:GetObject` on `*`",
    ]);
  });

  describe("of the statements of a policy", () => {
    const policy = { name: "p", address: null, origin: "created" as const, instances: 1 };
    const bucket = "acs:oss:*:*:reports";
    const of = (actions: string | readonly string[], resources: string, ...conditions: string[]) => ({
      ...statement,
      actions: [actions].flat(),
      resources: [resources],
      conditions,
    });
    const deny = (...given: Parameters<typeof of>) => ({ ...of(...given), effect: "Deny" });
    const inNetwork = (range: string): string => `IpAddress acs:SourceIp = ${range}`;

    it.each<[string, (typeof statement)[], (typeof statement)[], string[]]>([
      [
        "does not say that what wider ones allow is gone",
        [of("oss:GetObject", bucket)],
        [of("oss:*", "*")],
        ["high now allows `oss:*` on `*`"],
      ],
      [
        "says of narrower ones what is left",
        [of("oss:*", "*")],
        [of("oss:GetObject", bucket)],
        [
          "medium no longer allows `oss:*` on `*`, except what other statements still allow",
          "low still allows `oss:GetObject` on `acs:oss:*:*:reports`",
        ],
      ],
      [
        "says that what is only written otherwise is the same",
        [of("oss:*", "*"), of("oss:GetObject", bucket)],
        [of("oss:*", "*")],
        ["low says the same in other statements"],
      ],
      [
        "says of what several cover together that it is still there",
        [of("oss:*", bucket), of("ecs:*", "*")],
        [of(["oss:*", "ecs:*"], "*")],
        ["high now allows `oss:*` on `*`"],
      ],
      [
        "says of other actions that they are gone",
        [of("ecs:*", "*")],
        [of("oss:*", "*")],
        ["high now allows `oss:*` on `*`", "medium no longer allows `ecs:*` on `*`"],
      ],
      [
        "says of a wider network what is gained, and of a narrower one what is left",
        [of("oss:*", "*", inNetwork("10.0.0.0/16"))],
        [of("oss:*", "*", inNetwork("10.0.0.0/8, 192.168.0.0/16"))],
        ["high now allows `oss:*` on `*` if `IpAddress acs:SourceIp = 10.0.0.0/8, 192.168.0.0/16`"],
      ],
      [
        "does not know whether other conditions are as wide",
        [of("oss:*", "*", "StringEquals acs:UserAgent = a")],
        [of("oss:*", "*", inNetwork("10.0.0.0/8"))],
        [
          "high now allows `oss:*` on `*` if `IpAddress acs:SourceIp = 10.0.0.0/8`",
          "medium no longer allows `oss:*` on `*` if `StringEquals acs:UserAgent = a`, unless the conditions of other statements hold",
        ],
      ],
      [
        "says that a condition was added",
        [of("oss:*", "*")],
        [of("oss:*", "*", inNetwork("10.0.0.0/8"))],
        [
          "medium no longer allows `oss:*` on `*`, unless the conditions of other statements hold",
          "low still allows `oss:*` on `*` if `IpAddress acs:SourceIp = 10.0.0.0/8`",
        ],
      ],
      [
        "cannot compare what cannot be read",
        [of("oss:*", "*")],
        [of("not readable", "*")],
        [
          "high now allows `not readable` on `*`",
          "medium no longer allows `oss:*` on `*`, unless a statement does that cannot be compared",
        ],
      ],
      [
        "says of a narrower denial what is not denied any more",
        [deny("oss:*", "*")],
        [deny("oss:GetObject", "*")],
        [
          "high no longer denies `oss:*` on `*`, except what other statements still deny",
          "low still denies `oss:GetObject` on `*`",
        ],
      ],
      [
        "does not say of a wider denial that anything is allowed",
        [deny("oss:GetObject", "*")],
        [deny("oss:*", "*")],
        ["low now denies `oss:*` on `*`"],
      ],
      [
        "does not take a permission for a denial",
        [of("oss:GetObject", "*")],
        [deny("oss:*", "*")],
        ["medium no longer allows `oss:GetObject` on `*`", "low now denies `oss:*` on `*`"],
      ],
      [
        "knows what all but some covers",
        [of("oss:GetObject", "*")],
        [{ ...of([], "*"), notActions: ["ram:*"] }],
        ["high now allows `all but ram:*` on `*`"],
      ],
    ])("%s", (_, before, after, expected) => {
      const withStatements = (statements: (typeof statement)[]) =>
        manifestWith({ policies: [{ ...policy, statements }] });
      const changes = lines(describeChanges(withStatements(before), withStatements(after)));
      expect(changes.map((line) => line.replace("policy p: ", ""))).toEqual(expected);
    });

    it("knows that an account covers its users where a role trusts it", () => {
      const role = { name: "r", address: null, origin: "created" as const, instances: 1, grants: [] };
      const trusting = (principal: string) =>
        manifestWith({
          roles: [
            { ...role, trust: [{ ...statement, actions: ["sts:AssumeRole"], resources: [], principals: [principal] }] },
          ],
        });
      const account = "RAM acs:ram::1234567890123456:root";
      expect(lines(describeChanges(trusting("RAM acs:ram::1234567890123456:user/etl"), trusting(account)))).toEqual([
        `high role r: now allows \`sts:AssumeRole\` to \`${account}\``,
      ]);
    });
  });

  it("says of a new identity in one line what it may do", () => {
    const user = userOf("etl", {
      consoleLogin: true,
      origin: "referred",
      grants: [grant],
      groups: ["g"],
      unmanagedAccessKeys: 1,
    });
    expect(lines(describeChanges(manifestWith({}), manifestWith({ users: [user] })))).toEqual([
      "high etl: RAM user added, referred to, not managed here, with console logon, with 1 AccessKeys that are not managed here, in group `g`, granted system policy `AliyunOSSFullAccess`",
    ]);
    expect(lines(describeChanges(manifestWith({ users: [user] }), manifestWith({})))).toEqual([
      "medium etl: RAM user removed",
    ]);
  });

  it("tells of root keys, settings, quotas and what is accepted", () => {
    const setting = { kind: "securityPreference", type: "alicloud_ram_security_preference", address: "app/s" };
    const before = manifestWith({ settings: [{ ...setting, values: new Map([["mfa", "true"]]) }] });
    const after = manifestWith(
      {
        rootKeys: [keyOf("root", { accepted })],
        ownerlessKeys: [keyOf("lost", { owner: { unknown: "it is a variable" } })],
        settings: [{ ...setting, values: new Map([["mfa", "false"]]) }],
        quotas: new Map([["accessKeysPerUser", 3]]),
        rootDeployment: accepted,
      },
      {
        acknowledgements: [{ rule: "KEY008", path: "", address: null, ...accepted }],
        unresolved: [{ address: "app/x", about: "policy P", unknown: "it is a variable" }],
      },
    );
    expect(lines(describeChanges(before, after))).toEqual([
      "high account:1234567890123456: AccessKey without a known user `lost` added, custody pgp `8A3F00D1`, no network restriction, owner not known, because `it is a variable`",
      "high account:1234567890123456: `mfa` of `alicloud_ram_security_preference` `false`, before `true`",
      "high account:1234567890123456: deployment by the account itself accepted by `bi@example.com` until `2026-12-31`: `old tool`",
      "high account:1234567890123456: root AccessKey `root` added, custody pgp `8A3F00D1`, no network restriction, accepted by `bi@example.com` until `2026-12-31`: `old tool`",
      "high app/x: `policy P` of an identity that is not known, because `it is a variable`",
      "high the whole app: `KEY008` accepted by `bi@example.com` until `2026-12-31`: `old tool`",
      "medium account:1234567890123456: quota `accessKeysPerUser` `3`, before the usual",
    ]);
    expect(
      lines(
        describeChanges(after, {
          ...after,
          acknowledgements: [{ rule: "KEY008", path: "", address: null, ...accepted, until: "2027-12-31" }],
        }),
      ),
    ).toEqual(["high the whole app: `KEY008` accepted by `bi@example.com` until `2027-12-31`: `old tool`"]);
  });

  it("knows a user again whose account becomes known", () => {
    const users = [userOf("etl", { accessKeys: [keyOf("k")] })];
    const before = manifestWith({ users, account: "stack:app/default" });
    expect(lines(describeChanges(before, manifestWith({ users })))).toEqual([
      "high etl (account:1234567890123456): in `account:1234567890123456`, before in `stack:app/default`",
      "low account:1234567890123456: account added",
      "low stack:app/default: account removed",
    ]);
  });
});

describe("the difference of any two manifests", () => {
  it("is empty for equal ones, in whatever order they are", () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        const copy = manifestFromYaml(manifestToYaml(manifest), "copy.yaml");
        expect(describeChanges(manifest, copy)).toEqual([]);
      }),
    );
    const users = [userOf("a"), userOf("b")];
    expect(describeChanges(manifestWith({ users }), manifestWith({ users: [...users].reverse() }))).toEqual([]);
  });

  it("is not empty when one part differs", () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, fc.nat(), (manifest, other, seed) => {
        const changed = withOnePartOf(manifest, other, seed);
        if (changed === null) return;
        expect(describeChanges(manifest, changed)).not.toEqual([]);
        expect(describeChanges(changed, manifest)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("mentions every AccessKey that is added or removed", () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, (before, after) => {
        const words = describeChanges(before, after).map((change) => change.words);
        const count = (verb: string) =>
          words.filter((each) => new RegExp(`AccessKey.* ${verb}(?:,|$)`, "s").test(each)).length;
        const addresses = (manifest: Manifest) => new Set(keysIn(manifest).map(({ address }) => address));
        const [old, current] = [addresses(before), addresses(after)];
        expect(count("added")).toBeGreaterThanOrEqual([...current].filter((address) => !old.has(address)).length);
        expect(count("removed")).toBeGreaterThanOrEqual([...old].filter((address) => !current.has(address)).length);
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 5 }), fc.nat(5), (names, at) => {
        const of = (some: string[]) =>
          manifestWith({ users: [userOf("u", { accessKeys: some.map((name) => keyOf(name)) })] });
        const words = describeChanges(of(names.slice(0, at)), of(names.slice(at))).map((change) => change.words);
        for (const name of names.slice(0, at)) expect(words).toContain(`AccessKey \`${name}\` removed`);
        for (const name of names.slice(at))
          expect(words).toContainEqual(expect.stringContaining(`AccessKey \`${name}\` added`));
      }),
    );
  });

  it("keeps what comes from a manifest in backticks", () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, (before, after) => {
        for (const { words } of describeChanges(before, after)) {
          expect(words.replace(/`[^`]+`/gs, "")).toMatch(/^[A-Za-z0-9 ,:().]*$/);
        }
      }),
    );
  });

  it("never holds a secret, also when one was written into the file", () => {
    const id = ["LT", "AI", "5tFakeFakeFakeFakeFa"].join("");
    const secret = "Q7".repeat(15);
    const leak = `${id}:${secret}`;
    const after = manifestWith(
      { users: [userOf(leak, { accessKeys: [keyOf(leak, { necessity: leak, secretFile: leak })], groups: [leak] })] },
      {
        acknowledgements: [
          { rule: leak, path: leak, address: leak, reason: leak, until: leak, owner: leak, link: leak },
        ],
      },
    );
    for (const [one, other] of [
      [EMPTY, after],
      [after, EMPTY],
      [manifestWith({ users: [userOf("a", { address: `app/alicloud_ram_user.${leak}` })] }), after],
    ] as const) {
      const text = JSON.stringify(describeChanges(one, other));
      expect(text).toMatch(/LTAI….{4}:\[redacted\]/);
      expect(text).not.toContain(secret);
      expect(text).not.toContain(id);
    }
  });
});

/** A manifest in which one value is taken from another one; null when there is none to take, or it is the same. */
function withOnePartOf(manifest: Manifest, other: Manifest, seed: number): Manifest | null {
  const [account, ...rest] = manifest.accounts;
  const [source] = other.accounts;
  if (account === undefined || source === undefined) return null;
  const names = (Object.keys(account) as (keyof typeof account)[]).filter((name) => name !== "account");
  const name = names[seed % names.length] ?? "users";
  const changed = { ...account, [name]: source[name] };
  return inAnyOrder(changed) === inAnyOrder(account) ? null : { ...manifest, accounts: [changed, ...rest] };
}

/** A text that is the same for values that differ by the order of their lists only. */
function inAnyOrder(value: unknown): string {
  if (value instanceof Map) return inAnyOrder([...value].map((entry: unknown) => JSON.stringify(entry)));
  if (Array.isArray(value))
    return `[${value
      .map((each: unknown) => inAnyOrder(each))
      .sort()
      .join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map((entry) => inAnyOrder(entry))
    .sort()
    .join()}}`;
}

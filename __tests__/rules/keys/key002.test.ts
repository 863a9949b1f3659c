import fc from "fast-check";
import type { AccessKey, AccountIdentity, Owner } from "../../../lib/inventory/model";
import { KEY002 } from "../../../lib/rules/keys/key002";
import { accessKey, accountOf, findingsOf, gist, ownerOf, rootKey, siteAt, unknown } from "../inventory";

/** One key for each path, all of one owner. */
function keysOf(owner: Owner, ...paths: string[]): AccessKey[] {
  return paths.map((path) => accessKey(path, { owner, account: owner.account }));
}

function undeclared(stack: string): AccountIdentity {
  return accountOf(null, { key: `stack:${stack}/alicloud` });
}

describe("KEY002", () => {
  it("counts the keys of one user over all stacks, and lists them", () => {
    const [finding, ...others] = findingsOf(KEY002, { accessKeys: keysOf(ownerOf("etl"), "a/1", "b/2", "c/3") });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      level: "error",
      fixed: true,
      path: "c/3",
      subject: "user:etl",
      message: 'RAM user "etl" would hold 3 AccessKeys; RAM allows 2',
      fix: "remove a key, or give the second workload a user of its own",
    });
    expect(finding?.related.map((place) => place.path)).toEqual(["a/1", "b/2", "c/3"]);
  });

  it("says nothing of two keys", () => {
    expect(findingsOf(KEY002, { accessKeys: keysOf(ownerOf("etl"), "a/1", "a/2") })).toEqual([]);
  });

  it("counts an Inactive key", () => {
    const [first, ...rest] = keysOf(ownerOf("etl"), "a/1", "a/2", "a/3");
    const accessKeys = first ? [{ ...first, status: "Inactive" }, ...rest] : [];
    expect(gist(findingsOf(KEY002, { accessKeys }))).toEqual(["error violation a/3"]);
  });

  it("counts the keys that exist already", () => {
    const owner = ownerOf("etl", { existingAccessKeys: 1 });
    const [finding] = findingsOf(KEY002, { accessKeys: keysOf(owner, "a/1", "a/2") });
    expect(finding?.message).toBe(
      'RAM user "etl" would hold 3 AccessKeys (1 of them not managed by Terraform); RAM allows 2',
    );
  });

  it("multiplies by a literal count", () => {
    expect(gist(findingsOf(KEY002, { accessKeys: [accessKey("a/1", { instances: 3 })] }))).toHaveLength(1);
    expect(findingsOf(KEY002, { accessKeys: [accessKey("a/1", { instances: 2 })] })).toEqual([]);
    const owner = ownerOf("etl");
    const none = accessKey("a/9", { owner, instances: 0 });
    expect(findingsOf(KEY002, { accessKeys: [...keysOf(owner, "a/1", "a/2"), none] })).toEqual([]);
  });

  it.each([
    [3, 2, []],
    [3, 3, ["warning indeterminate a/3"]],
    [3, 4, ["error violation a/4"]],
    [1, 2, ["error violation a/2"]],
  ])(
    "takes a quota of %i that the code claims for the account where it is the lower one, with %i keys",
    (accessKeysPerUser, keys, expected) => {
      const account = accountOf("1", { declared: { accountId: "1", quotas: { accessKeysPerUser } } });
      const paths = Array.from({ length: keys }, (_, index) => `a/${index + 1}`);
      expect(gist(findingsOf(KEY002, { accessKeys: keysOf(ownerOf("etl", { account }), ...paths) }))).toEqual(expected);
    },
  );

  it("takes a larger quota of ramparts.yaml, which may have a code owner", () => {
    const account = { ...accountOf("1"), quotas: { accessKeysPerUser: 3 } };
    const owner = ownerOf("etl", { account });
    expect(findingsOf(KEY002, { accessKeys: keysOf(owner, "a/1", "a/2", "a/3") })).toEqual([]);
    const [finding] = findingsOf(KEY002, { accessKeys: keysOf(owner, "a/1", "a/2", "a/3", "a/4") });
    expect(finding?.message).toBe('RAM user "etl" would hold 4 AccessKeys; RAM allows 3');
  });

  it("says nothing of keys without a user", () => {
    const accessKeys = ["a/1", "a/2", "a/3"].flatMap((path) => [rootKey(path), accessKey(path, { owner: null })]);
    expect(findingsOf(KEY002, { accessKeys })).toEqual([]);
  });

  it("is indeterminate, once for a user, when nobody has said how many keys exist", () => {
    const owner = ownerOf("etl", { existingAccessKeys: unknown("alicloud_ram_user.etl", "it was adopted") });
    const [finding, ...others] = findingsOf(KEY002, { accessKeys: keysOf(owner, "a/1", "a/2") });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "warning", verdict: "indeterminate", unknown: "alicloud_ram_user.etl" });
    expect(finding?.fix).toContain("existingAccessKeys");
    expect(finding?.message).toContain(
      "would hold at least 2 AccessKeys, and RAM allows 2: alicloud_ram_user.etl is not",
    );
    expect(finding?.related.map(({ path }) => path)).toEqual(["a/1", "a/2"]);
    expect(findingsOf(KEY002, { accessKeys: keysOf(owner, "a/1") })[0]?.related).toEqual([]);
  });

  it("is a violation when the declared keys alone exceed the quota, whatever exists", () => {
    const owner = ownerOf("etl", { existingAccessKeys: unknown("alicloud_ram_user.etl") });
    const [finding] = findingsOf(KEY002, { accessKeys: keysOf(owner, "a/1", "a/2", "a/3") });
    expect(finding?.message).toBe('RAM user "etl" would hold at least 3 AccessKeys; RAM allows 2');
  });

  it("is indeterminate when a count is not known, and names it", () => {
    const [finding] = findingsOf(KEY002, { accessKeys: [accessKey("a/1", { instances: unknown("x.count") })] });
    expect(finding).toMatchObject({ verdict: "indeterminate", unknown: "x.count" });
    expect(finding?.message).toContain("would hold a number of AccessKeys that is not known, and RAM allows 2");
    expect(finding?.fix).toBe(KEY002.fix);
  });

  it("counts what there is at least of a number that is not known", () => {
    const atLeast3 = { ...unknown("x.count"), atLeast: 3 };
    const [finding] = findingsOf(KEY002, { accessKeys: [accessKey("a/1", { instances: atLeast3 })] });
    expect(finding).toMatchObject({ verdict: "violation" });
    expect(finding?.message).toContain("would hold at least 3 AccessKeys; RAM allows 2");
  });

  it("says nothing when a condition decides, and all would fit", () => {
    const sometimes = { ...unknown("x.count"), atMost: 1 };
    const owner = ownerOf("etl");
    const two = [accessKey("a/1", { owner }), accessKey("a/2", { owner, instances: sometimes })];
    expect(findingsOf(KEY002, { accessKeys: two })).toEqual([]);
    const three = [...two, accessKey("a/3", { owner, instances: sometimes })];
    expect(gist(findingsOf(KEY002, { accessKeys: three }))).toEqual(["warning indeterminate a/3"]);
    const adopted = ownerOf("bi", { existingAccessKeys: unknown("existingAccessKeys") });
    const one = [accessKey("a/1", { owner: adopted, instances: sometimes })];
    expect(gist(findingsOf(KEY002, { accessKeys: one }))).toEqual(["warning indeterminate a/1"]);
  });

  it("is indeterminate when the owner is not known, and names the attribute", () => {
    const owner = unknown("alicloud_ram_access_key.k.user_name");
    const [finding] = findingsOf(KEY002, { accessKeys: [accessKey("a/1", { owner })] });
    expect(finding).toMatchObject({ verdict: "indeterminate", level: "warning", unknown: owner.attribute });
    expect(finding?.fix).toBe("give user_name a value that the configuration tells");
  });

  describe("with one name in two configurations", () => {
    const two = (one: AccountIdentity, other: AccountIdentity, existing = 0): AccessKey[] => [
      ...keysOf(ownerOf("etl", { account: one, existingAccessKeys: existing }), "a/1", "a/2"),
      ...keysOf(ownerOf("etl", { account: other, existingAccessKeys: existing }), "b/1"),
    ];

    it("never adds up two declared accounts", () => {
      expect(findingsOf(KEY002, { accessKeys: two(accountOf("1"), accountOf("2")) })).toEqual([]);
    });

    it("is indeterminate when both do not say which account is theirs", () => {
      const [finding, ...others] = findingsOf(KEY002, { accessKeys: two(undeclared("a"), undeclared("b")) });
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ verdict: "indeterminate", path: "b/1", unknown: "provider.alicloud.account_id" });
      expect(finding?.message).toContain("would hold 3 AccessKeys if these configurations act on one account");
      expect(finding?.related).toHaveLength(3);
    });

    it("compares names without regard to case, as RAM does", () => {
      const accessKeys = [
        ...keysOf(ownerOf("Etl", { account: undeclared("a") }), "a/1", "a/2"),
        ...keysOf(ownerOf("etl", { account: undeclared("b") }), "b/1"),
      ];
      expect(gist(findingsOf(KEY002, { accessKeys }))).toEqual(["warning indeterminate b/1"]);
    });

    it("is indeterminate when only one says so: the other may be any account", () => {
      expect(gist(findingsOf(KEY002, { accessKeys: two(accountOf("1"), undeclared("b")) }))).toEqual([
        "warning indeterminate b/1",
      ]);
      const profile = accountOf(null, { key: "profile:production" });
      expect(findingsOf(KEY002, { accessKeys: two(profile, accountOf("1")) })).toHaveLength(1);
    });

    it.each<[string, [string, number, number, number][], number, number | null]>([
      [
        "fits into each",
        [
          ["1", 2, 1, 0],
          ["2", 2, 1, 0],
        ],
        1,
        null,
      ],
      [
        "exceeds the second",
        [
          ["1", 2, 1, 0],
          ["2", 2, 2, 0],
        ],
        1,
        3,
      ],
      [
        "exceeds the one with existing keys",
        [
          ["1", 5, 3, 0],
          ["2", 5, 1, 3],
        ],
        2,
        6,
      ],
      [
        "exceeds the one with more keys of its own",
        [
          ["1", 5, 4, 0],
          ["2", 5, 1, 2],
        ],
        2,
        6,
      ],
    ])("adds at most one declared account to an undeclared one: %s", (_, declared, own, sum) => {
      const holders = declared.map(([accountId, accessKeysPerUser, keys, existingAccessKeys]) => {
        const account = { ...accountOf(accountId), quotas: { accessKeysPerUser } };
        const paths = Array.from({ length: keys }, (_each, index) => `${accountId}/${index}`);
        return keysOf(ownerOf("etl", { account, existingAccessKeys }), ...paths);
      });
      const paths = Array.from({ length: own }, (_each, index) => `x/${index}`);
      const accessKeys = [...holders.flat(), ...keysOf(ownerOf("etl", { account: undeclared("x") }), ...paths)];
      const messages = findingsOf(KEY002, { accessKeys }).map(({ message }) => message);
      const expected = expect.stringContaining(
        `would hold ${sum} AccessKeys if these configurations act on`,
      ) as unknown;
      expect(messages).toEqual(sum === null ? [] : [expected]);
    });

    it("names the provider of the first configuration that does not say which account is its own", () => {
      const at = (stack: string, parts: Partial<AccountIdentity> = {}): AccountIdentity => ({
        ...undeclared(stack),
        site: siteAt(stack, { address: `provider.alicloud.${stack}`, path: null }),
        ...parts,
      });
      const unknownOf = (...accounts: AccountIdentity[]): unknown => {
        const accessKeys = accounts.flatMap((account, index) =>
          keysOf(ownerOf("etl", { account }), `${index}/1`, `${index}/2`),
        );
        return findingsOf(KEY002, { accessKeys })[0]?.unknown;
      };
      expect(unknownOf(at("b"), at("a"))).toBe("provider.alicloud.a.account_id");
      expect(unknownOf(at("b"), at("a", { accountId: "1" }))).toBe("provider.alicloud.b.account_id");
      expect(unknownOf(at("b", { site: null }), at("a", { site: null }))).toBe("provider.alicloud.account_id");
    });

    it("says nothing when even the sum fits", () => {
      const accessKeys = [
        ...keysOf(ownerOf("etl", { account: undeclared("a") }), "a/1"),
        ...keysOf(ownerOf("etl", { account: undeclared("b") }), "b/1"),
      ];
      expect(findingsOf(KEY002, { accessKeys })).toEqual([]);
    });

    it("counts keys that exist already once, not once for each configuration", () => {
      const accessKeys = [
        ...keysOf(ownerOf("etl", { account: undeclared("a"), existingAccessKeys: 1 }), "a/1"),
        ...keysOf(ownerOf("etl", { account: undeclared("b"), existingAccessKeys: 1 }), "b/1"),
      ];
      expect(findingsOf(KEY002, { accessKeys })[0]?.message).toContain("would hold 3 AccessKeys");
    });

    it("says nothing more when one of them is over the quota by itself", () => {
      const accessKeys = [
        ...keysOf(ownerOf("etl", { account: undeclared("a") }), "a/1", "a/2", "a/3"),
        ...keysOf(ownerOf("etl", { account: undeclared("b") }), "b/1"),
      ];
      expect(gist(findingsOf(KEY002, { accessKeys }))).toEqual(["error violation a/3"]);
    });

    it("does not join users whose names are not known", () => {
      const accessKeys = [
        ...keysOf(ownerOf(null, { account: undeclared("a") }), "a/1", "a/2"),
        ...keysOf(ownerOf(null, { account: undeclared("b") }), "b/1", "b/2"),
      ];
      expect(findingsOf(KEY002, { accessKeys })).toEqual([]);
    });
  });

  describe("for any inventory", () => {
    const owners = ["etl", "bi"].flatMap((name) =>
      [accountOf("1"), accountOf("2"), undeclared("a"), undeclared("b")].map((account, index) =>
        ownerOf(name, { account, existingAccessKeys: [0, 1, 0, unknown("e")][index] ?? 0 }),
      ),
    );
    const keys = fc
      .array(fc.record({ owner: fc.constantFrom(...owners), instances: fc.constantFrom(0, 1, 1, 2, unknown("c")) }))
      .map((parts) => parts.map((part, index) => accessKey(`s${index % 3}/${index}`, part)));
    const subjects = (accessKeys: readonly AccessKey[]): Set<string | null> =>
      new Set(findingsOf(KEY002, { accessKeys }).map((finding) => finding.subject));

    it("one more key never removes the finding of a user", () => {
      fc.assert(
        fc.property(keys, fc.nat(), (accessKeys, position) => {
          const without = accessKeys.filter((_, index) => index !== position % Math.max(1, accessKeys.length));
          const more = subjects(accessKeys);
          expect([...subjects(without)].filter((subject) => !more.has(subject))).toEqual([]);
        }),
      );
    });

    it("the order of the declarations changes nothing", () => {
      fc.assert(
        fc.property(
          keys.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
          ([accessKeys, shuffled]) => {
            expect(findingsOf(KEY002, { accessKeys: shuffled })).toEqual(findingsOf(KEY002, { accessKeys }));
          },
        ),
      );
    });
  });

  it("judges tens of thousands of keys", () => {
    const accessKeys = Array.from({ length: 20_000 }, (_, index) =>
      keysOf(ownerOf(`user-${index}`), `a/${index}/1`, `a/${index}/2`),
    ).flat();
    expect(findingsOf(KEY002, { accessKeys })).toEqual([]);
  });
});

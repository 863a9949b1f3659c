import type { AccessKey, Inventory, Owner } from "../../../lib/inventory/model";
import type { LiveKeys } from "../../../lib/listing/live-keys";
import { STA006 } from "../../../lib/rules/live/sta006";
import { accessKey, accountOf, gist, identity, METADATA, ownerOf, siteAt, unknown } from "../inventory";
import { change, planFindings } from "../plan/plans";
import { ACCOUNT, idOf, listing, liveKey, stateFindings } from "./listings";

const declaration = identity("user", "etl", { site: siteAt("app/etl") });
const saying = (existingAccessKeys: Owner["existingAccessKeys"], parts: Partial<Owner> = {}): Owner =>
  ownerOf("etl", { declaration, existingAccessKeys, saysExistingAccessKeys: true, ...parts });
const held = (name: string, owner: Owner): AccessKey =>
  accessKey(`app/${name}`, {
    owner,
    record: { id: idOf(name), created: "2026-01-01T00:00:00Z", hasClearSecret: false, hasSecret: true },
  });
const listed = (...names: string[]): LiveKeys => listing({ etl: names.map((name) => liveKey(name)) });
const of = (owner: Owner, ...managed: string[]): Partial<Inventory> => {
  return { owners: [owner], accessKeys: managed.map((name) => held(name, owner)) };
};
const root = (existingAccountAccessKeys?: number): Partial<Inventory> => {
  const said = existingAccountAccessKeys === undefined ? {} : { existingAccountAccessKeys };
  return { accounts: [accountOf(ACCOUNT, { declared: { accountId: ACCOUNT, ...said } })] };
};

describe("STA006", () => {
  it.each<[string, Partial<Inventory>, LiveKeys | null, string[]]>([
    ["too few in the code", of(saying(0)), listed("x"), ["warning violation app/etl"]],
    ["too many in the code", of(saying(2), "a"), listed("a", "x"), ["warning violation app/etl"]],
    ["some in the code, and none in the listing", of(saying(1)), listed(), ["warning violation app/etl"]],
    ["the same number in both", of(saying(1), "a"), listed("a", "x"), []],
    ["none in both", of(saying(0), "a"), listed("a"), []],
    ["a key of Terraform's that is gone", of(saying(0), "a"), listed(), []],
    ["a user that nobody speaks of in the code", of(saying(0, { saysExistingAccessKeys: false })), listed("x"), []],
    ["a number that is not known", of(saying(unknown("existingAccessKeys"))), listed("x"), []],
    ["a user that is not in the listing, of whom nothing is known", of(saying(0)), listing({ bi: [] }), []],
    ["another account", of(saying(0)), listing({ etl: [liveKey("x")] }, { accountId: "9999999999999999" }), []],
    ["no listing", of(saying(0)), null, []],
    ["too few root keys", root(0), listing({}, { rootKeys: [liveKey("r")] }), ["warning violation provider.alicloud"]],
    ["as many root keys", root(1), listing({}, { rootKeys: [liveKey("r")] }), []],
    ["root keys that nobody speaks of", root(), listing({}, { rootKeys: [liveKey("r")] }), []],
    ["root keys that the listing leaves out", root(0), listing({}), []],
  ])("judges in a state %s", (_, parts, liveKeys, expected) => {
    expect(gist(stateFindings(STA006, parts, liveKeys ? { liveKeys } : {}))).toEqual(expected);
  });

  it("says both numbers, which keys, and when the listing was taken", () => {
    const messages = (parts: Partial<Inventory>, liveKeys: LiveKeys) =>
      stateFindings(STA006, parts, { liveKeys }).map(({ message }) => message);
    expect(messages(of(saying(1), "a"), listed("a", "x", "y"))).toEqual([
      'The code says that RAM user "etl" has 1 AccessKey made elsewhere, and the listing of live keys of ' +
        "2026-06-15T12:00:00Z has 2 that none of the given states knows (exam…ey-x, exam…ey-y): the number is wrong, or " +
        "one of the states is missing",
    ]);
    expect(messages(of(saying(2)), listed())).toEqual([
      'The code says that RAM user "etl" has 2 AccessKeys made elsewhere, and the listing of live keys of ' +
        "2026-06-15T12:00:00Z has none: the number is wrong, or the listing is older than it",
    ]);
    expect(messages(of(saying(0)), listed("x"))[0]).toContain('RAM user "etl" has no AccessKey made elsewhere, and');
    expect(stateFindings(STA006, of(saying(0)), { liveKeys: listed("x") })[0]?.subject).toBe("user:etl");
  });

  it("stands at the key that says it, where the user is only referred to", () => {
    const owner = saying(0, { declaration: null });
    const user = { origin: "referred" as const, existingAccessKeys: 0 };
    const accessKeys = [held("a", owner), { ...held("b", owner), metadata: { ...METADATA, user } }];
    expect(gist(stateFindings(STA006, { owners: [owner], accessKeys }, { liveKeys: listed("a", "b", "x") }))).toEqual([
      "warning violation app/b",
    ]);
  });

  describe("of a plan", () => {
    const owner = saying(0);
    const accounts = [accountOf(ACCOUNT)];
    const judged = (before: string[], after: string[], liveKeys: LiveKeys, said = owner) =>
      planFindings(
        STA006,
        {
          before: { accounts, ...of(said, ...before) },
          after: { accounts, ...of(said, ...after) },
          changes: before
            .filter((name) => !after.includes(name))
            .map((name) => change(`alicloud_ram_access_key.${name}`, "forget")),
        },
        { liveKeys },
      );

    it("counts no key that the plan deletes or creates", () => {
      expect(judged(["a"], ["a", "b"], listed("a"))).toEqual([]);
      const deleted = planFindings(
        STA006,
        {
          before: { accounts, ...of(owner, "a") },
          after: { accounts, ...of(owner) },
          changes: [change("alicloud_ram_access_key.a", "delete")],
        },
        { liveKeys: listed("a") },
      );
      expect(deleted).toEqual([]);
    });

    it("takes a key that it lets go of for one that the code may count already or not", () => {
      expect(judged(["a"], [], listed("a"))).toEqual([]);
      expect(judged(["a"], [], listed("a"), saying(1))).toEqual([]);
      expect(judged(["a"], [], listed("a", "x"))[0]?.message).toContain("that none of the given plans knows");
    });
  });
});

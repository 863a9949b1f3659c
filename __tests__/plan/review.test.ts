import { reviewOf, type ReviewOptions } from "../../lib/plan/review";
import type { HolderReview } from "../../lib/plan/plan-review";
import { planDocument, planOf, type PlannedKey, type PlanParts } from "./plans";
import { readPlans, type PlanSource } from "../../lib/inventory/read-plans";
import { exactly } from "../../lib/plan/range";

const MADE = [{ at: "u", name: "etl", do: "no-op" }] as const;
const etl = (...keys: PlannedKey[]): PlanParts => ({ users: MADE, keys });

/** What a reviewer reads, without the layout. */
function told(parts: PlanParts, options: ReviewOptions = {}): string[] {
  return reviewOf(planOf(parts), options).holders.flatMap(toldOf);
}

function toldOf({ name, kind, change, keys, apply, quota }: HolderReview): string[] {
  return [
    `${name} (${kind})${change ? ` ${change.symbol} ${change.words}` : ""}`,
    ...keys.map(({ symbol, name: key, words }) => `${symbol} ${key}: ${words}`),
    `${apply.numbers}; quota ${quota}`,
    ...(apply.failure === null ? [] : [apply.failure]),
  ];
}

describe("the review of a plan", () => {
  it("says what a rotation of two slots does", () => {
    const green = { at: "green", do: "delete,create", before: "Inactive", reason: "replace_by_triggers" } as const;
    expect(told(etl({ at: "blue", do: "no-op" }, green))).toEqual([
      "etl (RAM user)",
      "= blue: stays Active, current",
      "~ green: replaced by its trigger: Inactive since the last apply, new key becomes the second live one",
      "keys: 2 now → 1 → 2 after; live: 1 → 1 → 2; quota 2",
    ]);
  });

  it("says that a race may fail, and how", () => {
    expect(told(etl({ at: "a", do: "delete" }, { at: "b", do: "no-op" }, { at: "c", do: "create" }))).toEqual([
      "etl (RAM user)",
      "- a: deleted: still Active",
      "= b: stays Active, current",
      "+ c: created: becomes the second live one",
      "keys: 2 now → 1 → 2 after; live: 2 → 1 → 2; quota 2",
      "may fail: create c meets the full quota of 2; delete a, create c does not " +
        "(possible as far as the JSON of the plan tells)",
    ]);
  });

  it.each<[string, PlannedKey, string]>([
    ["a first key", { at: "a", do: "create" }, "+ a: created: becomes the only live one"],
    ["a key that starts Inactive", { at: "a", do: "create", after: "Inactive" }, "+ a: created: starts Inactive"],
    ["a key disabled", { at: "a", do: "update", after: "Inactive" }, "~ a: disabled"],
    ["a key enabled", { at: "a", do: "update", before: "Inactive" }, "~ a: enabled again"],
    [
      "a key that was disabled outside",
      { at: "a", do: "no-op", before: "Inactive", after: "Inactive", recorded: "Active" },
      "= a: stays Inactive; it was disabled outside Terraform since the last apply",
    ],
    [
      "a key that vanished",
      { at: "a", do: "create", recorded: "gone" },
      "+ a: vanished outside Terraform: created again, with another id and secret",
    ],
    [
      "a key that vanished and is not declared any more",
      { at: "a", do: "", recorded: "gone" },
      "x a: vanished outside Terraform: nothing is left to do",
    ],
    [
      "a forgotten key",
      { at: "a", do: "forget" },
      "! a: forgotten by Terraform: stays Active as the last apply left it, and nobody manages it",
    ],
    [
      "an edit that replaces",
      { at: "a", do: "delete,create", paths: ["pgp_key"] },
      "~ a: replaced because pgp_key changes: still Active and deleted first, new key becomes the only live one",
    ],
    [
      "a tainted key",
      { at: "a", do: "create,delete", reason: "replace_because_tainted" },
      "~ a: replaced: tainted, so that its secret is lost, new key becomes the only live one",
    ],
    [
      "a key that moves",
      { at: "a", do: "no-op", from: "b" },
      "> a: moved from alicloud_ram_access_key.b; stays Active",
    ],
    ["an instance", { at: 'k["e.u"]', do: "create" }, '+ k["e.u"]: created: becomes the only live one'],
    [
      "an action of a newer Terraform",
      { at: "a", do: "create,defenestrate" },
      "! a: the plan does what is not known here: create, defenestrate",
    ],
  ])("says of %s", (_, key, expected) => {
    expect(told(etl(key))[1]).toBe(expected);
  });

  it("counts deposed and forgotten keys, which stay live", () => {
    const deposed = { at: "a", do: "delete", deposed: "0badcafe" };
    expect(told(etl({ at: "a", do: "no-op" }, deposed, { at: "b", do: "forget" }, { at: "c", do: "create" }))).toEqual([
      "etl (RAM user)",
      "= a: stays Active, current",
      "- a (deposed 0badcafe): deleted: left behind by an earlier replacement, still Active",
      "! b: forgotten by Terraform: stays Active as the last apply left it, and nobody manages it",
      "+ c: created: becomes the third live one",
      "keys: 3 now, and room is needed for 4; live: 3 now, 2 at the least where it stops; quota 2",
      "will fail in every order: create c meets the full quota of 2",
    ]);
  });

  it("follows a user through a new name", () => {
    const renamed = {
      users: [{ at: "u", name: "etl", nextName: "loader", do: "update" }],
      keys: [{ at: "a", do: "delete,create", nextUser: "loader", paths: ["user_name"] }],
    };
    expect(told(renamed)).toEqual([
      'etl (RAM user) ~ renamed from "etl" to "loader"',
      "~ a: replaced because user_name changes: still Active and deleted first, new key becomes the only live one",
      "keys: 1 now → 0 → 1 after; live: 1 → 0 → 1; quota 2",
    ]);
  });

  it("shows a key that changes hands with both users", () => {
    expect(told({ keys: [{ at: "a", do: "delete,create", nextUser: "bi", paths: ["user_name"] }] })).toEqual([
      "etl (RAM user)",
      '- a: deleted: still Active; the next one is of RAM user "bi"',
      "keys: at least 1 now → 0 → 0 after; live: at least 1 → 0 → 0; quota 2",
      "bi (RAM user)",
      '+ a: created: new key becomes a live one; the old one is of RAM user "etl"',
      "keys: at least 0 now → 0 → 1 after; live: at least 0 → 0 → 1; quota 2",
      "may fail: how many keys there are beside these is not known; the quota is 2; whether there is a user of that name is not known",
    ]);
  });

  it("counts the holders that nothing happens to, and leaves them out", () => {
    const review = reviewOf(
      planOf({
        keys: [
          { at: "a", do: "create" },
          { at: "b", user: "bi", do: "no-op" },
        ],
      }),
    );
    expect(review.holders.map(({ name }) => name)).toEqual(["etl"]);
    expect(review.untouched).toBe(1);
  });

  it("adds up the stacks of one account, and shows who may fail first", () => {
    const caller = { type: "RAMUser" } as const;
    const one = planDocument({ ...etl({ at: "a", do: "create" }, { at: "z", user: "bi", do: "create" }), caller });
    const other = planDocument({ keys: [{ at: "b", do: "create,delete" }], caller });
    const plan = readPlans([
      { name: "one", document: one },
      { name: "other", document: other },
    ]);
    const { holders } = reviewOf(plan);
    expect(holders.map(({ name }) => name)).toEqual(["etl", "bi"]);
    expect(holders[0]?.apply).toMatchObject({ verdict: "may fail", needed: 3, keys: { after: exactly(2) } });
  });

  it("tells users of two accounts by their accounts where they have one name", () => {
    const plans = ["1234567890123456", "1111222233334444"].map((accountId) => ({
      name: accountId,
      document: planDocument({ ...etl({ at: "a", do: "create" }), caller: { type: "RAMUser", accountId } }),
    }));
    const names = reviewOf(readPlans(plans)).holders.map(({ name }) => name);
    expect(names.sort()).toEqual(["etl in 1111222233334444", "etl in 1234567890123456"]);
  });

  it("judges a root key by who runs its own stack", () => {
    const gone = [{ at: "r", user: null, do: "create", recorded: "gone" }] as const;
    const documents = [
      planDocument({ caller: { type: "RAMUser" }, keys: gone }),
      planDocument({ caller: { type: "Account" } }),
    ];
    const plan = readPlans(documents.map((document, index) => ({ name: `stack${index}`, document })));
    expect(reviewOf(plan).holders).toMatchObject([{ kind: "whoever runs Terraform" }]);
  });

  it("lists a key whose user is not known under its address", () => {
    const configured = {
      address: "alicloud_ram_access_key.a",
      mode: "managed",
      type: "alicloud_ram_access_key",
      name: "a",
      expressions: { user_name: { references: ["var.owner"] } },
    };
    const document = { ...planDocument({ keys: [{ at: "a", do: "create", unknownUser: true }] }) };
    document["configuration"] = { root_module: { resources: [configured] } };
    const { holders, notKnown } = reviewOf(readPlans([{ name: "app", document }]));
    expect(holders).toMatchObject([
      { name: "alicloud_ram_access_key.a", kind: "unknown owner", apply: { failure: null } },
    ]);
    expect(notKnown.join("\n")).toContain("The numbers of the owner of alicloud_ram_access_key.a are not judged");
  });

  it("judges root keys only in a plan that the account itself has made", () => {
    const gone = [{ at: "r", user: null, do: "create", recorded: "gone" }] as const;
    const root = told({ caller: { type: "Account" }, keys: gone });
    expect(root[0]).toBe("1234567890123456 (Alibaba Cloud account)");
    expect(root[1]).toContain("vanished outside Terraform");
    const [holder] = reviewOf(planOf({ caller: { type: "RAMUser" }, keys: gone })).holders;
    expect(holder).toMatchObject({ kind: "whoever runs Terraform", apply: { failure: null } });
    expect(holder?.notJudged).not.toBeNull();
  });

  it("takes keys made elsewhere from a listing of the account", () => {
    const key = { status: "Inactive", created: null, lastUsed: null, isUnused: false } as const;
    const users = [
      {
        name: "ETL",
        accessKeys: [
          { ...key, id: "the-id-of-a" },
          { ...key, id: "made-elsewhere" },
        ],
      },
    ];
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users, rootKeys: null };
    const parts: PlanParts = {
      caller: { type: "RAMUser" },
      keys: [{ at: "a", do: "create,delete", id: "the-id-of-a" }],
    };
    const [holder] = reviewOf(planOf(parts), { liveKeys }).holders;
    expect(holder?.unmanaged).toMatchObject({ count: 1, live: 0, keys: [{ id: "made-elsewhere" }] });
    expect(holder?.apply).toMatchObject({
      verdict: "will fail",
      numbers: "keys: 2 now, and room is needed for 3; live: 0 to 1 now, 0 at the least where it stops",
    });
  });

  it("names the users that exist and are taken to have no key made elsewhere, where more keys come", () => {
    const remarks = (parts: PlanParts, options: Parameters<typeof reviewOf>[1] = {}): string[] =>
      reviewOf(planOf(parts), options).notKnown.filter((sentence) => sentence.includes("taken to be none"));
    const created = { at: "a", do: "create" } as const;
    const users = ["etl", "bi"].map((name) => ({ at: name, name, do: "no-op" }));
    expect(remarks({ users, keys: [created, { at: "b", user: "bi", do: "create" }] })).toEqual([
      'Nobody has said how many AccessKeys made elsewhere there are of RAM user "bi", RAM user "etl": taken to be none, ' +
        "as of a user that the code creates. Give a listing with --keys to know it.",
    ]);
    expect(remarks({ users: [{ at: "u", name: "etl", do: "create" }], keys: [created] })).toEqual([]);
    expect(remarks({ users: [{ at: "u", name: "etl", do: "delete,create" }], keys: [created] })).toEqual([]);
    expect(remarks(etl({ at: "a", do: "update", after: "Inactive", before: "Inactive" }))).toEqual([]);
    // For a moment none of its keys works, unless somebody has made one elsewhere.
    expect(remarks(etl({ at: "a", do: "delete,create" }))).toHaveLength(1);
    const listed = [{ name: "etl", accessKeys: [] }];
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users: listed, rootKeys: null };
    const caller = { type: "RAMUser" } as const;
    expect(remarks({ ...etl(created), caller }, { liveKeys })).toEqual([]);
    expect(remarks({ ...etl(created), caller }, { liveKeys: { ...liveKeys, users: [] } })).toHaveLength(1);
    const plan = planOf(etl(created));
    for (const owner of plan.after.owners) Object.assign(owner, { saysExistingAccessKeys: true });
    expect(reviewOf(plan).notKnown.join()).not.toContain("taken to be none");
  });

  it("takes a key that a younger listing does not have for one that has vanished", () => {
    const users = [{ name: "etl", accessKeys: [] }];
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users, rootKeys: null };
    const planned = (verbs: string, created: string, parts: Partial<PlannedKey> = {}): PlanParts => ({
      ...etl({ at: "a", do: verbs, created, ...parts }, { at: "b", do: "create" }),
      caller: { type: "RAMUser" },
    });
    const first = (...given: Parameters<typeof planned>): string[] => told(planned(...given), { liveKeys }).slice(1);
    const old = "2026-05-31T00:00:00Z";
    const numbers = "keys: 0 now → 0 → 1 after; live: 0 → 0 → 1; quota 2";
    const unseen = "x a: vanished outside Terraform: this plan has not seen it, and the next one creates it again";
    expect(first("no-op", old)).toEqual([unseen, "+ b: created: becomes the only live one", numbers]);
    expect(first("update", old, { after: "Inactive" })).toEqual([unseen, expect.anything(), numbers]);
    expect(first("delete", old)[0]).toBe("x a: vanished outside Terraform: nothing is left to do");
    expect(first("delete", old)[2]).toBe(numbers);
    const replaced = first("delete,create", old);
    expect(replaced[0]).toBe("+ a: vanished outside Terraform: created again, with another id and secret");
    expect(replaced[2]).toBe("keys: 0 now → 0 → 2 after; live: 0 → 0 → 2; quota 2");
    expect(first("no-op", "2026-06-02T00:00:00Z")[2]).toBe("keys: 1 now → 1 → 2 after; live: 1 → 1 → 2; quota 2");
    const { notKnown } = reviewOf(planOf(planned("no-op", old)), { liveKeys });
    expect(notKnown.join("\n")).toMatch(
      /Who has deleted AccessKey … of RAM user "etl" .* 2026-06-01T00:00:00Z, and not counted\./,
    );
  });

  it("believes a listing that has seen the root keys, whoever has made the plan", () => {
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users: [], rootKeys: [] };
    const statement = "I am aware of the security risks of using a main account AccessKey";
    const root = { reason: "billing", until: "2027-01-01", statement };
    const accessKey = { name: "root", necessity: "none", custody: { kind: "pgp" }, root };
    const body = { "//": { ramparts: { accessKey } } };
    const content = { resource: { alicloud_ram_access_key: { root: body } } };
    const configuration = { name: "app", files: [{ name: "cdk.tf.json", content }] };
    const parts: PlanParts = {
      caller: { type: "RAMUser" },
      keys: [{ at: "root", user: null, do: "no-op", created: "2026-05-31T00:00:00Z" }],
    };
    const { holders } = reviewOf(planOf(parts, { configuration }), { liveKeys });
    expect(holders.flatMap(toldOf)[1]).toMatch(/^x root: vanished outside Terraform: /);
    // Whoever runs Terraform may be a RAM user, whose keys the listing would have to tell.
    expect(told(parts, { liveKeys })).toEqual([]);
  });

  it("takes the status of whoever has asked last, and of two words that nobody can date neither", () => {
    const key = { created: null, lastUsed: null, isUnused: false } as const;
    const accessKeys = [
      { ...key, id: "id-of-a", status: "Inactive" },
      { ...key, id: "id-of-b", status: "Active" },
    ] as const;
    const users = [{ name: "etl", accessKeys }];
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users, rootKeys: null };
    const keys = [
      { at: "a", do: "no-op" },
      { at: "b", do: "update", after: "Inactive" },
    ] as const;
    const parts: PlanParts = { ...etl(...keys), caller: { type: "RAMUser" } };
    const numbersOf = (timestamp: string, more: Partial<PlanSource> = {}): string | undefined => {
      const plan = readPlans([{ name: "app", document: { ...planDocument(parts), timestamp }, ...more }]);
      return reviewOf(plan, { liveKeys }).holders[0]?.apply.numbers;
    };
    const byListing = "keys: 2 now → 2 → 2 after; live: 1 → 0 → 0";
    expect(numbersOf("2026-05-31T00:00:00Z")).toBe(byListing);
    expect(numbersOf("2026-06-02T00:00:00Z")).toBe("keys: 2 now → 2 → 2 after; live: 1 to 2 → 0 → 0 to 1");
    expect(numbersOf("2026-06-02T00:00:00Z", { isRefreshed: true })).toBe("keys: 2 now → 2 → 2 after; live: 2 → 1 → 1");
    expect(numbersOf("2026-05-31T00:00:00Z", { isRefreshed: true })).toBe(byListing);
  });

  it("says which users a listing does not have, but for those that the plan creates", () => {
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users: [], rootKeys: null };
    const parts: PlanParts = {
      caller: { type: "RAMUser" },
      users: [...MADE, { at: "new", name: "new", do: "create" }],
      keys: [
        { at: "a", do: "no-op" },
        { at: "b", user: "new", do: "create" },
        { at: "c", user: "by-hand", do: "create" },
      ],
    };
    const { holders, notKnown } = reviewOf(planOf(parts), { liveKeys });
    expect(notKnown.filter((sentence) => sentence.includes("listing of live keys"))).toEqual([
      expect.stringMatching(/^Which AccessKeys there are of RAM user "etl", RAM user "by-hand": not in the listing/),
    ]);
    expect(holders.find(({ name }) => name === "new")?.unmanaged).toMatchObject({ count: 0, live: 0, keys: null });
  });

  it("names whoever uses a key that goes, from the manifest where the construct is gone", () => {
    const consumer = { service: "hologres", name: "bi-production", owner: "bi-team@example.com" };
    const formerConsumers = new Map([["app/alicloud_ram_access_key.k", [consumer]]]);
    const parts = etl({ at: 'k["a"]', do: "delete" }, { at: 'k["b"]', do: "no-op" }, { at: "c", do: "delete" });
    const { holders, notKnown } = reviewOf(planOf(parts), { formerConsumers });
    expect(holders[0]?.affected).toEqual([{ ...consumer, runbook: null, keys: ['k["a"]'] }]);
    expect(notKnown).toContain(
      "Nobody has said who uses app/alicloud_ram_access_key.c. " +
        "The manifest has no such key: it is not that of right before the change, or calls the stack otherwise.",
    );
    expect(reviewOf(planOf(parts)).notKnown).toContainEqual(
      expect.stringMatching(
        /^Nobody has said who uses .*\. What the code said goes with the key: give the manifest of before the change/,
      ),
    );
  });

  it("asks for no manifest where one was given, though it has no key", () => {
    const { notKnown } = reviewOf(planOf(etl({ at: "c", do: "delete" })), { formerConsumers: new Map() });
    expect(notKnown.join("\n")).toContain("The manifest has no such key");
    expect(notKnown.join("\n")).not.toContain("--manifest");
  });
});

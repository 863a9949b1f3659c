import { reviewOf } from "../../../lib/plan/review";
import { PLN004 } from "../../../lib/rules/plan/pln004";
import { PLN005 } from "../../../lib/rules/plan/pln005";
import { PLN013 } from "../../../lib/rules/plan/pln013";
import { planOf, type PlanParts } from "../../plan/plans";
import { MADE, planFindings, planGist } from "./findings";

const RENAMED: PlanParts = {
  users: [{ at: "u", name: "etl", nextName: "loader", do: "update" }],
  keys: [{ at: "a", do: "delete,create", nextUser: "loader", paths: ["user_name"] }],
};

describe("PLN004", () => {
  it.each<[string, PlanParts, string[]]>([
    ["a user renamed in place", RENAMED, ["error violation u"]],
    [
      "a user renamed to what is known after the apply only",
      { users: RENAMED.users ?? [], keys: [{ at: "a", do: "delete,create", nextUser: "loader" }] },
      ["error violation u"],
    ],
    ["a user without keys of Terraform's", { users: RENAMED.users ?? [] }, []],
    [
      "a user under a new address, whose keys have the same names",
      {
        users: [
          { at: "etl", name: "etl", do: "delete" },
          { at: "loader", name: "loader", do: "create" },
        ],
        keys: [
          { at: "etl_dashboards", do: "delete" },
          { at: "loader_dashboards", user: "loader", do: "create" },
        ],
      },
      ["error violation etl"],
    ],
    [
      "a key that goes from a deleted user to a created one",
      {
        users: [
          { at: "one", name: "etl", do: "delete" },
          { at: "two", name: "loader", do: "create" },
        ],
        keys: [{ at: "k", nextUser: "loader", do: "delete,create", paths: ["user_name"] }],
      },
      ["error violation one"],
    ],
    [
      "a user deleted and created again under another address",
      {
        users: [
          { at: "one", name: "etl", do: "delete" },
          { at: "two", name: "etl", do: "create" },
        ],
        keys: [{ at: "k", do: "delete" }],
      },
      ["error violation two"],
    ],
    [
      "a user deleted, and another one created with keys of other names",
      {
        users: [
          { at: "etl", name: "etl", do: "delete" },
          { at: "bi", name: "bi", do: "create" },
        ],
        keys: [
          { at: "etl_dashboards", do: "delete" },
          { at: "bi_reports", user: "bi", do: "create" },
        ],
      },
      [],
    ],
    [
      "a user that only moves to another address",
      { users: [{ at: "u", name: "etl", do: "no-op", from: "v" }], keys: [{ at: "a", do: "no-op" }] },
      [],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN004, parts)).toEqual(expected);
  });

  it("says what becomes of the keys", () => {
    expect(planFindings(PLN004, RENAMED)[0]).toMatchObject({
      message: 'RAM user "etl" is renamed to "loader": its AccessKey is replaced',
      subject: "user:etl",
      related: [{ address: "alicloud_ram_access_key.a" }],
    });
    const createFirst = {
      ...RENAMED,
      keys: [{ at: "a", do: "create,delete", nextUser: "loader", paths: ["user_name"] }],
    };
    expect(planFindings(PLN004, createFirst)[0]?.message).toContain("the old one stays live and untracked");
  });
});

describe("PLN005", () => {
  const deleted = (force: boolean): PlanParts => ({
    users: [{ at: "u", name: "etl", do: "delete", force }],
    keys: [{ at: "a", do: "delete", id: "the-id-of-a" }],
    caller: { type: "RAMUser" },
  });
  const listing = (...ids: string[]) => {
    const keys = ids.map((id) => ({ id, status: "Active", created: null, lastUsed: null, isUnused: false }) as const);
    const users = [{ name: "ETL", accessKeys: keys }];
    return { liveKeys: { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users, rootKeys: null } };
  };

  it("says what force takes along, and what happens without it", () => {
    expect(planFindings(PLN005, deleted(true)).map(({ message }) => message)).toEqual([
      'RAM user "etl" is deleted by force: whatever AccessKeys were made elsewhere go with it',
    ]);
    expect(planFindings(PLN005, deleted(false)).map(({ message }) => message)).toEqual([
      'RAM user "etl" is deleted: the apply may stop half-way, since RAM keeps a user that has AccessKeys made elsewhere',
    ]);
  });

  it("knows from a listing what there is", () => {
    expect(planGist(PLN005, deleted(true), listing("the-id-of-a"))).toEqual([]);
    expect(planFindings(PLN005, deleted(true), listing("the-id-of-a", "other"))[0]?.message).toContain(
      "1 AccessKey made elsewhere goes with it",
    );
    const [finding] = planFindings(PLN005, deleted(false), listing("other"));
    expect(finding?.message).toBe(
      'RAM user "etl" is deleted: the apply stops half-way, since RAM keeps a user that has 1 AccessKey made elsewhere',
    );
    expect(finding?.fix).not.toContain("--keys");
    const missing = { liveKeys: { ...listing().liveKeys, users: [] } };
    expect(planFindings(PLN005, deleted(false), missing)[0]?.message).toContain("the apply may stop half-way");
  });

  it.each<[boolean, string[] | null, string]>([
    [true, null, "deleted by force, with every key that it has"],
    [true, ["the-id-of-a"], "deleted by force: the listing has no AccessKey made elsewhere"],
    [true, ["other"], "deleted by force, with 1 AccessKey made elsewhere"],
    [false, null, "deleted, or the apply stops half-way if it has keys made elsewhere"],
    [false, ["the-id-of-a"], "deleted: the listing has no AccessKey made elsewhere"],
    [false, ["one", "two"], "deleted, but the apply stops half-way: it keeps 2 AccessKeys made elsewhere"],
  ])("says the same in the review: by force %s, with %j listed", (force, ids, words) => {
    const { holders } = reviewOf(planOf(deleted(force)), ids === null ? {} : listing(...ids));
    expect(holders[0]?.change?.words).toBe(words);
  });

  it("says nothing of a user that stays, or is forgotten", () => {
    expect(planGist(PLN005, { users: MADE, keys: [{ at: "a", do: "delete" }] })).toEqual([]);
    expect(planGist(PLN005, { users: [{ at: "u", name: "etl", do: "forget" }] })).toEqual([]);
  });

  it("is about a user without keys of Terraform's, too", () => {
    expect(planGist(PLN005, { users: [{ at: "u", name: "etl", do: "delete", force: true }] })).toEqual([
      "error violation u",
    ]);
  });
});

describe("PLN013", () => {
  it.each<[string, PlanParts, string[]]>([
    ["another recipient", { keys: [{ at: "a", do: "delete,create", paths: ["pgp_key"] }] }, ["warning violation a"]],
    ["another file", { keys: [{ at: "a", do: "delete,create", paths: ["secret_file"] }] }, ["warning violation a"]],
    [
      "another user",
      { users: MADE, keys: [{ at: "a", do: "delete,create", nextUser: "bi", paths: ["user_name"] }] },
      ["warning violation a"],
    ],
    ["a user that is renamed, which is PLN004's business", RENAMED, []],
    ["a key replaced by its trigger", { keys: [{ at: "a", do: "delete,create", reason: "replace_by_triggers" }] }, []],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN013, parts)).toEqual(expected);
  });

  it("names the arguments", () => {
    const [finding] = planFindings(PLN013, {
      keys: [{ at: "a", do: "delete,create", paths: ["pgp_key", "secret_file"] }],
    });
    expect(finding?.message).toBe('The AccessKey a of RAM user "etl" is replaced by edits of pgp_key and secret_file');
  });
});

import { readApplyGraph } from "../../../lib/plan/simulation/apply-graph";
import { PLN001 } from "../../../lib/rules/plan/pln001";
import { printedGraph } from "../../plan/simulation/graphs";
import type { PlanParts } from "../../plan/plans";
import { MADE, planFindings, planGist } from "./findings";

describe("PLN001", () => {
  const RACE: PlanParts = {
    users: MADE,
    keys: [
      { at: "a", do: "delete" },
      { at: "b", do: "no-op" },
      { at: "c", do: "create" },
    ],
  };

  it.each<[string, PlanParts, string[]]>([
    ["a key removed and another added", RACE, ["error violation c"]],
    [
      "two keys replaced create-first",
      { users: MADE, keys: ["a", "b"].map((at) => ({ at, do: "create,delete" })) },
      ["error violation a"],
    ],
    [
      "two keys replaced delete-first",
      { users: MADE, keys: ["a", "b"].map((at) => ({ at, do: "delete,create" })) },
      [],
    ],
    ["one key replaced create-first", { users: MADE, keys: [{ at: "a", do: "create,delete" }] }, []],
    [
      "too many keys in the end, which is KEY002's business",
      { users: MADE, keys: ["a", "b", "c"].map((at) => ({ at, do: "create" })) },
      [],
    ],
    [
      "a key created first for a user whose other keys nobody has counted",
      { keys: [{ at: "a", do: "create,delete" }] },
      ["warning indeterminate a"],
    ],
    ["a key deleted first for such a user", { keys: [{ at: "a", do: "delete,create" }] }, []],
    [
      "keys of two users",
      {
        users: MADE,
        keys: [
          { at: "a", do: "create,delete" },
          { at: "b", user: "bi", do: "no-op" },
        ],
      },
      [],
    ],
    [
      "root keys in a plan of somebody else",
      { caller: { type: "RAMUser" }, keys: [{ at: "r", user: null, do: "create,delete" }] },
      [],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN001, parts)).toEqual(expected);
  });

  it("says in which order it fails, in which it does not, and that the order is not certain", () => {
    const [finding] = planFindings(PLN001, RACE);
    expect(finding?.message).toBe(
      'The apply may fail for RAM user "etl": create c meets the full quota of 2; delete a, create c does not ' +
        "(as far as the JSON of the plan proves it; the graph of the apply may rule it out)",
    );
    expect(finding).toMatchObject({ subject: "user:etl" });
  });

  it("says that every order fails", () => {
    const [finding] = planFindings(PLN001, {
      users: MADE,
      keys: ["a", "b"].map((at) => ({ at, do: "create,delete" })),
    });
    expect(finding?.message).toBe(
      'The apply will fail for RAM user "etl", in whichever order: create a meets the full quota of 2',
    );
  });

  it("goes by the graph of the apply, where there is one", () => {
    const key = (name: string): string => `alicloud_ram_access_key.${name}`;
    const nodes = [`${key("a")} (destroy)`, key("c")];
    const graphOf = (...edges: [string, string][]) => new Map([["app", readApplyGraph(printedGraph(nodes, edges))]]);
    const [free] = planFindings(PLN001, RACE, { graphs: graphOf() });
    expect(free?.message).toContain("(Terraform is free to choose)");
    expect(planGist(PLN001, RACE, { graphs: graphOf([key("c"), `${key("a")} (destroy)`]) })).toEqual([]);
    const [never] = planFindings(PLN001, RACE, { graphs: graphOf([`${key("a")} (destroy)`, key("c")]) });
    expect(never?.message).toMatch(/^The apply will fail /);
  });

  it("counts keys that only a listing knows, and not those that Terraform manages", () => {
    const listed = (...ids: string[]) => ({
      accountId: "1234567890123456",
      time: "2026-06-01T00:00:00Z",
      users: [
        {
          name: "etl",
          accessKeys: ids.map(
            (id) => ({ id, status: "Active", created: null, lastUsed: null, isUnused: false }) as const,
          ),
        },
      ],
      rootKeys: null,
    });
    const parts: PlanParts = {
      users: MADE,
      caller: { type: "RAMUser" },
      keys: [{ at: "a", do: "create,delete", id: "the-id-of-a" }],
    };
    expect(planGist(PLN001, parts, { liveKeys: listed("the-id-of-a") })).toEqual([]);
    expect(planGist(PLN001, parts, { liveKeys: listed("the-id-of-a", "made-elsewhere") })).toEqual([
      "error violation a",
    ]);
  });
});

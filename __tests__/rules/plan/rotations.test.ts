import { KEY003 } from "../../../lib/rules/keys/key003";
import { KEY005 } from "../../../lib/rules/keys/key005";
import { PLN002 } from "../../../lib/rules/plan/pln002";
import { PLN011 } from "../../../lib/rules/plan/pln011";
import type { PlanParts, PlannedKey } from "../../plan/plans";
import { MADE, planFindings, planGist } from "./findings";

const slots = (a: Omit<PlannedKey, "at">, b: Omit<PlannedKey, "at">): PlanParts => ({
  users: MADE,
  keys: [
    { at: "a", pins: true, ...a },
    { at: "b", pins: true, ...b },
  ],
});
const ACTIVE = { do: "no-op" } as const;
const INACTIVE = { do: "no-op", before: "Inactive", after: "Inactive" } as const;
const REPLACED = { do: "delete,create", before: "Inactive", reason: "replace_by_triggers" } as const;
const DISABLED = { do: "update", after: "Inactive" } as const;

describe("a rotation of two slots", () => {
  it.each<[string, PlanParts]>([
    ["the Inactive slot is replaced", slots(ACTIVE, REPLACED)],
    ["the slot that is not current is disabled", slots(DISABLED, ACTIVE)],
    ["the other slot is replaced", slots(REPLACED, ACTIVE)],
    ["the step before is taken back", slots({ do: "update", before: "Inactive" }, ACTIVE)],
    ["a slot is added", slots(ACTIVE, { do: "create" })],
  ])("has no finding when %s", (_, parts) => {
    for (const rule of [KEY003, KEY005, PLN002, PLN011]) expect(planGist(rule, parts)).toEqual([]);
  });

  it("has none at rest", () => {
    expect(planGist(KEY005, slots(ACTIVE, INACTIVE))).toEqual([]);
    expect(planGist(KEY003, slots(ACTIVE, INACTIVE))).toEqual([]);
  });
});

describe("KEY003 and KEY005 in a plan", () => {
  it.each<[string, PlanParts, string[], string[]]>([
    ["two Active keys that nothing happens to", slots(ACTIVE, ACTIVE), ["b"], ["a", "b"]],
    ["two keys that are replaced at once", slots(REPLACED, REPLACED), ["b"], ["a", "b"]],
    ["a slot that is created first", slots(ACTIVE, { ...REPLACED, do: "create,delete" }), ["b"], ["a", "b"]],
    [
      "two keys without a status",
      {
        users: MADE,
        keys: [
          { at: "a", ...ACTIVE },
          { at: "b", ...REPLACED },
        ],
      },
      ["b"],
      [],
    ],
    ["one pinned key", { users: MADE, keys: [{ at: "a", pins: true, ...ACTIVE }] }, [], ["a"]],
  ])("see %s", (_, parts, two, pinned) => {
    expect(planGist(KEY003, parts)).toEqual(two.map((at) => `warning violation ${at}`));
    expect(planGist(KEY005, parts)).toEqual(pinned.map((at) => `info indeterminate ${at}`));
  });
});

describe("PLN011", () => {
  it.each<[string, PlanParts, string[]]>([
    ["both slots replaced", slots(REPLACED, REPLACED), ["error violation b"]],
    ["one slot replaced and the other disabled", slots(DISABLED, REPLACED), ["error violation b"]],
    ["one slot replaced", slots(ACTIVE, REPLACED), []],
    ["one slot disabled and the other enabled", slots(DISABLED, { do: "update", before: "Inactive" }), []],
    ["one slot replaced, and a tainted one", slots({ ...REPLACED, reason: "replace_because_tainted" }, REPLACED), []],
    ["one key removed and another added", slots({ do: "delete" }, { do: "create" }), []],
    [
      "all keys of a user that is renamed, which is PLN004's business",
      {
        users: [{ at: "u", name: "etl", nextName: "bi", do: "update" }],
        keys: ["a", "b"].map((at) => ({ at, do: "delete,create", nextUser: "bi", paths: ["user_name"] })),
      },
      [],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN011, parts)).toEqual(expected);
  });

  it("says what it does to which", () => {
    expect(planFindings(PLN011, slots(DISABLED, REPLACED))).toMatchObject([
      {
        message: 'The apply rotates 2 AccessKeys of RAM user "etl" at once: a changes its status, b is replaced',
        subject: "user:etl",
      },
    ]);
  });
});

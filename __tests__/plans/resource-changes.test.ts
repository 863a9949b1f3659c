import type { ResourceChange } from "../../lib/plans/plan-model";
import { KEY, keyValues, planOf, readPlan, unchanged, USER, userValues, type Change } from "./documents";

const only = (changes: readonly Change[], rest: Record<string, unknown> = {}): ResourceChange => {
  const [first] = readPlan(planOf(changes, rest)).changes;
  if (first === undefined) throw new Error("there is no change");
  return first;
};

describe("what a plan does", () => {
  it.each<[readonly string[], ResourceChange["action"], ResourceChange["order"]]>([
    [["no-op"], "no-op", null],
    [["create"], "create", null],
    [["read"], "read", null],
    [["update"], "update", null],
    [["delete"], "delete", null],
    [["forget"], "forget", null],
    [["delete", "create"], "replace", "delete-first"],
    [["create", "delete"], "replace", "create-first"],
    [["create", "forget"], "replace", "forget"],
    [["forget", "create"], "replace", "forget"],
  ])("%j is read as %s", (actions, action, order) => {
    expect(only([{ address: `${KEY}.k`, actions, before: keyValues("etl"), after: keyValues("etl") }])).toMatchObject({
      action,
      order,
      actions,
    });
  });

  it("tolerates actions and reasons to come, and names each once", () => {
    const odd = { actions: ["rotate"], before: keyValues("etl"), after: keyValues("etl") };
    const plan = readPlan(
      planOf([
        { address: `${KEY}.a`, ...odd, element: { action_reason: "replace_because_of_the_moon" } },
        { address: `${KEY}.b`, ...odd, element: { action_reason: "replace_by_triggers" } },
      ]),
    );
    expect(plan.changes.map(({ action }) => action)).toEqual(["unknown", "unknown"]);
    expect(plan.stacks[0]?.notUnderstood).toEqual(['the action "rotate"', 'the reason "replace_because_of_the_moon"']);
    expect(plan.after.accessKeys).toHaveLength(2);
  });

  it("knows the reasons of today", () => {
    const reasons = ["replace_because_tainted", "delete_because_no_move_target", "read_because_check_nested"];
    const changes = reasons.map((reason, index) => ({
      address: `${USER}.u${index}`,
      actions: ["update"],
      element: { action_reason: reason },
    }));
    expect(readPlan(planOf(changes)).stacks[0]?.notUnderstood).toEqual([]);
  });

  it.each([
    ["gives an identity another name", userValues("u"), userValues("v"), {}, true],
    ["may give it another name", userValues("u"), { ...userValues("u"), name: undefined }, { name: true }, true],
    ["changes something else", userValues("u"), { ...userValues("u"), comments: "new" }, { id: true }, false],
  ])("tells that an update %s", (_, before, after, unknown, expected) => {
    const updated = only([{ address: `${USER}.u`, actions: ["update"], before, after, unknown }]);
    expect(updated.isRename).toBe(expected);
  });

  it("reads the name of a group where it has it", () => {
    const group = "alicloud_ram_group.g";
    const old = { group_name: "g", name: "g" };
    const renamed = { actions: ["update"], before: old, after: { ...old, group_name: "h" } };
    expect(only([{ address: group, ...renamed }]).isRename).toBe(true);
    const other = { actions: ["update"], before: old, after: { group_name: "g" }, unknown: { name: true } };
    expect(only([{ address: group, ...other }]).isRename).toBe(false);
  });

  it("takes neither another user of a key nor a replacement for another name", () => {
    const handedOver = { actions: ["update"], before: keyValues("u"), after: keyValues("v") };
    expect(only([{ address: `${KEY}.k`, ...handedOver }]).isRename).toBe(false);
    const replaced = { actions: ["delete", "create"], before: userValues("u"), after: userValues("v") };
    expect(only([{ address: `${USER}.u`, ...replaced }]).isRename).toBe(false);
  });

  it("names what forces a replacement", () => {
    const replaced = only([
      {
        address: `${KEY}.k`,
        actions: ["delete", "create"],
        before: keyValues("etl", { pgp_key: "one" }),
        after: { user_name: "etl", status: "Active", pgp_key: "two", secret_file: null },
        unknown: { id: true, secret: true, create_time: true },
        element: { action_reason: "replace_because_cannot_update" },
        change: { replace_paths: [["pgp_key"], ["user_name", 0], "odd", [1]] },
      },
    ]);
    expect(replaced.replacePaths).toEqual(["pgp_key", "user_name", "odd"]);
    expect(replaced.reason).toBe("replace_because_cannot_update");
  });

  it("tells an import, a move, and a deposed object", () => {
    const imported = only([
      {
        address: `${USER}.u`,
        actions: ["no-op"],
        before: userValues("u"),
        after: userValues("u"),
        change: { importing: { id: "u" } },
      },
    ]);
    expect(imported.isImport).toBe(true);
    const moved = { ...unchanged(`${USER}.new`, userValues("u")), element: { previous_address: `${USER}.old` } };
    expect(only([moved])).toMatchObject({ isImport: false, previousAddress: `${USER}.old` });
    const deposed = {
      address: `${KEY}.k`,
      actions: ["delete"],
      before: keyValues("u"),
      element: { deposed: "0a1b2c3d" },
    };
    expect(only([deposed])).toMatchObject({ deposed: "0a1b2c3d", site: { address: `${KEY}.k (deposed 0a1b2c3d)` } });
  });
});

import { PLN006 } from "../../../lib/rules/plan/pln006";
import { PLN007 } from "../../../lib/rules/plan/pln007";
import { PLN010 } from "../../../lib/rules/plan/pln010";
import type { PlanParts, PlannedKey } from "../../plan/plans";
import { MADE, planFindings, planGist } from "./findings";

const etl = (...keys: PlannedKey[]): PlanParts => ({ users: MADE, keys });
const ENABLED: PlannedKey = { at: "a", do: "update", before: "Inactive", after: "Active" };

describe("PLN006", () => {
  it.each<[string, PlanParts, string[]]>([
    ["a key that was disabled outside", etl({ ...ENABLED, recorded: "Active" }), ["error violation a"]],
    ["a key that was Inactive", etl(ENABLED), ["warning violation a"]],
    ["the way back of a rotation", etl({ ...ENABLED, pins: true }, { at: "b", do: "no-op", pins: true }), []],
    [
      "a slot of a rotation that was disabled outside",
      etl({ ...ENABLED, pins: true, recorded: "Active" }, { at: "b", do: "no-op", pins: true }),
      ["error violation a"],
    ],
    ["a key that is disabled", etl({ at: "a", do: "update", after: "Inactive" }), []],
    [
      "a disabled key that stays so",
      etl({ at: "a", do: "no-op", before: "Inactive", after: "Inactive", recorded: "Active" }),
      [],
    ],
    ["a disabled key that is replaced", etl({ at: "a", do: "delete,create", before: "Inactive" }), []],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN006, parts)).toEqual(expected);
  });

  it("says what happened outside", () => {
    expect(planFindings(PLN006, etl({ ...ENABLED, recorded: "Active" }))[0]?.message).toBe(
      'The AccessKey a of RAM user "etl" was disabled outside of Terraform since the last apply, ' +
        "and the apply re-activates it",
    );
  });

  it("is indeterminate when the status comes with the apply", () => {
    const parts = etl({ ...ENABLED, unknownStatus: true, pins: true });
    expect(planGist(PLN006, { ...parts, resources: [] })).toEqual(["warning indeterminate a"]);
  });
});

describe("PLN007", () => {
  it.each<[string, PlanParts, string[]]>([
    ["a key that is gone", etl({ at: "a", do: "create", recorded: "gone" }), ["warning violation a"]],
    ["a key that is gone and not declared any more", etl({ at: "a", do: "", recorded: "gone" }), []],
    ["a new key", etl({ at: "a", do: "create" }), []],
    [
      "a key without a user, which only its owner sees",
      { keys: [{ at: "r", user: null, do: "create", recorded: "gone" }] },
      [],
    ],
    [
      "a root key in a plan of the account itself",
      { caller: { type: "Account" }, keys: [{ at: "r", user: null, do: "create", recorded: "gone" }] },
      ["warning violation r"],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN007, parts)).toEqual(expected);
  });
});

describe("PLN010", () => {
  it.each<[string, PlanParts, string[]]>([
    ["an Active key that is forgotten", etl({ at: "a", do: "forget" }), ["warning violation a"]],
    ["one that is forgotten and created again", etl({ at: "a", do: "create,forget" }), ["warning violation a"]],
    ["the same of OpenTofu", etl({ at: "a", do: "forget,create" }), ["warning violation a"]],
    ["an Inactive key that is forgotten", etl({ at: "a", do: "forget", before: "Inactive" }), []],
    ["a key that is deleted", etl({ at: "a", do: "delete" }), []],
    ["a key that vanished", etl({ at: "a", do: "create", recorded: "gone" }), []],
    [
      "a key without a user that vanished",
      { caller: { type: "RAMUser" }, keys: [{ at: "r", user: null, do: "create", recorded: "gone" }] },
      ["info indeterminate r"],
    ],
    [
      "a root key that the account itself does not see either",
      { caller: { type: "Account" }, keys: [{ at: "r", user: null, do: "create", recorded: "gone" }] },
      [],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN010, parts)).toEqual(expected);
  });
});

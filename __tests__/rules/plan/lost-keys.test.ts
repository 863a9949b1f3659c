import { PLN002 } from "../../../lib/rules/plan/pln002";
import { PLN003 } from "../../../lib/rules/plan/pln003";
import { PLN009 } from "../../../lib/rules/plan/pln009";
import type { PlanParts, PlannedKey } from "../../plan/plans";
import { MADE, planFindings, planGist } from "./findings";

const etl = (...keys: PlannedKey[]): PlanParts => ({ users: MADE, keys });
const TAINTED = "replace_because_tainted";

describe("PLN002", () => {
  it.each<[string, PlanParts, string[]]>([
    ["an Active key deleted", etl({ at: "a", do: "delete" }), ["error violation a"]],
    ["an Active key replaced", etl({ at: "a", do: "delete,create" }), ["error violation a"]],
    ["an Active key replaced create-first", etl({ at: "a", do: "create,delete" }), ["error violation a"]],
    ["a key that was disabled in an earlier apply", etl({ at: "a", do: "delete", before: "Inactive" }), []],
    ["such a key replaced", etl({ at: "a", do: "delete,create", before: "Inactive" }), []],
    [
      "a key that was disabled outside",
      etl({ at: "a", do: "delete", before: "Inactive", recorded: "Active" }),
      ["error violation a"],
    ],
    [
      "an Active key that an earlier replacement left behind",
      etl({ at: "a", do: "no-op" }, { at: "a", do: "delete", deposed: "0badcafe" }),
      ["error violation a (deposed 0badcafe)"],
    ],
    ["a tainted key, whose secret is lost", etl({ at: "a", do: "delete,create", reason: TAINTED }), []],
    ["a key that is disabled", etl({ at: "a", do: "update", after: "Inactive" }), []],
    ["a key that is forgotten", etl({ at: "a", do: "forget" }), []],
    ["a key that is created", etl({ at: "a", do: "create" }), []],
    [
      "a key that another user gets",
      etl({ at: "a", do: "delete,create", nextUser: "bi", paths: ["user_name"] }),
      ["error violation a"],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN002, parts)).toEqual(expected);
  });

  it("says whose key it is, and who disabled it", () => {
    const disabled = etl({ at: "a", do: "delete", before: "Inactive", recorded: "Active" });
    expect(planFindings(PLN002, disabled)).toMatchObject([
      {
        subject: "user:etl",
        message:
          'The AccessKey a of RAM user "etl" is deleted without having been disabled in an earlier apply: ' +
          "it was disabled outside",
      },
    ]);
  });
});

describe("PLN003", () => {
  it.each<[string, PlanParts, string[]]>([
    ["the only key replaced", etl({ at: "a", do: "delete,create" }), ["error violation a"]],
    ["the only key deleted", etl({ at: "a", do: "delete" }), ["error violation a"]],
    ["the only key disabled", etl({ at: "a", do: "update", after: "Inactive" }), ["warning violation a"]],
    [
      "the only live key disabled and the other deleted",
      etl({ at: "a", do: "update", after: "Inactive" }, { at: "b", do: "delete", before: "Inactive" }),
      ["warning violation a"],
    ],
    [
      "one disabled and the other deleted",
      etl({ at: "a", do: "update", after: "Inactive" }, { at: "b", do: "delete" }),
      ["error violation a"],
    ],
    ["both replaced", etl({ at: "a", do: "delete,create" }, { at: "b", do: "delete,create" }), ["error violation a"]],
    ["one of two replaced", etl({ at: "a", do: "delete,create" }, { at: "b", do: "no-op" }), []],
    [
      "the Inactive one of two replaced",
      etl({ at: "a", do: "delete,create", before: "Inactive" }, { at: "b", do: "no-op" }),
      [],
    ],
    ["the only key replaced create-first", etl({ at: "a", do: "create,delete" }), []],
    ["a user without a live key", etl({ at: "a", do: "delete", before: "Inactive" }), []],
    ["a first key", etl({ at: "a", do: "create" }), []],
    ["a tainted key", etl({ at: "a", do: "delete,create", reason: TAINTED }), []],
    [
      "a user that is deleted with its key",
      { users: [{ at: "u", name: "etl", do: "delete" }], keys: [{ at: "a", do: "delete" }] },
      [],
    ],
    ["a user that may have other keys", { keys: [{ at: "a", do: "delete" }] }, ["warning indeterminate a"]],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN003, parts)).toEqual(expected);
  });

  it("tells a moment from what stays", () => {
    expect(planFindings(PLN003, etl({ at: "a", do: "delete,create" }))[0]?.message).toBe(
      'RAM user "etl" may have no live AccessKey for a part of the apply: delete a',
    );
    expect(planFindings(PLN003, etl({ at: "a", do: "update", after: "Inactive" }))[0]?.message).toBe(
      'RAM user "etl" may have no live AccessKey after the apply: disable a',
    );
  });

  it("states nothing as a fact where nobody has counted the keys made elsewhere", () => {
    const messageOf = (...keys: PlannedKey[]): string | undefined => planFindings(PLN003, etl(...keys))[0]?.message;
    const replaced = { at: "a", do: "delete,create" };
    const deleted = { at: "a", do: "delete" };
    const created = { at: "c", do: "create" };
    const part = "no live AccessKey for a part of the apply: delete a";
    expect(messageOf(replaced)).toBe(`RAM user "etl" may have ${part}`);
    expect(messageOf(replaced, created)).toBe(`RAM user "etl" may have ${part}`);
    expect(messageOf(deleted, created)).toBe(`RAM user "etl" may have ${part}`);
    expect(messageOf(replaced, { at: "b", do: "delete,create" })).toBe(`RAM user "etl" may have ${part}, delete b`);
    expect(messageOf(deleted, { at: "b", do: "delete" })).toBe(
      'RAM user "etl" may have no live AccessKey after the apply: delete a, delete b',
    );
  });

  it("tells how a key keeps its address, where another address gets a key", () => {
    const fixOf = (...keys: PlannedKey[]): string | undefined => planFindings(PLN003, etl(...keys))[0]?.fix;
    expect(fixOf({ at: "a", do: "delete" }, { at: "c", do: "create" })).toContain("moved block");
    expect(fixOf({ at: "a", do: "delete,create" }, { at: "c", do: "create" })).toBe(PLN003.fix);
    expect(fixOf({ at: "a", do: "delete" })).toBe(PLN003.fix);
  });
});

describe("PLN009", () => {
  it.each<[string, PlanParts, string[]]>([
    ["a tainted key", etl({ at: "a", do: "delete,create", reason: TAINTED }), ["warning violation a"]],
    ["a key that is replaced by request", etl({ at: "a", do: "delete,create", reason: "replace_by_request" }), []],
    ["a key as it was", etl({ at: "a", do: "no-op" }), []],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN009, parts)).toEqual(expected);
  });
});

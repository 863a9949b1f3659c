import { PLN012 } from "../../../lib/rules/plan/pln012";
import type { PlanParts, PlannedKey } from "../../plan/plans";
import { MADE, planFindings, planGist } from "./findings";

const USED_BY = new Map([
  ["app/alicloud_ram_access_key.a", [{ service: "hologres", name: "bi-production", owner: "bi-team@example.com" }]],
]);
const etl = (...keys: PlannedKey[]): PlanParts => ({ users: MADE, keys });

describe("PLN012", () => {
  it.each<[string, PlanParts, string[]]>([
    ["a key replaced under its consumers", etl({ at: "a", do: "delete,create" }), ["warning violation a"]],
    [
      "the same create-first, since nobody hands over the secret in an apply",
      etl({ at: "a", do: "create,delete" }),
      ["warning violation a"],
    ],
    [
      "a key deleted while another one is created",
      etl({ at: "a", do: "delete" }, { at: "b", do: "create" }),
      ["warning violation a"],
    ],
    ["a key deleted for good", etl({ at: "a", do: "delete" }), []],
    ["a key that was Inactive", etl({ at: "a", do: "delete,create", before: "Inactive" }), []],
    ["a key without consumers", etl({ at: "b", do: "delete,create" }), []],
    ["a tainted key", etl({ at: "a", do: "delete,create", reason: "replace_because_tainted" }), []],
  ])("judges %s", (_, parts, expected) => {
    expect(planGist(PLN012, parts, { formerConsumers: USED_BY })).toEqual(expected);
  });

  it("names the consumers", () => {
    const [finding] = planFindings(PLN012, etl({ at: "a", do: "delete,create" }), { formerConsumers: USED_BY });
    expect(finding?.message).toBe(
      'The AccessKey a of RAM user "etl" is gone before bi-production (hologres, bi-team@example.com) ' +
        "can change over to the next one",
    );
  });

  it("knows resources that read the secret, which come after a key that is deleted first", () => {
    const reader = {
      address: "terraform_data.bi",
      mode: "managed",
      type: "terraform_data",
      name: "bi",
      expressions: { input: { references: ["alicloud_ram_access_key.a.secret", "alicloud_ram_access_key.a"] } },
    };
    const parts = { ...etl({ at: "a", do: "delete,create" }), resources: [reader] };
    expect(planFindings(PLN012, parts)[0]?.message).toContain("is gone before terraform_data.bi can change over");
    expect(planGist(PLN012, { ...parts, keys: [{ at: "a", do: "create,delete" }] })).toEqual([]);
  });
});

import type { AccessKey } from "../../../lib/inventory/model";
import { KEY006 } from "../../../lib/rules/keys/key006";
import { accessKey, findingsOf, gist, unknown } from "../inventory";

const limited = (atMost: number) => ({ ...unknown("k.count"), atMost });

describe("KEY006", () => {
  it.each<[string, Partial<AccessKey>, string[]]>([
    ["no repetition", {}, []],
    ["a count of 0", { repeatedBy: "count", instances: 0 }, []],
    ["a count of 1", { repeatedBy: "count", instances: 1 }, []],
    ["a condition between 0 and 1", { repeatedBy: "count", instances: limited(1) }, []],
    ["a count of 2", { repeatedBy: "count", instances: 2 }, ["error violation app/k"]],
    ["one of two by count", { repeatedBy: "count", amongst: 2 }, ["error violation app/k"]],
    ["the only one by count", { repeatedBy: "count", amongst: 1 }, []],
    ["a condition between 0 and 2", { repeatedBy: "count", instances: limited(2) }, ["warning indeterminate app/k"]],
    [
      "a number of at least 2",
      { repeatedBy: "count", instances: { ...unknown("k.count"), atLeast: 2 } },
      ["error violation app/k"],
    ],
    ["a variable", { repeatedBy: "count", instances: unknown("k.count") }, ["warning indeterminate app/k"]],
    ["names that are written down", { repeatedBy: "for_each", instances: 2 }, []],
    [
      "names that are generated",
      { repeatedBy: "for_each", instances: unknown("k.for_each"), unstableNames: "range() numbers them" },
      ["error violation app/k"],
    ],
    [
      "names that are not known",
      { repeatedBy: "for_each", instances: unknown("k.for_each"), unstableNames: unknown("k.for_each") },
      ["warning indeterminate app/k"],
    ],
  ])("judges %s", (_, parts, expected) => {
    expect(gist(findingsOf(KEY006, { accessKeys: [accessKey("app/k", parts)] }))).toEqual(expected);
  });

  it("says why the names may change", () => {
    const accessKeys = [accessKey("app/k", { repeatedBy: "for_each", unstableNames: "range() numbers them" })];
    expect(findingsOf(KEY006, { accessKeys })[0]?.message).toContain("because range() numbers them");
  });
});

import type { AccessKey } from "../../../lib/inventory/model";
import { KEY003 } from "../../../lib/rules/keys/key003";
import { accessKey, findingsOf, gist, ownerOf, rootKey, unknown } from "../inventory";

const STATUS = unknown("k.status");

describe("KEY003", () => {
  const owner = ownerOf("etl");
  const keys = (...parts: Partial<AccessKey>[]): AccessKey[] =>
    parts.map((part, index) => accessKey(`app/${index + 1}`, { owner, ...part }));

  it.each<[string, AccessKey[], string[]]>([
    ["two keys without a status", keys({}, {}), ["warning violation app/2"]],
    ["two pinned keys", keys({ status: "Active" }, { status: "Active" }), ["warning violation app/2"]],
    ["two by count", keys({ instances: 2 }), ["warning violation app/1"]],
    ["three, one of them Inactive", keys({}, { status: "Inactive" }, {}), ["warning violation app/3"]],
    ["one key", keys({}), []],
    ["one Active and one Inactive", keys({}, { status: "Inactive" }), []],
    ["none by count", keys({}, { instances: 0 }), []],
    ["a condition that excludes the second", keys({ instances: { ...unknown("k.count"), atMost: 1 } }), []],
    ["a status that is not known", keys({}, { status: STATUS }), ["info indeterminate app/2"]],
    [
      "a condition that allows two",
      keys({}, { instances: { ...unknown("k.count"), atMost: 1 } }),
      ["info indeterminate app/2"],
    ],
    ["a count that is not known", keys({ instances: unknown("k.count") }), ["info indeterminate app/1"]],
    ["two, and a third of which nothing is known", keys({}, {}, { status: STATUS }), ["warning violation app/3"]],
    ["keys of two users", [...keys({}), accessKey("app/2", { owner: ownerOf("bi") })], []],
    ["keys whose user is not known", keys({ owner: STATUS }, { owner: STATUS }), []],
    ["root keys", [rootKey("app/1"), rootKey("app/2")], []],
  ])("judges %s", (_, accessKeys, expected) => {
    expect(gist(findingsOf(KEY003, { accessKeys }))).toEqual(expected);
  });

  it("says how many, and where", () => {
    const [finding] = findingsOf(KEY003, { accessKeys: keys({}, {}) });
    expect(finding).toMatchObject({ message: 'RAM user "etl" would have 2 Active AccessKeys', subject: "user:etl" });
    expect(finding?.related.map(({ path }) => path)).toEqual(["app/1", "app/2"]);
    expect(findingsOf(KEY003, { accessKeys: keys({ instances: 2 }) })[0]?.related).toEqual([]);
    const [open] = findingsOf(KEY003, { accessKeys: keys({ instances: { ...unknown("k.count"), atLeast: 3 } }) });
    expect(open?.message).toBe('RAM user "etl" would have at least 3 Active AccessKeys');
  });
});

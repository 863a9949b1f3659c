import { KEY005 } from "../../../lib/rules/keys/key005";
import { accessKey, findingsOf, gist, unknown } from "../inventory";

describe("KEY005", () => {
  it.each([
    ["reports a status pinned to Active", "Active", ["warning violation app/k"]],
    ["says nothing of a key that is disabled in code", "Inactive", []],
    ["says nothing when the status is left to the service", null, []],
    ["is indeterminate when the status is not known", unknown("k.status"), ["info indeterminate app/k"]],
  ])("%s", (_, status, expected) => {
    expect(gist(findingsOf(KEY005, { accessKeys: [accessKey("app/k", { status })] }))).toEqual(expected);
  });

  const lifecycle = { ignoresStatus: true, ignoresAll: false, preventsDestroy: false };

  it.each([
    ["says nothing where no apply touches the status", "Active", lifecycle, []],
    ["nor where only the status is not known", unknown("k.status"), lifecycle, []],
    [
      "is indeterminate when nothing tells whether one does",
      "Active",
      unknown("k.lifecycle"),
      ["info indeterminate app/k"],
    ],
    ["says nothing of a disabled key then", "Inactive", unknown("k.lifecycle"), []],
  ])("%s", (_, status, given, expected) => {
    const accessKeys = [accessKey("app/k", { status, lifecycle: given })];
    expect(gist(findingsOf(KEY005, { accessKeys }))).toEqual(expected);
  });

  it("says nothing of a block that declares no key", () => {
    const accessKeys = [accessKey("app/k", { status: "Active", instances: 0 })];
    expect(findingsOf(KEY005, { accessKeys })).toEqual([]);
  });
});

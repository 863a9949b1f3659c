import { KEY001 } from "../../../lib/rules/keys/key001";
import { accessKey, findingsOf, gist, rootKey, unknown } from "../inventory";

describe("KEY001", () => {
  it("reports a key without a user", () => {
    const findings = findingsOf(KEY001, { accessKeys: [accessKey("app/k", { owner: null, metadata: null })] });
    expect(gist(findings)).toEqual(["error violation app/k"]);
  });

  it("says nothing of a key with a user", () => {
    expect(findingsOf(KEY001, { accessKeys: [accessKey("app/k")] })).toEqual([]);
  });

  it("leaves a root key that was accepted in writing to ROOT001", () => {
    expect(findingsOf(KEY001, { accessKeys: [rootKey("app/k")] })).toEqual([]);
  });

  it("says nothing of a key with one of several users", () => {
    const owner = { ...unknown("alicloud_ram_access_key.k.user_name"), isSet: true } as const;
    expect(findingsOf(KEY001, { accessKeys: [accessKey("app/k", { owner })] })).toEqual([]);
  });

  it("says nothing of a block that declares no key", () => {
    expect(findingsOf(KEY001, { accessKeys: [accessKey("app/k", { owner: null, instances: 0 })] })).toEqual([]);
  });

  it("is indeterminate when the user is not known, and names the attribute", () => {
    const owner = unknown("alicloud_ram_access_key.k.user_name");
    const [finding] = findingsOf(KEY001, { accessKeys: [accessKey("app/k", { owner })] });
    expect(finding).toMatchObject({ level: "warning", verdict: "indeterminate", unknown: owner.attribute });
    expect(finding?.message).toContain("alicloud_ram_access_key.k.user_name is not known, because it is the variable");
    expect(finding?.fix).toBe("give user_name a value that the configuration tells");
  });
});

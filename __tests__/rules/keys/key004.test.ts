import type { AccessKey, AccountIdentity, Owner } from "../../../lib/inventory/model";
import { KEY004 } from "../../../lib/rules/keys/key004";
import { accessKey, accountOf, findingsOf, gist, ownerOf, ROOT_METADATA, rootKey, siteAt, unknown } from "../inventory";

const CONSUMER = siteAt("app/secret", { address: "kubernetes_secret.s" });

function keys(owner: Owner, first: number, rest: number): AccessKey[] {
  return Array.from({ length: first + rest }, (_, index) => {
    const path = `app/${index + 1}`;
    return accessKey(path, { owner, createBeforeDestroy: index < first ? siteAt(path) : null });
  });
}

describe("KEY004", () => {
  it.each<[string, AccessKey[], string[]]>([
    ["no such key", keys(ownerOf("etl"), 0, 2), []],
    ["the only key", keys(ownerOf("etl"), 1, 0), ["warning violation app/1"]],
    ["one of two keys", keys(ownerOf("etl"), 1, 1), ["error violation app/1"]],
    ["both keys", keys(ownerOf("etl"), 2, 0), ["error violation app/1", "error violation app/2"]],
    ["one beside one that exists", keys(ownerOf("etl", { existingAccessKeys: 1 }), 1, 0), ["error violation app/1"]],
    [
      "one of a user of whom nobody knows the keys",
      keys(ownerOf("etl", { existingAccessKeys: unknown("existingAccessKeys") }), 1, 0),
      ["warning indeterminate app/1"],
    ],
    [
      "one of two, whatever else there is",
      keys(ownerOf("etl", { existingAccessKeys: unknown("existingAccessKeys") }), 1, 1),
      ["error violation app/1"],
    ],
    [
      "a count that is not known",
      [accessKey("app/1", { createBeforeDestroy: CONSUMER, instances: unknown("k.count") })],
      ["warning indeterminate app/1"],
    ],
    [
      "a count of two",
      [accessKey("app/1", { createBeforeDestroy: CONSUMER, instances: 2 })],
      ["error violation app/1"],
    ],
    ["a count of none", [accessKey("app/1", { createBeforeDestroy: CONSUMER, instances: 0 })], []],
    [
      "a user that is not known",
      [accessKey("app/1", { createBeforeDestroy: CONSUMER, owner: unknown("k.user_name") })],
      ["warning indeterminate app/1"],
    ],
    [
      "a key of nobody",
      [accessKey("app/1", { createBeforeDestroy: CONSUMER, owner: null, metadata: null })],
      ["warning violation app/1"],
    ],
    ["a root key among few", [rootKey("app/1", { createBeforeDestroy: CONSUMER })], ["warning violation app/1"]],
  ])("judges %s", (_, accessKeys, expected) => {
    expect(gist(findingsOf(KEY004, { accessKeys }))).toEqual(expected);
  });

  it("takes the quotas of the account", () => {
    const replaced = (account: AccountIdentity): string[] =>
      gist(findingsOf(KEY004, { accessKeys: keys(ownerOf("etl", { account }), 1, 1) }));
    expect(replaced({ ...accountOf("1"), quotas: { accessKeysPerUser: 3 } })).toEqual(["warning violation app/1"]);
    const claimed = accountOf("1", { declared: { accountId: "1", quotas: { accessKeysPerUser: 3 } } });
    expect(replaced(claimed)).toEqual(["warning indeterminate app/1"]);
  });

  it("counts root keys of one account, with those that exist", () => {
    const account = accountOf("1", { declared: { accountId: "1", existingAccountAccessKeys: 4 } });
    const parts = { account, metadata: ROOT_METADATA, createBeforeDestroy: CONSUMER };
    expect(gist(findingsOf(KEY004, { accessKeys: [rootKey("app/1", parts)] }))).toEqual(["error violation app/1"]);
  });

  it("names the resource from which it comes", () => {
    const [finding] = findingsOf(KEY004, { accessKeys: [accessKey("app/1", { createBeforeDestroy: CONSUMER })] });
    expect(finding?.message).toContain("kubernetes_secret.s needs the AccessKey");
    expect(finding?.related).toMatchObject([{ address: "kubernetes_secret.s" }]);
    const [own] = findingsOf(KEY004, { accessKeys: keys(ownerOf("etl"), 1, 0) });
    expect(own).toMatchObject({ subject: "user:etl", related: [] });
    expect(own?.message).toContain("The AccessKey is created before it is destroyed: a replacement needs a free slot");
  });
});

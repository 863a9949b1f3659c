import type { KmsRamSecret } from "../../../lib/inventory/model";
import { KEY009 } from "../../../lib/rules/keys/key009";
import { accessKey, findingsOf, gist, ownerOf, secretUse, siteAt, unknown } from "../inventory";

const ETL = ownerOf("etl");
const SITE = siteAt("app/s", { address: "alicloud_kms_secret.s" });
const KEY = accessKey("app/k", { owner: ETL });

function secret(parts: Partial<KmsRamSecret> = {}): KmsRamSecret {
  return { site: SITE, owner: ETL, rotates: true, ...parts };
}

describe("KEY009", () => {
  it.each<[string, KmsRamSecret, string[]]>([
    ["a secret that rotates the keys of the user", secret(), ["error violation app/k"]],
    ["one that rotates nothing", secret({ rotates: false }), []],
    ["one of another user", secret({ owner: ownerOf("bi") }), []],
    [
      "one that may rotate",
      secret({ rotates: unknown("s.enable_automatic_rotation") }),
      ["warning indeterminate app/s"],
    ],
    ["one of another user that may rotate", secret({ owner: ownerOf("bi"), rotates: unknown("s.r") }), []],
    ["one whose user is not known", secret({ owner: unknown("s.extended_config") }), ["warning indeterminate app/s"]],
    ["one whose user is not known, and that rotates nothing", secret({ owner: unknown("s.e"), rotates: false }), []],
  ])("judges %s", (_, kmsRamSecret, expected) => {
    expect(gist(findingsOf(KEY009, { accessKeys: [KEY], kmsRamSecrets: [kmsRamSecret] }))).toEqual(expected);
  });

  it("knows the key by its secret where the user is not known", () => {
    const use = secretUse({ site: SITE, place: "resource", attribute: "secret_data", accessKey: KEY.site });
    const parts = { accessKeys: [KEY], kmsRamSecrets: [secret({ owner: unknown("s.e") })], secretUses: [use] };
    expect(gist(findingsOf(KEY009, parts))).toEqual(["error violation app/k"]);
    const elsewhere = [
      { ...use, site: siteAt("app/t", { address: "alicloud_kms_secret.t" }) },
      { ...use, accessKey: { stack: "app", address: "alicloud_ram_access_key.other" } },
    ];
    expect(gist(findingsOf(KEY009, { ...parts, secretUses: elsewhere }))).toEqual(["warning indeterminate app/s"]);
  });

  it("names the user and the other place", () => {
    const [violation] = findingsOf(KEY009, { accessKeys: [KEY], kmsRamSecrets: [secret()] });
    expect(violation).toMatchObject({ subject: "user:etl", related: [{ address: "alicloud_kms_secret.s" }] });
    const kmsRamSecrets = [secret({ rotates: unknown("s.enable_automatic_rotation") })];
    const [doubt] = findingsOf(KEY009, { accessKeys: [KEY], kmsRamSecrets });
    expect(doubt).toMatchObject({ related: [{ address: "alicloud_ram_access_key.k" }] });
  });

  it("says nothing where Terraform manages no key", () => {
    const kmsRamSecrets = [secret({ owner: unknown("s.e") }), secret()];
    expect(findingsOf(KEY009, { kmsRamSecrets })).toEqual([]);
    expect(findingsOf(KEY009, { kmsRamSecrets, accessKeys: [{ ...KEY, instances: 0 }] })).toEqual([]);
  });
});

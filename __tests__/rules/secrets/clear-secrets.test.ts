import type { AccessKey, SecretUse } from "../../../lib/inventory/model";
import { SEC005 } from "../../../lib/rules/secrets/sec005";
import { SEC006 } from "../../../lib/rules/secrets/sec006";
import { SEC008 } from "../../../lib/rules/secrets/sec008";
import { accessKey, findingsOf, gist, secretUse, siteAt, unknown } from "../inventory";
import { planFindings } from "../plan/plans";

const CLEAR = { pgpKey: null, recipient: null };

function findings(rule: typeof SEC006, use: Partial<SecretUse>, key: Partial<AccessKey> = CLEAR): string[] {
  return gist(findingsOf(rule, { accessKeys: [accessKey("app/k", key)], secretUses: [secretUse(use)] }));
}

describe("SEC006", () => {
  it.each<[string, Partial<SecretUse>, Partial<AccessKey>, string[]]>([
    ["a sensitive output", {}, CLEAR, ["warning violation app/out"]],
    ["a sensitive output of a key with an empty pgp_key", {}, { pgpKey: "" }, ["warning violation app/out"]],
    ["one of an encrypted secret, which is empty", {}, {}, []],
    ["one of a secret that may be encrypted", {}, { pgpKey: unknown("k.pgp_key") }, ["info indeterminate app/out"]],
    ["one of a key that is declared elsewhere", { accessKey: siteAt("other/k") }, {}, ["warning violation app/out"]],
    ["an output that is not sensitive: SEC005", { sensitive: false }, CLEAR, []],
    ["nonsensitive(): SEC005", { unmasked: true }, CLEAR, []],
    ["another use", { place: "resource" }, CLEAR, []],
  ])("judges %s", (_, use, key, expected) => {
    expect(findings(SEC006, use, key)).toEqual(expected);
  });
});

describe("a secret whose key the plan takes away", () => {
  const uses = { secretUses: [secretUse({ sensitive: true }), secretUse({ sensitive: false })] };
  const before = { accessKeys: [accessKey("app/k", CLEAR)] };

  it.each([SEC005, SEC006, SEC008])("is read no more: $id", (rule) => {
    expect(planFindings(rule, { before, after: uses })).toEqual([]);
    const places = uses.secretUses.map((use) => ({ ...use, place: rule === SEC008 ? "resource" : use.place }) as const);
    expect(planFindings(rule, { before, after: { ...before, secretUses: places } })).not.toEqual([]);
  });
});

describe("SEC008", () => {
  const inResource = (address: string, attribute: string): Partial<SecretUse> => ({
    place: "resource",
    site: siteAt("app/r", { address }),
    attribute,
  });
  const fires = ["error violation app/r"];

  it.each<[string, Partial<SecretUse>, string[]]>([
    ["user data", inResource("alicloud_instance.i", "user_data"), fires],
    ["an attribute of a type that nobody knows", inResource("t.x", "password"), fires],
    ["a file, hidden on the screen only", inResource("local_sensitive_file.f", "content"), fires],
    ["another attribute of a secret store", inResource("kubernetes_secret.s", "metadata.0.labels.key"), fires],
    ["a type with the name of a method", inResource("constructor.s", "data"), fires],
    ["a Kubernetes secret", inResource("kubernetes_secret.s", "data.password"), []],
    ["a KMS secret", inResource("alicloud_kms_secret.s", "secret_data"), []],
    ["a KMS secret of a module", inResource("module.m.module.inner.alicloud_kms_secret.s", "secret_data"), []],
    ["a type that is called like a module", inResource("t.module.m.alicloud_kms_secret.s", "secret_data"), fires],
    ["a write-only argument", inResource("t.x", "password_wo"), []],
    ["a provisioner", { ...inResource("kubernetes_secret.s", "provisioner.0.command"), place: "provisioner" }, fires],
    ["a data source", { ...inResource("data.external.e", "query.key"), place: "data" }, fires],
    ["an output: SEC005 and SEC006", { place: "output" }, []],
    ["a provider, which stores nothing", { place: "provider" }, []],
    ["a module, of which nothing is seen", { place: "module" }, ["warning indeterminate app/out"]],
  ])("judges %s", (_, use, expected) => {
    expect(findings(SEC008, use)).toEqual(expected);
  });

  it("asks whether there is a clear secret at all", () => {
    const use = inResource("t.x", "password");
    expect(findings(SEC008, use, {})).toEqual([]);
    expect(findings(SEC008, use, { pgpKey: unknown("k.pgp_key") })).toEqual(["warning indeterminate app/r"]);
  });
});

import type { AccessKey, LiteralCredential } from "../../../lib/inventory/model";
import { SEC001 } from "../../../lib/rules/secrets/sec001";
import { SEC002 } from "../../../lib/rules/secrets/sec002";
import { SEC005 } from "../../../lib/rules/secrets/sec005";
import { SEC007 } from "../../../lib/rules/secrets/sec007";
import { SEC009 } from "../../../lib/rules/secrets/sec009";
import { accessKey, findingsOf, gist, METADATA, secretUse, siteAt, unknown } from "../inventory";

describe("SEC001", () => {
  const clear = { pgpKey: null, recipient: null };

  it.each([
    ["reports a key without pgp_key", null, ["error violation app/k"]],
    ["takes an empty pgp_key for none, as the provider does", "", ["error violation app/k"]],
    ["says nothing of an encrypted one", "AAAA", []],
    ["is indeterminate when pgp_key is not known", unknown("k.pgp_key"), ["warning indeterminate app/k"]],
  ])("%s", (_, pgpKey, expected) => {
    expect(gist(findingsOf(SEC001, { accessKeys: [accessKey("app/k", { pgpKey })] }))).toEqual(expected);
  });

  it("shows the acceptance of SecretCustody.state", () => {
    const acknowledgement = { reason: "state is encrypted", until: "2026-12-31", owner: "team" };
    const metadata = { ...METADATA, custody: { kind: "state" as const, acknowledgement } };
    const [finding] = findingsOf(SEC001, { accessKeys: [accessKey("app/k", { ...clear, metadata })] });
    expect(finding?.acknowledged).toEqual(acknowledgement);
  });

  it("takes no custody for an acceptance that does not say so", () => {
    const metadata = { ...METADATA, custody: { kind: "pgp" as const } };
    const [finding] = findingsOf(SEC001, { accessKeys: [accessKey("app/k", { ...clear, metadata })] });
    expect(finding?.acknowledged).toBeNull();
  });
});

describe("SEC002", () => {
  it.each<[string, AccessKey["secretFile"], string[]]>([
    ["reports secret_file, also beside a pgp_key", "keys/k.json", ["error violation app/k"]],
    ["says nothing without one", null, []],
    ["says nothing of an empty one", "", []],
    ["is indeterminate when it is not known", unknown("k.secret_file"), ["warning indeterminate app/k"]],
    [
      "reports a path of which a part is known",
      { ...unknown("k.secret_file"), isSet: true },
      ["error violation app/k"],
    ],
  ])("%s", (_, secretFile, expected) => {
    expect(gist(findingsOf(SEC002, { accessKeys: [accessKey("app/k", { secretFile })] }))).toEqual(expected);
  });
});

describe("SEC005", () => {
  it.each([
    ["an output that is not sensitive", { sensitive: false }, 1],
    ["a sensitive output through nonsensitive()", { unmasked: true }, 1],
    ["nonsensitive() anywhere else", { place: "resource", sensitive: false, unmasked: true }, 1],
    ["a sensitive output", { sensitive: true }, 0],
    ["an attribute of a resource", { place: "resource", sensitive: false }, 0],
  ] as const)("judges %s", (_, parts, count) => {
    expect(findingsOf(SEC005, { secretUses: [secretUse(parts)] })).toHaveLength(count);
  });
});

describe("a secret that is perhaps read", () => {
  const use = secretUse({ sensitive: false, crossesStacks: true, unknown: unknown("output.secret.value") });

  it.each([SEC005, SEC007])("is indeterminate", (rule) => {
    const [finding] = findingsOf(rule, { secretUses: [use] });
    expect(finding).toMatchObject({ verdict: "indeterminate", level: "warning", unknown: "output.secret.value" });
    expect(finding?.message).toContain('output.secret.value is not known, because it is the variable "x"');
  });
});

describe("SEC007", () => {
  it("reports a secret of another stack, and names both ends", () => {
    const use = secretUse({ crossesStacks: true, accessKey: { stack: "keys", address: "alicloud_ram_access_key.k" } });
    const [finding] = findingsOf(SEC007, { secretUses: [use] });
    expect(finding?.level).toBe("error");
    expect(finding?.message).toBe('value takes the secret of alicloud_ram_access_key.k from the stack "keys"');
  });

  it("says nothing of a secret that stays where it is", () => {
    expect(findingsOf(SEC007, { secretUses: [secretUse({})] })).toEqual([]);
  });
});

describe("SEC009", () => {
  const site = siteAt("app/p", { address: "provider.alicloud", path: null });
  const cases: [string, LiteralCredential["kind"], LiteralCredential["place"], number][] = [
    ["a secret of a provider", "accessKeySecret", "provider", 1],
    ["a secret of a backend", "accessKeySecret", "backend", 1],
    ["a secret anywhere else", "accessKeySecret", "other", 1],
    ["the id that a provider authenticates with", "accessKeyId", "provider", 1],
    ["the id that a backend authenticates with", "accessKeyId", "backend", 1],
    ["an id anywhere else, which is no secret", "accessKeyId", "other", 0],
  ];
  it.each(cases)("judges %s", (_, kind, place, count) => {
    const literalCredentials = [{ site, attribute: "access_key", kind, place }];
    expect(findingsOf(SEC009, { literalCredentials })).toHaveLength(count);
  });
});

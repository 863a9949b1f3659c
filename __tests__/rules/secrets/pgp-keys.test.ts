import { SEC003 } from "../../../lib/rules/secrets/sec003";
import { SEC004 } from "../../../lib/rules/secrets/sec004";
import { SEC010 } from "../../../lib/rules/secrets/sec010";
import { accessKey, findingsOf, gist, TODAY, unknown } from "../inventory";

const KEY = { fingerprint: "F00D", userIds: [], expires: null, binary: "AAAA" };

describe("SEC003", () => {
  it("reports why a PGP key cannot be used, and never its text", () => {
    const recipient = { problem: "is a PRIVATE key" };
    const [finding] = findingsOf(SEC003, { accessKeys: [accessKey("app/k", { pgpKey: "c2VjcmV0", recipient })] });
    expect(finding).toMatchObject({ level: "error", fixed: true, message: "pgp_key is a PRIVATE key" });
    expect(JSON.stringify(finding)).not.toContain("c2VjcmV0");
  });

  it.each([
    ["an armoured key, which only we can read", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nx", 1],
    ["base64 with spaces", "AA AA", 1],
    ["base64 in lines", "AAAA\r\nAAAA\n", 0],
    ["base64", "AAAA", 0],
  ])("judges %s as the provider would", (_, pgpKey, count) => {
    const accessKeys = [accessKey("app/k", { pgpKey, recipient: { key: KEY } })];
    expect(findingsOf(SEC003, { accessKeys })).toHaveLength(count);
  });

  it("says of an armoured key what the provider takes", () => {
    const pgpKey = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nx";
    const [finding] = findingsOf(SEC003, { accessKeys: [accessKey("app/k", { pgpKey, recipient: { key: KEY } })] });
    expect(finding?.message).toBe("pgp_key is ASCII-armoured; the provider takes the base64 of the binary key");
  });

  it("says nothing where there is no PGP key, or a keybase name", () => {
    const accessKeys = [null, "", "keybase:somebody"].map((pgpKey, index) =>
      accessKey(`app/${index}`, { pgpKey, recipient: null }),
    );
    expect(findingsOf(SEC003, { accessKeys })).toEqual([]);
  });

  it("is indeterminate when the PGP key is not known", () => {
    const accessKeys = [accessKey("app/k", { pgpKey: unknown("k.pgp_key"), recipient: null })];
    expect(gist(findingsOf(SEC003, { accessKeys }))).toEqual(["warning indeterminate app/k"]);
  });
});

describe("SEC004", () => {
  it("reports a keybase name", () => {
    const accessKeys = [accessKey("app/k", { pgpKey: "keybase:somebody", recipient: null })];
    const findings = findingsOf(SEC004, { accessKeys });
    expect(gist(findings)).toEqual(["error violation app/k"]);
    expect(findings[0]?.message).toContain('"somebody"');
  });

  it("says nothing of a key, of none, or of one that is not known", () => {
    const accessKeys = ["AAAA", null, unknown("k.pgp_key")].map((pgpKey, index) =>
      accessKey(`app/${index}`, { pgpKey, recipient: null }),
    );
    expect(findingsOf(SEC004, { accessKeys })).toEqual([]);
  });
});

describe("SEC010", () => {
  const expiring = (expires: string | null, today = TODAY) =>
    findingsOf(SEC010, { accessKeys: [accessKey("app/k", { recipient: { key: { ...KEY, expires } } })] }, { today });

  it.each([
    ["2026-06-14T23:59:59.000Z", "The PGP key of the recipient expired on 2026-06-14"],
    ["2026-06-15T00:00:00.000Z", "The PGP key of the recipient expires on 2026-06-15"],
    ["2026-06-15T12:00:00.000Z", "The PGP key of the recipient expires on 2026-06-15"],
    ["2026-07-15T00:00:00.000Z", "The PGP key of the recipient expires on 2026-07-15"],
  ])("warns on 2026-06-15 of a key that ends at %s", (expires, message) => {
    expect(expiring(expires)).toMatchObject([{ level: "warning", message }]);
  });

  it.each(["2026-07-16T00:00:00.000Z", null])("says nothing of a key that ends at %s", (expires) => {
    expect(expiring(expires)).toEqual([]);
  });
});

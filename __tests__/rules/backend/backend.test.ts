import type { OssBackend, ProviderConstraint, StateBackend } from "../../../lib/inventory/deployment-model";
import type { AccessKey } from "../../../lib/inventory/model";
import { BCK001 } from "../../../lib/rules/backend/bck001";
import { BCK002 } from "../../../lib/rules/backend/bck002";
import { BCK003 } from "../../../lib/rules/backend/bck003";
import { BCK004 } from "../../../lib/rules/backend/bck004";
import { PRV001 } from "../../../lib/rules/backend/prv001";
import { accessKey, findingsOf, gist, siteAt, unknown } from "../inventory";

const SITE = siteAt("app", { address: "terraform.backend.x", path: null });

function backend(type: string, oss: OssBackend | null = null): StateBackend {
  return { site: SITE, type, oss };
}

describe("BCK001", () => {
  const findings = (type: string, key: Partial<AccessKey>, path = "app/k"): string[] =>
    gist(findingsOf(BCK001, { backends: [backend(type)], accessKeys: [accessKey(path, key)] }));
  const clear = { pgpKey: null, recipient: null };

  it.each<[string, string, Partial<AccessKey>, string[]]>([
    ["a clear secret in a local state", "local", clear, ["error violation terraform.backend.x"]],
    ["an empty pgp_key", "local", { pgpKey: "" }, ["error violation terraform.backend.x"]],
    ["an encrypted secret", "local", {}, []],
    ["a pgp_key that is not known: SEC001", "local", { pgpKey: unknown("k.pgp_key") }, []],
    ["no instances", "local", { ...clear, instances: 0 }, []],
    ["another backend", "s3", clear, []],
  ])("judges %s", (_, type, key, expected) => {
    expect(findings(type, key)).toEqual(expected);
  });

  it("looks at the keys of the stack alone, and reports it once", () => {
    expect(findings("local", clear, "other/k")).toEqual([]);
    const accessKeys = ["app/d", "app/b", "app/c", "app/a"].map((path) => accessKey(path, clear));
    const [finding, ...others] = findingsOf(BCK001, { backends: [backend("local")], accessKeys });
    expect(others).toEqual([]);
    expect(finding?.message).toContain("4 AccessKey declarations");
    expect(finding?.related.map((place) => place.path)).toEqual(["app/a", "app/b", "app/c"]);
  });
});

describe.each([BCK002, BCK003, BCK004])("$id", (rule) => {
  const good: OssBackend = { encrypt: true, lockTable: "locks", acl: "private" };
  const bad: OssBackend = { encrypt: false, lockTable: null, acl: "public-read-write" };
  const dark: OssBackend = { encrypt: unknown("e"), lockTable: unknown("l"), acl: unknown("a") };
  const verdicts = (oss: OssBackend | null): string[] =>
    findingsOf(rule, { backends: [backend("oss", oss)] }).map(({ level, verdict }) => `${level} ${verdict}`);

  it("fires, does not fire, and is indeterminate", () => {
    expect(verdicts(bad)).toEqual([`${rule.level} violation`]);
    expect(verdicts(good)).toEqual([]);
    expect(verdicts(dark)).toEqual([`${rule.level === "error" ? "warning" : "info"} indeterminate`]);
  });

  it("says nothing of other backends", () => {
    expect(verdicts(null)).toEqual([]);
  });
});

describe("BCK004", () => {
  it("takes the ACL of the bucket as it is", () => {
    const oss = { encrypt: true, lockTable: "locks", acl: null };
    expect(findingsOf(BCK004, { backends: [backend("oss", oss)] })).toEqual([]);
  });
});

describe("PRV001", () => {
  const need = { site: siteAt("app/k"), what: "alicloud_ram_access_key.pgp_key", since: "1.47.0" };
  const findings = (version: ProviderConstraint["version"], needed: ProviderConstraint["need"] = need): string[] =>
    findingsOf(PRV001, { providerConstraints: [{ site: SITE, version, need: needed }] }).map(
      ({ level, verdict }) => `${level} ${verdict}`,
    );

  it.each<[ProviderConstraint["version"], string[]]>([
    ["~> 1.289", []],
    ["1.47.0", []],
    [">= 1.47", []],
    ["> 1.46.98", ["error violation"]],
    [">= 1.0", ["error violation"]],
    ["< 2.0", ["error violation"]],
    ["> 2.0, < 1.0", []],
    [null, []],
    ["latest", ["warning indeterminate"]],
    [unknown("version"), ["warning indeterminate"]],
  ])("of the constraint %j", (version, expected) => {
    expect(findings(version)).toEqual(expected);
  });

  it("names what is not known, and what needs the newer provider", () => {
    const [finding] = findingsOf(PRV001, { providerConstraints: [{ site: SITE, version: "latest", need }] });
    expect(finding).toMatchObject({ unknown: "terraform.backend.x.version", related: [{ path: "app/k" }] });
  });

  it("says nothing where nothing needs a newer provider", () => {
    expect(findings(">= 1.0", null)).toEqual([]);
  });

  it("names both versions and what needs the newer one", () => {
    const [finding] = findingsOf(PRV001, { providerConstraints: [{ site: SITE, version: ">= 1.40", need }] });
    expect(finding?.message).toBe(
      'The constraint ">= 1.40" allows 1.40.0, but alicloud_ram_access_key.pgp_key needs 1.47.0',
    );
    expect(finding?.related).toMatchObject([{ path: "app/k" }]);
  });
});

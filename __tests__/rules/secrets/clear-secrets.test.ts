import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AccessKey, SecretUse } from "../../../lib/inventory/model";
import { SEC005 } from "../../../lib/rules/secrets/sec005";
import { SEC006 } from "../../../lib/rules/secrets/sec006";
import { SEC008 } from "../../../lib/rules/secrets/sec008";
import { SENSITIVE_ATTRIBUTES } from "../../../lib/registry/sensitive-attributes";
import { repository } from "../../documents";
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

describe("the secret of a key of which there are several", () => {
  const instance = (name: string, parts: Partial<AccessKey>): AccessKey =>
    accessKey("app/k", { site: siteAt("app/k", { address: `alicloud_ram_access_key.k["${name}"]` }), ...parts });
  const accessKeys = [instance("clear", CLEAR), instance("encrypted", {})];

  it.each([
    ["only that of the instance that is read, which is in clear", '.k["clear"]', 1],
    ["only that of the instance that is read, which is encrypted", '.k["encrypted"]', 0],
    ["that of one that there is not, which may have any custody", '.k["gone"]', 1],
    ["all of them, where it is not said which", ".k", 1],
  ])("is %s", (_, name, expected) => {
    const { stack } = siteAt("app/k");
    const use = secretUse({ accessKey: { stack, address: `alicloud_ram_access_key${name}` } });
    expect(findingsOf(SEC006, { accessKeys, secretUses: [use] })).toHaveLength(expected);
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
    ["one of an instance of a module", inResource('module.m["x.y"].alicloud_kms_secret.s["a.b"]', "secret_data"), []],
    ["one after a key with brackets", inResource('module.m["]."].alicloud_kms_secret.s', "secret_data"), []],
    ["a message queue account", inResource("alicloud_amqp_static_account.a", "secret_key"), []],
    ["its access key, which anybody sees", inResource("alicloud_amqp_static_account.a", "access_key"), fires],
    ["an application of SAE", inResource("alicloud_sae_application.a", "oss_ak_secret"), []],
    ["its environment", inResource("alicloud_sae_application.a", "envs"), fires],
    ["the sink of a log job", inResource("alicloud_log_etl.e", "etl_sinks.0.access_key_secret"), []],
    ["one without an index", inResource("alicloud_log_etl.e", "etl_sinks.access_key_secret"), []],
    ["dynamic ones", inResource("alicloud_log_etl.e", "dynamic.etl_sinks.0.content.0.access_key_secret"), []],
    ["what they are made from", inResource("alicloud_log_etl.e", "dynamic.etl_sinks.0.for_each.a"), fires],
    ["its script", inResource("alicloud_log_etl.e", "script"), fires],
    ["a whole sink", inResource("alicloud_log_etl.e", "etl_sinks"), fires],
    ["an argument with such a beginning", inResource("alicloud_log_etl.e", "access_key_secret_hint"), fires],
    [
      "an origin whose key is shown",
      inResource("alicloud_esa_origin_pool.p", "origins.0.auth_conf.0.secret_key"),
      fires,
    ],
    ["a record whose key is not", inResource("alicloud_esa_record.r", "auth_conf.0.secret_key"), []],
    ["what is read back in clear", inResource("alicloud_cloud_control_resource.r", "desire_attributes"), fires],
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

describe("sensitive attributes", () => {
  interface Schema {
    readonly block: {
      readonly attributes: Readonly<Record<string, { sensitive?: true; required?: true; optional?: true }>>;
    };
  }

  it("are those of the schema, as far as it is kept here", () => {
    const { provider_schemas: providers } = JSON.parse(
      readFileSync(join(repository, "provider-alicloud/schema/alicloud-schema.json"), "utf8"),
    ) as { provider_schemas: Record<string, { resource_schemas: Record<string, Schema> }> };
    const types = Object.entries(Object.values(providers)[0]?.resource_schemas ?? {});
    const marked = types.flatMap(([type, { block }]) => {
      const names = Object.entries(block.attributes).flatMap(([name, { sensitive, required, optional }]) =>
        sensitive && (required || optional) ? [name] : [],
      );
      return names.length > 0 ? [[type, names]] : [];
    });
    const known = new Set(types.map(([type]) => type));
    expect(marked).toEqual([...SENSITIVE_ATTRIBUTES].filter(([type]) => known.has(type)));
    expect(marked).toEqual([["alicloud_kms_secret", ["secret_data"]]]);
  });

  it("stand in the order of their types, each once", () => {
    const types = [...SENSITIVE_ATTRIBUTES.keys()];
    expect(types).toEqual([...new Set(types)].sort());
    for (const names of SENSITIVE_ATTRIBUTES.values()) {
      for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/);
    }
  });
});

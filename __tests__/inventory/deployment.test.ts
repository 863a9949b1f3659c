import { inventoryOf } from "./fixtures";

type Json = Record<string, unknown>;

describe("backends", () => {
  const backend = (terraform: Json) => inventoryOf({ terraform }).backends[0];
  const oss = (body: Json) => backend({ backend: { oss: { bucket: "states", ...body } } })?.oss;

  it("are local where none is declared", () => {
    expect(backend({})).toMatchObject({ type: "local", oss: null, site: { address: "terraform.backend.local" } });
    expect(backend({ backend: { s3: {} } })).toMatchObject({ type: "s3", oss: null });
    expect(backend({ cloud: {} })).toMatchObject({ type: "cloud" });
  });

  it.each<[Json, Json]>([
    [{}, { encrypt: false, lockTable: null, acl: null }],
    [
      { encrypt: true, tablestore_table: "locks", acl: "private" },
      { encrypt: true, lockTable: "locks", acl: "private" },
    ],
    [
      { encrypt: "true", tablestore_table: "", acl: "" },
      { encrypt: true, lockTable: null, acl: null },
    ],
    [{ encrypt: "false" }, { encrypt: false, lockTable: null, acl: null }],
  ])("of OSS with %j", (body, expected) => {
    expect(oss(body)).toEqual(expected);
  });

  it("of OSS are unknown where an expression or the command line completes them", () => {
    expect(oss({ encrypt: "${var.e}", acl: {} })).toMatchObject({
      encrypt: { unknown: true, attribute: "terraform.backend.oss.encrypt" },
      acl: { unknown: true },
      lockTable: null,
    });
    const partial = backend({ backend: { oss: { acl: "private" } } })?.oss;
    expect(partial).toMatchObject({ encrypt: { unknown: true }, lockTable: { unknown: true }, acl: "private" });
  });
});

describe("plain connections", () => {
  const connections = (content: Json): unknown =>
    inventoryOf(content).plainConnections.map(({ site, attribute, host, isLoopback, unknown }) =>
      unknown ? `${unknown.attribute} unknown` : `${site.address} ${attribute} ${host}${isLoopback ? " loopback" : ""}`,
    );
  const provider = (body: Json, name = "alicloud") => connections({ provider: { [name]: body } });

  it.each<[Json, string[]]>([
    [{}, []],
    [{ protocol: "HTTPS" }, []],
    [{ protocol: "http" }, []],
    [{ protocol: "HTTP" }, ["provider.alicloud protocol null"]],
    [{ protocol: "${var.p}" }, ["provider.alicloud.protocol unknown"]],
    [
      { protocol: "HTTP", endpoints: { ram: "127.0.0.1:8080" } },
      ["provider.alicloud endpoints.ram 127.0.0.1:8080 loopback"],
    ],
    [
      { protocol: "HTTP", endpoints: [{ ram: "localhost:1", sts: "sts.example.com" }] },
      ["provider.alicloud endpoints.ram localhost:1 loopback", "provider.alicloud endpoints.sts sts.example.com"],
    ],
    [
      { protocol: "HTTP", endpoints: { sts: "127.0.0.1:1" } },
      ["provider.alicloud endpoints.sts 127.0.0.1:1 loopback", "provider.alicloud protocol null"],
    ],
    [{ protocol: "HTTP", endpoints: { ram: "${var.e}" } }, ["provider.alicloud.endpoints.ram unknown"]],
    [{ credentials_uri: "http://10.0.0.1/" }, ["provider.alicloud credentials_uri 10.0.0.1"]],
    [{ alias: "b", log_endpoint: "HTTP://x.example.com" }, ["provider.alicloud.b log_endpoint x.example.com"]],
  ])("of the provider with %j", (body, expected) => {
    expect(provider(body)).toEqual(expected);
  });

  it.each<[Json, string[]]>([
    [{ host: "http://127.0.0.1:8001" }, ["provider.p host 127.0.0.1:8001 loopback"]],
    [{ url: "http://[::1]:80/" }, ["provider.p url [::1] loopback"]],
    [{ address: "http://dev.localhost" }, ["provider.p address dev.localhost loopback"]],
    [{ address: "http://127.0.0.1@evil.example.com/" }, ["provider.p address evil.example.com"]],
    [{ address: "http://127.0.0.1.example.com" }, ["provider.p address 127.0.0.1.example.com"]],
    [{ address: "http://0x7f.1" }, ["provider.p address 127.0.0.1 loopback"]],
    [{ address: "https://example.com" }, []],
    [{ address: "${var.a}" }, []],
    [{ address: "http://${var.a}" }, ["provider.p.address unknown"]],
    [{ http_proxy_url: "http://proxy.example.com" }, []],
    [{ note: "http://example.com" }, []],
    [{ "//": { url: "http://example.com" } }, []],
  ])("of another provider with %j", (body, expected) => {
    expect(provider(body, "p")).toEqual(expected);
  });

  it.each<[Json, string[]]>([
    [{ http: { address: "http://state.example.com/x" } }, ["terraform.backend.http address state.example.com"]],
    [{ http: { address: "https://state.example.com/x" } }, []],
    [{ oss: { endpoint: "http://oss.example.com" } }, ["terraform.backend.oss endpoint oss.example.com"]],
    [{ oss: { endpoint: "oss.example.com" } }, []],
    [{ consul: { address: "consul.example.com:8500" } }, ["terraform.backend.consul address consul.example.com:8500"]],
    [{ consul: { address: "127.0.0.1:8500" } }, ["terraform.backend.consul address 127.0.0.1:8500 loopback"]],
    [{ consul: { address: "consul.example.com", scheme: "https" } }, []],
    [{ consul: {} }, []],
  ])("of the backend %j", (backend, expected) => {
    expect(connections({ terraform: { backend } })).toEqual(expected);
  });
});

describe("provider constraints", () => {
  const constraints = (required: unknown, content: Json = {}): unknown =>
    inventoryOf({ terraform: { required_providers: required }, ...content }).providerConstraints.map(
      ({ site, version, need }) => [site.address, version, need && `${need.what} ${need.since}`],
    );
  const key = (body: Json) => ({ resource: { alicloud_ram_access_key: { k: body } } });

  it("are those of the alicloud provider, under any name", () => {
    expect(
      constraints({ alicloud: { source: "aliyun/alicloud", version: "~> 1.289" }, aws: { version: "5" } }),
    ).toEqual([["terraform.required_providers.alicloud", "~> 1.289", null]]);
    expect(constraints({ ali: { source: "aliyun/alicloud", version: ">= 1.0" } })).toEqual([
      ["terraform.required_providers.ali", ">= 1.0", null],
    ]);
    expect(constraints({ alicloud: ">= 1.0" })).toEqual([["terraform.required_providers.alicloud", ">= 1.0", null]]);
    expect(constraints({ alicloud: { source: "aliyun/alicloud" } })).toEqual([
      ["terraform.required_providers.alicloud", null, null],
    ]);
    expect(constraints({ alicloud: { version: "${var.v}" } })).toMatchObject([
      [expect.anything(), { unknown: true }, null],
    ]);
    expect(constraints(undefined, key({ pgp_key: "x" }))).toEqual([]);
  });

  it.each([
    ["a", "b"],
    ["b", "a"],
  ])("name the first of equal needs, whether %s or %s is written first", (...names) => {
    const keys = Object.fromEntries(names.map((name) => [name, { pgp_key: "x" }]));
    const content = {
      resource: { alicloud_ram_access_key: keys },
      terraform: { required_providers: { alicloud: "1" } },
    };
    expect(inventoryOf(content).providerConstraints[0]?.need?.site.address).toBe("alicloud_ram_access_key.a");
  });

  it.each<[Json, string | null]>([
    [key({ user_name: "etl" }), null],
    [key({ user_name: "etl", pgp_key: "${var.k}" }), "alicloud_ram_access_key.pgp_key 1.47.0"],
    [key({ pgp_key: null }), null],
    [
      { resource: { ...key({ pgp_key: "x" }).resource, alicloud_ram_access_key_policy: { p: {} } } },
      "alicloud_ram_access_key_policy 1.286.0",
    ],
    [{ data: { alicloud_ram_policy_document: { d: {} } } }, "data.alicloud_ram_policy_document 1.184.0"],
    [{ provider: { alicloud: { features: {} } } }, "provider.features 1.289.0"],
    [{ provider: { alicloud: { assume_role_with_oidc: [] } } }, null],
    [{ provider: { alicloud: { assume_role_with_oidc: [{}] } } }, "provider.assume_role_with_oidc 1.220.0"],
    [{ provider: { other: { features: {} } } }, null],
    [{ resource: { constructor: { x: {} } } }, null],
  ])("need, for %j, %s", (content, expected) => {
    expect(constraints({ alicloud: { version: "1.0.0" } }, content)).toEqual([
      ["terraform.required_providers.alicloud", "1.0.0", expected],
    ]);
  });
});

describe("KMS secrets with AccessKeys", () => {
  const secrets = (body: Json): unknown =>
    inventoryOf({
      resource: {
        alicloud_ram_user: { etl: { name: "etl" }, loader: { name: "${var.n}" }, other: { name: "x" } },
        alicloud_kms_secret: { s: { secret_type: "RAMCredentials", ...body } },
      },
    }).kmsRamSecrets.map(({ owner, rotates }) => {
      const label = owner === null ? null : "label" in owner ? owner.label : owner.because;
      return [label, typeof rotates === "boolean" ? rotates : rotates.because];
    });
  const config = (name: string) => ({
    extended_config: JSON.stringify({ SecretSubType: "RamUserAccessKey", UserName: name }),
  });

  it.each<[Json, unknown[]]>([
    [{ ...config("etl"), enable_automatic_rotation: true }, [['RAM user "etl"', true]]],
    [config("ETL"), [['RAM user "etl"', false]]],
    [
      { ...config("${alicloud_ram_user.etl.name}"), enable_automatic_rotation: "${var.r}" },
      [['RAM user "etl"', 'it is the variable "r"']],
    ],
    [{ extended_config: "${jsonencode({ UserName = alicloud_ram_user.etl.name })}" }, [['RAM user "etl"', false]]],
    [
      { extended_config: "${jsonencode({ UserName = alicloud_ram_user.loader.name })}" },
      [["alicloud_ram_user.loader", false]],
    ],
    [
      { extended_config: "${jsonencode([alicloud_ram_user.etl.name, alicloud_ram_user.other.name])}" },
      [["it names no RAM user", false]],
    ],
    [{ extended_config: "not JSON" }, [["it names no RAM user", false]]],
    [{}, [["it names no RAM user", false]]],
    [{ secret_type: "Generic", ...config("etl") }, []],
    [{ secret_type: null }, []],
  ])("with %j", (body, expected) => {
    expect(secrets(body)).toEqual(expected);
  });
});

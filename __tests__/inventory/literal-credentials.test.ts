import fc from "fast-check";
import { readConfiguration } from "../../lib/inventory/configuration";
import { ID, inventoryOf, SECRET, stack } from "./fixtures";

/** What was found, as `kind place address attribute`. */
function found(content: unknown): string[] {
  const { literalCredentials } = inventoryOf(content);
  expect(JSON.stringify(literalCredentials)).not.toContain(ID);
  return literalCredentials.map(({ kind, place, site, attribute }) => `${kind} ${place} ${site.address} ${attribute}`);
}

const inResource = (body: unknown): unknown => ({ resource: { t: { x: body } } });

describe("a literal credential", () => {
  it.each<[string, unknown, string[]]>([
    ["an id in an attribute", inResource({ a: { b: [ID] } }), ["accessKeyId other t.x a.b.0"]],
    ["an id within a text", inResource({ a: `key=${ID};` }), ["accessKeyId other t.x a"]],
    ["an old id", inResource({ a: ID.slice(0, 16) }), ["accessKeyId other t.x a"]],
    ["a pair", inResource({ a: ID, b: SECRET }), ["accessKeyId other t.x a", "accessKeySecret other t.x b"]],
    [
      "a pair in one text",
      inResource({ a: `${ID}:${SECRET}` }),
      ["accessKeyId other t.x a", "accessKeySecret other t.x a"],
    ],
    [
      "a pair in a list",
      inResource({ a: [SECRET, ID] }),
      ["accessKeySecret other t.x a.0", "accessKeyId other t.x a.1"],
    ],
    [
      "a secret under the name of its id",
      inResource({ a: { [ID]: SECRET } }),
      ["accessKeyId other t.x a", `accessKeySecret other t.x a.${ID.slice(0, 4)}…${ID.slice(-4)}`],
    ],
    [
      "a secret under access_key_secret",
      inResource({ access_key_secret: SECRET }),
      ["accessKeySecret other t.x access_key_secret"],
    ],
    [
      "a secret under ALICLOUD_SECRET_KEY",
      inResource({ env: { ALICLOUD_SECRET_KEY: SECRET } }),
      ["accessKeySecret other t.x env.ALICLOUD_SECRET_KEY"],
    ],
    [
      "a secret under secretAccessKey",
      inResource({ secretAccessKey: SECRET }),
      ["accessKeySecret other t.x secretAccessKey"],
    ],
    ["a comment of a resource", inResource({ "//": { note: ID } }), ["accessKeyId other t.x //.note"]],
    ["a comment of the file", { "//": [ID] }, ["accessKeyId other // //.0"]],
    ["a local", { locals: { a: { id: ID } } }, ["accessKeyId other locals locals.a.id"]],
    ["an output", { output: { o: [{ value: ID }] } }, ["accessKeyId other output.o value"]],
    [
      "a provider",
      { provider: { alicloud: [{}, { alias: "b", access_key: "x", secret_key: "y", security_token: "z" }] } },
      [
        "accessKeyId provider provider.alicloud.b access_key",
        "accessKeySecret provider provider.alicloud.b secret_key",
        "accessKeySecret provider provider.alicloud.b security_token",
      ],
    ],
    [
      "a provider of another local name",
      {
        terraform: { required_providers: [{ ali: { source: "registry.terraform.io/Aliyun/alicloud" } }] },
        provider: { ali: { secret_key: "y" } },
      },
      ["accessKeySecret provider provider.ali secret_key"],
    ],
    [
      "a backend",
      { terraform: [{ backend: [{ oss: [{ bucket: "b", access_key: "x", secret_key: "y" }] }] }] },
      [
        "accessKeyId backend terraform terraform.backend.oss.access_key",
        "accessKeySecret backend terraform terraform.backend.oss.secret_key",
      ],
    ],
    [
      "a secret as the name of its id",
      inResource({ a: { [SECRET]: ID } }),
      [`accessKeyId other t.x a.${SECRET}`, "accessKeySecret other t.x a"],
    ],
    [
      "a session of a provider and what is beside it",
      inResource({ a: ["STS", "NExample0Example0Example0"].join("."), b: SECRET }),
      ["accessKeyId other t.x a", "accessKeySecret other t.x b"],
    ],
    [
      "a script",
      inResource({ input: `export ALICLOUD_SECRET_KEY=${SECRET}\nrun` }),
      ["accessKeySecret other t.x input"],
    ],
    [
      "a document in a text",
      inResource({ input: JSON.stringify([{ name: "SecretAccessKey", value: SECRET }]) }),
      ["accessKeySecret other t.x input"],
    ],
    [
      "a list of settings",
      inResource({ env: [{ key: "ALICLOUD_SECRET_KEY", value: SECRET }] }),
      ["accessKeySecret other t.x env.0.value"],
    ],
    [
      "the default of a variable with a telling name",
      { variable: { access_key_secret: { default: SECRET } } },
      ["accessKeySecret other variable.access_key_secret default"],
    ],
    [
      "defaults of variables that a provider reads",
      {
        provider: { alicloud: { access_key: "${var.id}", secret_key: "${var.secret}" } },
        variable: { id: { default: "x" }, secret: { default: "y" } },
      },
      ["accessKeyId provider provider.alicloud access_key", "accessKeySecret provider provider.alicloud secret_key"],
    ],
    [
      "a local value that a provider reads",
      { provider: { alicloud: { secret_key: "${local.s}" } }, locals: { s: "${local.t}", t: "y" } },
      ["accessKeySecret provider provider.alicloud secret_key"],
    ],
    [
      "the halves of a template",
      { provider: { alicloud: { secret_key: '${"first"}${"second"}' } } },
      ["accessKeySecret provider provider.alicloud secret_key"],
    ],
    [
      "an expression under a telling name",
      inResource({ access_key_secret: `\${"${SECRET.slice(0, 9)}"}${SECRET.slice(9)}` }),
      ["accessKeySecret other t.x access_key_secret"],
    ],
    [
      "a text under a telling name of which a part is not known",
      inResource({ access_key_secret: `\${var.x}-${SECRET}` }),
      ["accessKeySecret other t.x access_key_secret"],
    ],
    ["a part that Terraform does not know", { unheard: { of: ID } }, ["accessKeyId other unheard unheard.of"]],
  ])("is found in %s", (_, content, expected) => {
    expect(found(content).sort()).toEqual([...expected].sort());
  });

  it.each<[string, unknown]>([
    ["a secret's form alone", inResource({ a: SECRET, md5: "0".repeat(30) })],
    ["a longer word", inResource({ a: `x${ID}`, b: `${ID}${ID}`, access_key_secret: `${SECRET}0` })],
    ["an expression", { provider: { alicloud: { access_key: "${var.a}", secret_key: "${var.b}" } } }],
    ["a variable without a value", { provider: { alicloud: { secret_key: "${var.b}" } }, variable: { b: {} } }],
    ["an empty default", { provider: { alicloud: { secret_key: "${var.b}" } }, variable: { b: { default: "" } } }],
    ["a word far from a telling name", inResource({ a: `unset ALICLOUD_SECRET_KEY; ${"run ".repeat(9)} ${SECRET}` })],
    ["a setting of another name", inResource({ env: [{ name: "REGION", value: SECRET }] })],
    ["nothing", { provider: { alicloud: { access_key: "", secret_key: null } } }],
    ["another provider's arguments", { provider: { other: { access_key: "x", secret_key: "y" } } }],
    ["a secret beside an id of another object", inResource({ a: SECRET, b: { c: "x" } })],
  ])("is not seen in %s", (_, content) => {
    expect(found(content)).toEqual([]);
  });

  it("is found in what an override file replaces, and in the override", () => {
    const files = [
      { name: "main.tf.json", content: { provider: { alicloud: { secret_key: "x" } } } },
      { name: "override.tf.json", content: { provider: { alicloud: { secret_key: "y" } } } },
    ];
    const { literalCredentials } = readConfiguration([{ name: "app", files }]);
    expect(literalCredentials.map(({ place, site }) => [place, site.address])).toEqual([
      ["provider", "provider.alicloud"],
      ["provider", "provider.alicloud"],
    ]);
  });

  it("is found in files with values of variables, and through them", () => {
    const content = { provider: { alicloud: { secret_key: "${var.s}" } }, variable: { s: { default: "" } } };
    const variableFiles = [{ name: "a/terraform.tfvars.json", content: { s: "y", id: ID, other: SECRET } }];
    const { literalCredentials } = readConfiguration([stack("app", content, { variableFiles })]);
    expect(literalCredentials.map(({ site, attribute }) => `${site.address} ${attribute}`)).toEqual([
      "provider.alicloud secret_key",
      "terraform.tfvars.json terraform.tfvars.json.id",
      "terraform.tfvars.json terraform.tfvars.json.other",
    ]);
  });

  it("is found once in a module that is called twice, also by what its callers pass", () => {
    const files = [
      {
        name: "m.tf.json",
        content: { variable: { s: {} }, provider: { alicloud: { secret_key: "${var.s}" } }, locals: { a: ID } },
      },
    ];
    const content = {
      module: { one: { source: "./m", s: "${var.x}" }, two: { source: "./m", s: SECRET } },
      variable: { x: { default: "z" } },
    };
    const modules = [
      { path: ["one"], files },
      { path: ["two"], files },
    ];
    const { literalCredentials } = readConfiguration([stack("app", content, { modules })]);
    expect(literalCredentials.map(({ site, attribute }) => `${site.address} ${attribute}`)).toEqual([
      "locals locals.a",
      "module.one.provider.alicloud secret_key",
      "module.two.provider.alicloud secret_key",
    ]);
  });

  it("is found in what a module hands out, and in a default that a file overrides", () => {
    const inner = { variable: { s: { default: "x" } }, output: { s: { value: "${var.s}" } } };
    const outer = { module: { inner: { source: "./inner" } }, output: { s: { value: "${module.inner.s}" } } };
    const content = {
      module: { m: { source: "./m" } },
      variable: { d: { default: "x" } },
      provider: { alicloud: [{ secret_key: "${module.m.s}" }, { alias: "d", secret_key: "${var.d}" }] },
    };
    const modules = [
      { path: ["m"], files: [{ name: "m.tf.json", content: outer }] },
      { path: ["m", "inner"], files: [{ name: "inner.tf.json", content: inner }] },
    ];
    const variableFiles = [{ name: "terraform.tfvars.json", content: { d: "" } }];
    const { literalCredentials } = readConfiguration([stack("app", content, { modules, variableFiles })]);
    const found = literalCredentials.map(({ site }) => site.address);
    expect(found.sort()).toEqual(["provider.alicloud", "provider.alicloud.d"]);
  });

  it("is not seen in a variable of a module by the value of one of the root that has its name", () => {
    const content = { module: { m: { source: "./m" } }, variable: { s: {} } };
    const inner = { variable: { s: {} }, provider: { alicloud: { secret_key: "${var.s}" } } };
    const modules = [{ path: ["m"], files: [{ name: "m.tf.json", content: inner }] }];
    const variableFiles = [{ name: "terraform.tfvars.json", content: { s: "y" } }];
    expect(readConfiguration([stack("app", content, { modules, variableFiles })]).literalCredentials).toEqual([]);
  });

  it("is found wherever it stands", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(null), fc.string()), { maxLength: 10 }), (steps) => {
        let content: unknown = ID;
        for (const step of [...steps, "resource"]) content = step === null ? [content] : { [step]: content };
        expect(inventoryOf(content).literalCredentials).toHaveLength(1);
      }),
    );
  });

  it("has the place of the construct", () => {
    const comment = { metadata: { path: "app/x" }, ramparts: { source: "src/main.ts:7" } };
    const { literalCredentials } = inventoryOf(inResource({ "//": comment, a: ID }));
    expect(literalCredentials[0]?.site).toEqual({
      stack: "app",
      address: "t.x",
      path: "app/x",
      source: { file: "src/main.ts", line: 7 },
    });
  });
});

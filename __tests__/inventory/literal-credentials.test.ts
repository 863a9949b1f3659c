import fc from "fast-check";
import { readConfiguration } from "../../lib/inventory/configuration";
import { ID, inventoryOf, SECRET } from "./fixtures";

/** What was found, as `kind place address attribute`. */
function found(content: unknown): string[] {
  const { literalCredentials } = inventoryOf(content);
  const text = JSON.stringify(literalCredentials);
  expect(text).not.toContain(ID);
  expect(text).not.toContain(SECRET);
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
      ["accessKeyId other t.x a", "accessKeySecret other t.x …"],
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
        "accessKeyId backend terraform terraform.0.backend.0.oss.0.access_key",
        "accessKeySecret backend terraform terraform.0.backend.0.oss.0.secret_key",
      ],
    ],
    ["a part that Terraform does not know", { unheard: { of: ID } }, ["accessKeyId other unheard unheard.of"]],
  ])("is found in %s", (_, content, expected) => {
    expect(found(content).sort()).toEqual([...expected].sort());
  });

  it.each<[string, unknown]>([
    ["a secret's form alone", inResource({ a: SECRET, md5: "0".repeat(30) })],
    ["a longer word", inResource({ a: `x${ID}`, b: `${ID}${ID}`, access_key_secret: `${SECRET}0` })],
    ["an expression", { provider: { alicloud: { access_key: "${var.a}", secret_key: "${var.b}" } } }],
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

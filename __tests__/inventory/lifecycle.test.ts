import { readConfiguration } from "../../lib/inventory/configuration";
import { inventoryOf, stack, withKeys } from "./fixtures";

type Json = Record<string, unknown>;

const FIRST = { lifecycle: { create_before_destroy: true } };
const ID = "${alicloud_ram_access_key.k.id}";
const USER = "${alicloud_ram_user.u.name}";

/** The resource for whose sake the key `k` is created first. */
function origin(key: Json, rest: Json = {}): string | null {
  const { accessKeys } = inventoryOf(withKeys({ k: key }, rest));
  return accessKeys[0]?.createBeforeDestroy?.address ?? null;
}

describe("create_before_destroy", () => {
  it.each<[string, Json]>([
    ["true", FIRST],
    ["text", { lifecycle: { create_before_destroy: "true" } }],
    ["a constant", { lifecycle: [{ create_before_destroy: "${true}" }] }],
  ])("of the key itself, as %s", (_, key) => {
    expect(origin(key)).toBe("alicloud_ram_access_key.k");
  });

  it.each<[string, Json]>([
    ["absent", {}],
    ["false", { lifecycle: { create_before_destroy: false } }],
    ["in a comment", { "//": FIRST }],
  ])("is not there when it is %s", (_, key) => {
    expect(origin(key)).toBeNull();
  });

  it.each<[string, Json]>([
    ["directly", { resource: { t: { c: { x: ID, ...FIRST } } } }],
    ["through a local", { resource: { t: { c: { x: "${local.id}", ...FIRST } } }, locals: { id: [ID] } }],
    ["through a resource", { resource: { t: { b: { x: [{ y: ID }] }, c: { x: "${t.b.id}", ...FIRST } } } }],
    [
      "through a data source",
      { resource: { t: { c: { x: "${data.d.e.z}", ...FIRST } } }, data: { d: { e: { q: ID } } } },
    ],
    ["by depends_on", { resource: { t: { c: { depends_on: ["alicloud_ram_access_key.k"], ...FIRST } } } }],
    [
      "by replace_triggered_by",
      {
        resource: {
          t: { c: { lifecycle: { create_before_destroy: true, replace_triggered_by: ["alicloud_ram_access_key.k"] } } },
        },
      },
    ],
    ["in a circle", { resource: { t: { b: { x: "${t.c.id}", y: ID }, c: { x: "${t.b.id}", ...FIRST } } } }],
  ])("is handed on by a resource that needs the key %s", (_, rest) => {
    expect(origin({}, rest)).toBe("t.c");
  });

  it.each<[string, Json]>([
    ["is destroyed first", { resource: { t: { c: { x: ID } } } }],
    ["has it in a comment only", { resource: { t: { c: { "//": ID, ...FIRST } } } }],
    ["is needed by the key", { resource: { t: { c: FIRST } } }],
    ["needs another key", { resource: { t: { c: { x: "${alicloud_ram_access_key.other.id}", ...FIRST } } } }],
    [
      "stands in an ignored change",
      {
        resource: {
          t: { c: { lifecycle: { create_before_destroy: true, ignore_changes: ["alicloud_ram_access_key.k"] } } },
        },
      },
    ],
  ])("is not handed on by one that %s", (_, rest) => {
    expect(origin({ user_name: "${t.c.id}" }, rest)).toBeNull();
  });

  describe("and modules", () => {
    const consumer = (value: string): Json => ({ resource: { t: { c: { x: value, ...FIRST } } } });

    /** Splats, keys of both kinds and depends_on of a call are as Terraform 1.11 plans them. */
    it.each<[string, Json, Json, boolean]>([
      ["depends_on of a call", {}, { module: { use: { depends_on: ["module.key"] } } }, true],
      ["count of a call", {}, { module: { use: { count: '${module.key.user == "" ? 0 : 1}' } } }, false],
      ["depends_on of a resource", {}, { resource: { t: { c: { depends_on: ["module.key"], ...FIRST } } } }, true],
      ["a splat, whichever output it takes", { count: 1 }, consumer('${join("", module.key[*].user)}'), true],
      ["a computed key", { for_each: "${local.names}" }, consumer("${module.key[local.name].user}"), true],
      ["a written key", { for_each: "${local.names}" }, consumer('${module.key["a"].id}'), true],
      ["a written key and another output", { for_each: "${local.names}" }, consumer('${module.key["a"].user}'), false],
      ["a number and another output", { count: 1 }, consumer("${module.key[0].user}"), false],
      ["another output", {}, consumer("${module.key.user}"), false],
    ])("%s", (_, call, { module, ...root }, isCreatedFirst) => {
      const key = withKeys(
        { k: {} },
        { resource: { alicloud_ram_user: { u: {} } }, output: { id: { value: ID }, user: { value: USER } } },
      );
      const content = { ...root, module: { key: call, ...(module as Json) }, locals: { names: { a: 1 }, name: "a" } };
      const modules = [
        { path: ["key"], files: [{ name: "key/main.tf.json", content: key }] },
        { path: ["use"], files: [{ name: "use/main.tf.json", content: { resource: { t: { c: FIRST } } } }] },
      ];
      const { accessKeys } = readConfiguration([stack("app", content, { modules })]);
      expect(accessKeys.map(({ createBeforeDestroy }) => createBeforeDestroy !== null)).toEqual([isCreatedFirst]);
    });
  });

  it("stays in its stack", () => {
    const user = { resource: { t: { c: { x: ID, ...FIRST } } } };
    const { accessKeys } = readConfiguration([stack("keys", withKeys({ k: {} })), stack("other", user)]);
    expect(accessKeys[0]?.createBeforeDestroy).toBeNull();
  });

  it("is followed through chains of any length in linear time", () => {
    const links = Array.from({ length: 20_000 }, (_, index) => [
      `r${index}`,
      { x: index === 0 ? ID : `\${t.r${index - 1}.id}` },
    ]);
    const chain = { ...(Object.fromEntries(links) as Json), end: { x: "${t.r19999.id}", ...FIRST } };
    expect(origin({}, { resource: { t: chain } })).toBe("t.end");
  });
});

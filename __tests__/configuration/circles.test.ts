import { readConfiguration } from "../../lib/inventory/configuration";
import type { ConfigurationStack } from "../../lib/configuration/scope";
import { remote, remoteStack } from "../inventory/fixtures";

/** The circles of a stack in which a key belongs to whom an expression says. */
function circlesIn(userName: string, content: object, more: Partial<ConfigurationStack> = {}): unknown[] {
  const resource = {
    alicloud_ram_user: { good: { name: "good" } },
    alicloud_ram_access_key: { k: { user_name: userName }, good: { user_name: "${alicloud_ram_user.good.name}" } },
  };
  const files = [{ name: "main.tf.json", content: { resource, ...content } }];
  const inventory = readConfiguration([{ name: "app", files, ...more }]);
  const [, good] = inventory.accessKeys;
  expect(good?.owner).toMatchObject({ userName: "good" });
  return (inventory.stacks[0]?.notRead ?? []).map(({ what }) => what);
}

const chain = (length: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length }, (_, index) => [`l${index}`, `\${local.l${(index + 1) % length}}`] as const),
  );

describe("a value that needs itself", () => {
  it("is named with the way that leads back to it, and all else is read", () => {
    const locals = { a: "x-${local.b}", b: "${upper(local.c)}", c: "${local.a}", d: "d" };
    expect(circlesIn("${local.a}", { locals })).toEqual(["local.a → local.b → local.c → local.a"]);
    expect(circlesIn("${local.d}", { locals })).toEqual([]);
  });

  it("may need itself through a module, or as the number of its own instances", () => {
    const files = [{ name: "m/main.tf.json", content: { variable: { v: {} }, output: { o: { value: "${var.v}" } } } }];
    const modules = [{ path: ["m"], files }];
    expect(circlesIn("${module.m.o}", { module: { m: { source: "./m", v: "${module.m.o}" } } }, { modules })).toEqual([
      "module.m.output.o → module.m.var.v → module.m.output.o",
    ]);
    const module = { m: { source: "./m", v: "v", count: "${length(module.m)}" } };
    expect(circlesIn("etl", { module }, { modules })).toEqual(["module.m.count → module.m.count"]);
  });

  it("is named by the beginning and the end of the way where that is long, in linear time", () => {
    expect(circlesIn("${local.l0}", { locals: chain(20_000) })).toEqual([
      "local.l0 → … → local.l19994 → local.l19995 → local.l19996 → local.l19997 → local.l19998 → local.l19999 → local.l0",
    ]);
  });

  it("says that Terraform refuses it, but not what comes from a state", () => {
    const stack = (name: string, other: string): ConfigurationStack => {
      const output = { o: { value: remote(other, "o") }, a: { value: "${local.a}" } };
      return remoteStack(name, { locals: { a: "${local.a}" }, output }, [other]);
    };
    const { stacks } = readConfiguration([stack("one", "two"), stack("two", "one")]);
    const refused = "it needs itself, and Terraform refuses that; nothing is known of it";
    const state = "it needs itself, through a state in which an earlier apply left it; nothing is known of it";
    expect(stacks.map(({ notRead }) => notRead)).toEqual([
      [{ what: "local.a → local.a", why: refused }],
      [
        { what: "the state of two → output.o → the state of one → output.o → the state of two", why: state },
        { what: "local.a → local.a", why: refused },
      ],
    ]);
  });
});

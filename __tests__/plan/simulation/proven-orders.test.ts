import type { KeyOperation } from "../../../lib/plan/simulation/key-operation";
import { provenOrders } from "../../../lib/plan/simulation/proven-orders";
import { operation } from "./operations";

/** A resource of the member `configuration` of a plan. */
function configured(name: string, references: readonly string[], dependsOn?: readonly string[]): object {
  return {
    address: `key.${name}`,
    expressions: { pgp_key: { references }, status: { constant_value: "Active" } },
    ...(dependsOn && { depends_on: dependsOn }),
  };
}

function replaced(address: string, replacement: "delete first" | "create first"): KeyOperation[] {
  return [operation("delete", address, { replacement }), operation("create", address, { replacement })];
}

describe("the order that the JSON of a plan proves", () => {
  it("is that of the two halves of a replacement", () => {
    expect(provenOrders({}, [replaced("key.a", "delete first"), replaced("key.a", "create first")])).toEqual([
      { before: [[0, 1]], certain: true },
      { before: [[1, 0]], certain: true },
    ]);
  });

  it("says nothing of what an earlier apply deposed, nor of two keys that have nothing to do with each other", () => {
    const deposed = operation("delete", "key.a", { deposed: "0a1b2c3d", replacement: "create first" });
    expect(provenOrders({}, [[deposed, operation("create", "key.a")]])).toEqual([{ before: [], certain: false }]);
    expect(provenOrders({}, [[operation("delete", "key.a"), operation("create", "key.b")]])).toEqual([
      { before: [], certain: false },
    ]);
  });

  it("is certain only where nothing is left to put in order", () => {
    const two = [...replaced("key.a", "delete first"), ...replaced("key.b", "delete first")];
    expect(provenOrders({}, [two, [operation("create", "key.a")], []]).map(({ certain }) => certain)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each([
    ["a reference", configured("b", ["key.a.id", "key.a"])],
    ["depends_on", configured("b", [], ["key.a"])],
    ["count", { address: "key.b", count_expression: { references: ["key.a.status"] } }],
    ["for_each", { address: "key.b", for_each_expression: { references: ["key.a.status"] } }],
  ])("has a key after the one that it refers to by %s, when both are made or changed", (_, resource) => {
    const configuration = { root_module: { resources: [configured("a", []), resource] } };
    const [create, change] = [operation("create", "key.b"), operation("update", "key.a")];
    expect(provenOrders(configuration, [[create, change]])).toEqual([{ before: [[1, 0]], certain: true }]);
    // A key is deleted before those that it refers to, as the state has them, which the configuration does not tell.
    expect(provenOrders(configuration, [[create, operation("delete", "key.a")]])).toEqual([
      { before: [], certain: false },
    ]);
  });

  it("takes a text of the configuration that looks like a reference for none", () => {
    const text = { address: "key.b", expressions: { pgp_key: { constant_value: { references: ["key.a"] } } } };
    const both = [operation("create", "key.a"), operation("create", "key.b")];
    expect(provenOrders({ root_module: { resources: [text] } }, [both])[0]?.before).toEqual([]);
  });

  it("waits for all instances of what is referred to, in the same module", () => {
    const resources = [configured("a", []), configured("b", ["key.a"])];
    const module = { resources, module_calls: { inner: { module: { resources } } } };
    const configuration = { root_module: { module_calls: { outer: { module } } } };
    const place = String.raw`module.outer["x.y\"]"].module.inner[0]`;
    const pair = (one: string, other: string): KeyOperation[] => [operation("create", one), operation("create", other)];
    const orders = provenOrders(configuration, [
      pair(`${place}.key.a`, `${place}.key.b`),
      pair(`${place}.key.a`, `${place}.key.b["k"]`),
      pair(`${place}.key.a[0]`, `${place}.key.b`),
      pair(`module.outer["z"].module.inner[0].key.a`, `${place}.key.b`),
      pair("key.a", "key.b"),
    ]);
    expect(orders.map(({ before }) => before)).toEqual([[[0, 1]], [[0, 1]], [[0, 1]], [[0, 1]], []]);
  });

  it.each([
    null,
    [],
    "x",
    { root_module: { resources: "x", module_calls: [] } },
    { root_module: { resources: [null] } },
  ])("proves nothing from a configuration that is none: %j", (configuration) => {
    const addresses = [
      "key.a",
      "module.__proto__.key.b",
      'key.c["',
      "key",
      "",
      "a.b.key.d",
      'module["m"].x.key.e',
      "x.",
    ];
    const group = addresses.map((address) => operation("create", address));
    expect(provenOrders(configuration, [group])).toEqual([{ before: [], certain: false }]);
  });
});

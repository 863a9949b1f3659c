import { InputError } from "../../../lib/files/input-error";
import type { Before, KeyOperation } from "../../../lib/plan/simulation/key-operation";
import { simulate, type Simulation } from "../../../lib/plan/simulation/simulate";
import { operation, spelled } from "./operations";

const TWO = { keys: 2, live: 2 };

function simulated(
  operations: readonly KeyOperation[],
  before: readonly Before[] = [],
  { start = TWO, quota = 2 } = {},
): Simulation {
  return simulate({ start, operations, before, quota });
}

describe("the simulation of an apply", () => {
  const [deleteA, createA] = [operation("delete", "a"), operation("create", "a")];
  const [deleteB, createB] = [operation("delete", "b"), operation("create", "b")];

  it("says that two keys replaced create-before-destroy will fail", () => {
    const simulation = simulated(
      [createA, deleteA, createB, deleteB],
      [
        [0, 1],
        [2, 3],
        // As Terraform orders them: nothing is destroyed before everything is created.
        [0, 3],
        [2, 1],
      ],
    );
    expect(simulation).toMatchObject({ quota: "will fail", exact: true, safeOrder: null, after: TWO });
    expect(simulation.peak.count).toBe(4);
    expect(spelled(simulation.refusal)).toBe("create a");
  });

  it("says that two keys replaced delete-first cannot fail, and that no live key is left in between", () => {
    const simulation = simulated(
      [deleteA, createA, deleteB, createB],
      [
        [0, 1],
        [2, 3],
      ],
    );
    expect(simulation).toMatchObject({ quota: "cannot fail", refusal: null, peak: { count: 2, order: [] } });
    expect(simulation.lowest.count).toBe(0);
    expect(spelled(simulation.lowest.order)).toBe("delete a, delete b");
    expect(spelled(simulation.safeOrder)).toBe("delete a, create a, delete b, create b");
  });

  it("says that a key removed and another added, at the quota, may fail, and how", () => {
    const simulation = simulated([deleteA, createB]);
    expect(simulation).toMatchObject({ quota: "may fail", exact: true, peak: { count: 3 }, lowest: { count: 1 } });
    expect(spelled(simulation.refusal)).toBe("create b");
    expect(spelled(simulation.safeOrder)).toBe("delete a, create b");
  });

  it("counts a key that is disabled or enabled as lost or won, and not as another key", () => {
    const disable = operation("update", "a", { live: -1 });
    const enable = operation("update", "b", { live: 1 });
    expect(simulated([disable, enable], [], { start: { keys: 2, live: 1 } })).toMatchObject({
      quota: "cannot fail",
      peak: { count: 2 },
      lowest: { count: 0, order: [disable] },
      after: { keys: 2, live: 1 },
    });
    expect(simulated([disable, enable], [[1, 0]], { start: { keys: 2, live: 1 } }).lowest).toEqual({
      count: 1,
      order: [],
    });
  });

  it("lets a user over the quota delete, and create once there is room again", () => {
    const start = { keys: 3, live: 3 };
    expect(simulated([deleteA], [], { start })).toMatchObject({ quota: "cannot fail", peak: { count: 3 } });
    expect(simulated([deleteA, deleteB, createB], [[0, 2]], { start })).toMatchObject({ quota: "may fail" });
    expect(
      simulated(
        [deleteA, deleteB, createB],
        [
          [0, 2],
          [1, 2],
        ],
        { start },
      ),
    ).toMatchObject({ quota: "cannot fail" });
  });

  it("says of more keys in the end than the quota that they will fail, whatever their number", () => {
    const operations = Array.from({ length: 400 }, (_, index) => operation("create", `k${index}`));
    expect(simulated(operations)).toMatchObject({ quota: "will fail", exact: true, peak: { count: 402 } });
  });

  it("finds the way through a chain of replacements of any length", () => {
    const operations = Array.from({ length: 300 }, (_, index) => [
      operation("create", `k${index}`),
      operation("delete", `k${index}`),
    ]).flat();
    const before = operations.flatMap((_, index): Before[] => (index % 2 === 0 ? [[index, index + 1]] : []));
    const simulation = simulated(operations, before, { start: { keys: 1, live: 1 } });
    expect(simulation).toMatchObject({ quota: "may fail", exact: true, peak: { count: 301 }, lowest: { count: 1 } });
    expect(simulation.safeOrder).toHaveLength(600);
  });

  it("finds the one group of keys with which an apply has to begin", () => {
    const small = [operation("create", "a"), operation("create", "b"), operation("delete", "c")];
    const large = [..."defgh"].map((name, at) => operation(at < 3 ? "create" : "delete", name));
    const waits = (creations: readonly number[], deletions: readonly number[]): Before[] =>
      deletions.flatMap((second) => creations.map((first): Before => [first, second]));
    const before = [...waits([0, 1], [2]), ...waits([3, 4, 5], [6, 7])];
    const simulation = simulated([...small, ...large], before, { start: { keys: 0, live: 0 }, quota: 3 });
    expect(simulation).toMatchObject({ quota: "may fail", exact: true });
    expect(spelled(simulation.safeOrder)).toBe(
      "create d, create e, create f, delete g, delete h, create a, create b, delete c",
    );
  });

  it("says when it gave the search up, and then not more than it knows", () => {
    // Every deletion waits for three creations of many: which of them to begin with is a puzzle.
    const creations = Array.from({ length: 40 }, (_, index) => operation("create", `c${index}`));
    const deletions = Array.from({ length: 40 }, (_, index) => operation("delete", `d${index}`));
    const before = deletions.flatMap((_, index): Before[] =>
      [index * 7, index * 11 + 1, index * 17 + 2].map((first) => [first % 40, 40 + index]),
    );
    const simulation = simulated([...creations, ...deletions], before, { start: { keys: 30, live: 30 }, quota: 35 });
    expect(simulation).toMatchObject({ quota: "may fail", exact: false, safeOrder: null });
    expect(simulation.refusal).not.toBeNull();
  });

  it("refuses an order that goes in a circle", () => {
    const circle: Before[] = [
      [0, 1],
      [1, 0],
    ];
    expect(() => simulated([deleteA, createA], circle)).toThrow(InputError);
  });

  it("says of no operation at all that nothing happens", () => {
    expect(simulated([])).toEqual({
      peak: { count: 2, order: [] },
      lowest: { count: 2, order: [] },
      isGapCertain: false,
      quota: "cannot fail",
      exact: true,
      after: TWO,
      refusal: null,
      safeOrder: [],
    });
  });
});

import fc from "fast-check";
import { readApplyGraph } from "../../../lib/plan/simulation/apply-graph";
import type { Before, KeyOperation, OperationOrder } from "../../../lib/plan/simulation/key-operation";
import { MOST_ORDERED_OPERATIONS, ordersOf } from "../../../lib/plan/simulation/orders-of";
import { printedGraph } from "./graphs";
import { operation } from "./operations";

type Edge = readonly [from: string, to: string];

function ordered(edges: readonly Edge[], ...groups: (readonly KeyOperation[])[]): OperationOrder[] {
  return ordersOf(readApplyGraph(printedGraph([], edges)), groups);
}

/** All pairs that follow from some. */
function closed(size: number, before: readonly Before[]): Set<string> {
  const pairs = new Set(before.map(String));
  for (let middle = 0; middle < size; middle++) {
    for (let first = 0; first < size; first++) {
      for (let second = 0; second < size; second++) {
        if (pairs.has(`${first},${middle}`) && pairs.has(`${middle},${second}`)) pairs.add(`${first},${second}`);
      }
    }
  }
  return pairs;
}

describe("the order of a user's operations", () => {
  it("follows the edges of the graph through whatever lies between", () => {
    const [order] = ordered(
      [
        ["key.c", "local.l (expand)"],
        ["local.l (expand)", "key.a"],
        ["key.b", "provider"],
        ["key.a", "provider"],
      ],
      [operation("update", "key.a"), operation("create", "key.b"), operation("create", "key.c")],
    );
    expect(order).toEqual({ before: [[0, 2]], certain: true });
  });

  it("has both halves of a replacement, either of which may be first", () => {
    const halves = (address: string): KeyOperation[] => [operation("delete", address), operation("create", address)];
    expect(ordered([["key.a", "key.a (destroy)"]], halves("key.a"))).toEqual([{ before: [[0, 1]], certain: true }]);
    // Terraform makes up the key of the object that it will depose.
    expect(ordered([["key.a (destroy deposed 0a1b2c3d)", "key.a"]], halves("key.a"))).toEqual([
      { before: [[1, 0]], certain: true },
    ]);
  });

  it("tells what was deposed before from what is deposed in this apply", () => {
    const left = operation("delete", "key.a", { deposed: "11111111" });
    expect(
      ordered(
        [
          ["key.a (destroy deposed 22222222)", "key.a"],
          ["key.a", "key.a (destroy deposed 11111111)"],
        ],
        [left, operation("delete", "key.a"), operation("create", "key.a")],
      )[0],
    ).toEqual({ before: expect.arrayContaining([[2, 1], [0, 2]]) as Before[], certain: true }); // prettier-ignore
  });

  it("is not certain where an operation is not in the graph, or cannot be told from another", () => {
    const both = [operation("delete", "key.a"), operation("create", "key.b")];
    expect(ordered([["key.b", "x"]], both)).toEqual([{ before: [], certain: false }]);
    expect(
      ordered(
        [
          ["key.a (destroy deposed 11111111)", "key.b"],
          ["key.a (destroy deposed 22222222)", "key.b"],
        ],
        both,
      ),
    ).toEqual([{ before: [], certain: false }]);
    // Alone, an operation has no order to be known.
    expect(ordered([["x", "y"]], [operation("create", "key.b")], [])).toEqual([
      { before: [], certain: true },
      { before: [], certain: true },
    ]);
  });

  it("takes no instance for another whose key looks like the end of a node's name", () => {
    const address = 'key.a["x (destroy)"]';
    const groups = [operation("delete", address), operation("delete", 'key.a["x'), operation("create", "key.b")];
    expect(ordered([["key.b", `${address} (destroy)`]], groups)).toEqual([{ before: [[0, 2]], certain: false }]);
  });

  it("is what a naive search finds, in graphs with many other nodes and several users", () => {
    const size = 30;
    const name = (node: number): string => `node.n${node}`;
    const node = fc.nat(size - 1);
    const cases = fc.record({
      // Of both ends, the one with the higher number waits: so there is no circle.
      ends: fc.array(fc.tuple(node, node), { minLength: 15, maxLength: 60 }),
      users: fc.array(fc.uniqueArray(node, { minLength: 2, maxLength: 7 }), { minLength: 1, maxLength: 15 }),
    });
    let pairs = 0;
    let others = 0;
    fc.assert(
      fc.property(cases, ({ ends, users }) => {
        const edges = ends.map((pair) => [Math.max(...pair), Math.min(...pair)] as const);
        const downwards = edges.filter(([from, to]) => from !== to);
        const reaches = (from: number, to: number): boolean =>
          downwards.some(([start, end]) => start === from && (end === to || reaches(end, to)));
        const named = downwards.map(([from, to]): Edge => [name(from), name(to)]);
        const graph = readApplyGraph(printedGraph([...Array(size).keys()].map(name), named));
        const groups = users.map((nodes) => nodes.map((each) => operation("create", name(each))));
        const orders = ordersOf(graph, groups);
        users.forEach((nodes, user) => {
          const expected = nodes.flatMap((first, one) =>
            nodes.flatMap((second, other) => (reaches(second, first) ? [`${one},${other}`] : [])),
          );
          pairs += expected.length;
          others += (nodes.length * (nodes.length - 1)) / 2 - expected.length;
          expect(closed(nodes.length, orders[user]?.before ?? [])).toEqual(new Set(expected));
          expect(orders[user]?.certain).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
    expect(Math.min(pairs, others)).toBeGreaterThan(500);
  });

  it("is found in a chain of any length, from one end to the other", () => {
    const length = 30_000;
    const edges = Array.from({ length: length - 1 }, (_, at): Edge => [`key.k${at + 1}`, `key.k${at}`]);
    const far = Array.from({ length: length / 2 }, (_, at) => [
      operation("create", `key.k${at}`),
      operation("create", `key.k${at + length / 2}`),
    ]);
    const orders = ordered(edges, ...far);
    expect(orders.every(({ before, certain }) => certain && String(before) === "0,1")).toBe(true);
  });

  it("is left open for more operations of one user than any quota allows", () => {
    const count = MOST_ORDERED_OPERATIONS + 1;
    const many = Array.from({ length: count }, (_, at) => operation("create", `key.k${at}`));
    const edges = many.slice(1).map(({ address }): Edge => [address, "key.k0"]);
    expect(ordered(edges, many)).toEqual([{ before: [], certain: false }]);
    expect(ordered(edges, many.slice(1))).toEqual([{ before: [], certain: true }]);
  });
});

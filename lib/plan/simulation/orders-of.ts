import type { ApplyGraph } from "./apply-graph";
import type { Before, KeyOperation, OperationOrder } from "./key-operation";
import { nodeFinder } from "./operation-nodes";

/**
 * The most operations of one group that are put in order: so many keys are far over every quota, whatever the order,
 * and the pairs grow with the square of their number.
 */
export const MOST_ORDERED_OPERATIONS = 1_000;

/** Sources that are followed through the graph at one time, one bit each. */
const BATCH = 32;

interface Member {
  readonly group: number;
  /** The operation's index in its group. */
  readonly operation: number;
  readonly node: number;
}

/**
 * For each group, the operations of one user, the order that the graph gives them through whatever lies between.
 *
 * The graph is passed once for every 32 operations, between the highest and the lowest node that these ask for; so a
 * chain through all of them takes no longer than a graph without edges.
 */
export function ordersOf(graph: ApplyGraph, groups: readonly (readonly KeyOperation[])[]): OperationOrder[] {
  const find = nodeFinder(graph, groups.flat());
  const orders = groups.map((operations) => ({ before: [] as Before[], certain: true, operations }));
  const members: Member[] = [];
  const lowest = new Int32Array(groups.length);
  orders.forEach((order, group) => {
    if (order.operations.length < 2) return;
    if (order.operations.length > MOST_ORDERED_OPERATIONS) {
      order.certain = false;
      return;
    }
    let low = Infinity;
    order.operations.forEach((each, operation) => {
      const node = find(each);
      if (node === undefined) order.certain = false;
      else members.push({ group, operation, node });
      low = Math.min(low, node ?? Infinity);
    });
    lowest[group] = low;
  });
  const byNode = new Map<number, Member[]>();
  for (const member of members) {
    const others = byNode.get(member.node);
    if (others) others.push(member);
    else byNode.set(member.node, [member]);
  }
  // Neighbours in the graph share a pass, so that each pass is short.
  const sources = members
    .filter(({ group, node }) => node > (lowest[group] ?? 0))
    .sort((one, other) => other.node - one.node);
  const marks = new Int32Array(graph.dependencies.length);
  for (let start = 0; start < sources.length; start += BATCH) {
    const batch = sources.slice(start, start + BATCH);
    for (const [first, second] of reached(graph, marks, batch, byNode, lowest)) {
      orders[second.group]?.before.push([first.operation, second.operation]);
    }
  }
  return orders.map(({ before, certain }) => ({ before, certain }));
}

/**
 * What of their own groups the sources wait for. Nobody is followed beyond a member of the same group, which is a
 * source too: the rest follows from the two pairs.
 */
function* reached(
  graph: ApplyGraph,
  marks: Int32Array,
  sources: readonly Member[],
  byNode: ReadonlyMap<number, readonly Member[]>,
  lowest: Int32Array,
): Generator<[first: Member, second: Member]> {
  let low = Infinity;
  sources.forEach(({ node, group }, bit) => {
    marks[node] = (marks[node] ?? 0) | (1 << bit);
    low = Math.min(low, lowest[group] ?? 0);
  });
  for (let node = sources[0]?.node ?? -1; node >= low; node--) {
    let mark = marks[node] ?? 0;
    if (mark === 0) continue;
    marks[node] = 0;
    for (const member of byNode.get(node) ?? []) {
      for (const [bit, source] of sources.entries()) {
        if ((mark & (1 << bit)) === 0 || source.group !== member.group || source.node === node) continue;
        yield [member, source];
        mark &= ~(1 << bit);
      }
    }
    if (mark === 0) continue;
    for (const dependency of graph.dependencies[node] ?? []) {
      if (dependency >= low) marks[dependency] = (marks[dependency] ?? 0) | mark;
    }
  }
}

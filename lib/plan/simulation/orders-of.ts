import type { ApplyGraph } from "./apply-graph";
import type { Before, Operation, OperationOrder } from "./key-operation";
import { nodeFinder } from "./operation-nodes";

/**
 * The most operations of one group that are put in order: so many keys are far over every quota, whatever the order,
 * and the pairs grow with the square of their number.
 */
export const MOST_ORDERED_OPERATIONS = 1_000;

/** Sources that are followed through the graph at one time, one bit each. */
const BATCH = 32;

const NOBODY: Member[] = [];

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
export function ordersOf(graph: ApplyGraph, groups: readonly (readonly Operation[])[]): OperationOrder[] {
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
  const membersAt: Member[][] = graph.dependencies.map(() => NOBODY);
  for (const member of members) {
    const others = membersAt[member.node] ?? NOBODY;
    if (others === NOBODY) membersAt[member.node] = [member];
    else others.push(member);
  }
  // Neighbours in the graph share a pass, so that each pass is short.
  const sources = members
    .filter(({ group, node }) => node > (lowest[group] ?? 0))
    .sort((one, other) => other.node - one.node);
  const pass = new Pass(graph, membersAt, lowest);
  for (let start = 0; start < sources.length; start += BATCH) {
    pass.run(sources.slice(start, start + BATCH), (first, second) => {
      orders[second.group]?.before.push([first.operation, second.operation]);
    });
  }
  return orders.map(({ before, certain }) => ({ before, certain }));
}

/** Follows some sources through the graph; its tables are made once for all passes, and left empty by each. */
class Pass {
  /** By node, the sources that wait for it. */
  private readonly marks: Int32Array;
  /** By group, its sources. */
  private readonly groups: Int32Array;

  public constructor(
    private readonly graph: ApplyGraph,
    private readonly membersAt: readonly (readonly Member[])[],
    /** By group, the lowest node that one of it can wait for. */
    private readonly lowest: Int32Array,
  ) {
    this.marks = new Int32Array(membersAt.length);
    this.groups = new Int32Array(lowest.length);
  }

  /**
   * Tells what of their own groups the sources, the highest node first, wait for. Nobody is followed beyond a member
   * of the same group, which is a source too: the rest follows from the two pairs.
   */
  public run(sources: readonly Member[], tell: (first: Member, second: Member) => void): void {
    const { marks, groups } = this;
    let low = Infinity;
    sources.forEach(({ node, group }, bit) => {
      marks[node] = (marks[node] ?? 0) | (1 << bit);
      groups[group] = (groups[group] ?? 0) | (1 << bit);
      low = Math.min(low, this.lowest[group] ?? 0);
    });
    for (let node = sources[0]?.node ?? -1; node >= low; node--) {
      let mark = marks[node] ?? 0;
      if (mark === 0) continue;
      marks[node] = 0;
      for (const member of this.membersAt[node] ?? NOBODY) {
        if ((mark & (groups[member.group] ?? 0)) === 0) continue;
        sources.forEach((source, bit) => {
          if ((mark & (1 << bit)) === 0 || source.group !== member.group || source.node === node) return;
          tell(member, source);
          mark &= ~(1 << bit);
        });
      }
      if (mark === 0) continue;
      for (const dependency of this.graph.dependencies[node] ?? []) {
        if (dependency >= low) marks[dependency] = (marks[dependency] ?? 0) | mark;
      }
    }
    for (const { group } of sources) groups[group] = 0;
  }
}

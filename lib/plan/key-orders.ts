import type { ApplyGraph } from "./simulation/apply-graph";
import type { Before, KeyOperation, OperationOrder } from "./simulation/key-operation";
import { ordersOf } from "./simulation/orders-of";
import { provenOrders } from "./simulation/proven-orders";

/** An operation with the stack in whose apply it is done. */
export interface StackOperation {
  readonly stack: string;
  readonly operation: KeyOperation;
}

/** Where the order of an apply is to be found, by the name of the stack. */
export interface OrderSources {
  /** What `terraform graph -plan=FILE` says of stacks: the true order. */
  readonly graphs: ReadonlyMap<string, ApplyGraph>;
  /** The member `configuration` of the JSON of plans, for stacks without a graph. */
  readonly configurations: ReadonlyMap<string, unknown>;
}

/** The operations of one group that one stack does, and their places in the group. */
interface Part {
  readonly group: number;
  readonly operations: KeyOperation[];
  readonly places: number[];
}

/**
 * The order of each group of operations, those of one holder. Operations of two stacks are in none: either stack may be
 * applied first.
 */
export function ordersAcross(
  groups: readonly (readonly StackOperation[])[],
  { graphs, configurations }: OrderSources,
): OperationOrder[] {
  const orders = groups.map(() => ({ before: [] as Before[], certain: true }));
  for (const [stack, parts] of partsByStack(groups)) {
    const operations = parts.map((part) => part.operations);
    const graph = graphs.get(stack);
    const found = graph ? ordersOf(graph, operations) : provenOrders(configurations.get(stack), operations);
    found.forEach(({ before, certain }, index) => {
      const part = parts[index];
      const order = part && orders[part.group];
      if (!order) return;
      if (!certain) order.certain = false;
      for (const [first, second] of before) order.before.push([part.places[first] ?? 0, part.places[second] ?? 0]);
    });
  }
  return orders;
}

function partsByStack(groups: readonly (readonly StackOperation[])[]): Map<string, Part[]> {
  const stacks = new Map<string, Part[]>();
  groups.forEach((operations, group) => {
    operations.forEach(({ stack, operation }, place) => {
      const parts = stacks.get(stack) ?? [];
      stacks.set(stack, parts);
      let part = parts.at(-1);
      if (part?.group !== group) {
        part = { group, operations: [], places: [] };
        parts.push(part);
      }
      part.operations.push(operation);
      part.places.push(place);
    });
  });
  return stacks;
}

import type { Plan } from "../inventory/read-plans";
import type { ApplyGraph } from "./simulation/apply-graph";
import type { Before, Operation, OperationOrder } from "./simulation/key-operation";
import { ordersOf } from "./simulation/orders-of";
import { provenOrders } from "./simulation/proven-orders";

/** Where the order of an apply is to be found, by the name of the stack. */
export interface OrderSources {
  /** What `terraform graph -plan=FILE` says of stacks: the true order. */
  readonly graphs: ReadonlyMap<string, ApplyGraph>;
  /** The member `configuration` of the JSON of plans, for stacks without a graph. */
  readonly configurations: ReadonlyMap<string, unknown>;
  /** What an object of the state was made from, as the state has it. */
  readonly dependenciesOf: Plan["dependenciesOf"];
}

/** The operations of one group that one stack does. */
interface Part {
  readonly group: number;
  readonly stack: string;
  readonly operations: readonly Operation[];
  /** Their places in the group; null where the stack does all that the group has. */
  readonly places: readonly number[] | null;
}

/**
 * The order of each group of operations, those of one holder. Operations of two stacks are in none: either stack may be
 * applied first.
 */
export function ordersAcross(
  groups: readonly (readonly Operation[])[],
  { graphs, configurations, dependenciesOf }: OrderSources,
): OperationOrder[] {
  const orders: OperationOrder[] = groups.map(() => NO_ORDER);
  for (const [stack, parts] of partsByStack(groups)) {
    const operations = parts.map((part) => part.operations);
    const graph = graphs.get(stack);
    const found = graph
      ? ordersOf(graph, operations)
      : provenOrders(configurations.get(stack), operations, dependenciesOf);
    for (const [index, { group, places }] of parts.entries()) {
      const order = found[index] ?? NO_ORDER;
      orders[group] = places === null ? order : both(orders[group] ?? NO_ORDER, order, places);
    }
  }
  return orders;
}

/** Nothing is to be put in order. */
const NO_ORDER: OperationOrder = { before: [], certain: true };

function both(known: OperationOrder, order: OperationOrder, places: readonly number[]): OperationOrder {
  const before = order.before.map(([first, second]): Before => [places[first] ?? 0, places[second] ?? 0]);
  return { before: [...known.before, ...before], certain: known.certain && order.certain };
}

function partsByStack(groups: readonly (readonly Operation[])[]): Map<string, Part[]> {
  const stacks = new Map<string, Part[]>();
  for (const [group, operations] of groups.entries()) {
    for (const part of partsOf(group, operations)) {
      const { stack } = part;
      const parts = stacks.get(stack);
      if (parts) parts.push(part);
      else stacks.set(stack, [part]);
    }
  }
  return stacks;
}

function partsOf(group: number, operations: readonly Operation[]): Part[] {
  const [first] = operations;
  if (first === undefined) return [];
  // Nearly every user is one stack's business.
  if (operations.every(({ stack }) => stack === first.stack)) {
    return [{ group, stack: first.stack, operations, places: null }];
  }
  return [...new Set(operations.map(({ stack }) => stack))].map((stack) => ({
    group,
    stack,
    operations: operations.filter((operation) => operation.stack === stack),
    places: [...operations.keys()].filter((place) => operations[place]?.stack === stack),
  }));
}

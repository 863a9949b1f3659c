import type { Before, KeyOperation } from "../../../lib/plan/simulation/key-operation";

/** An operation with only what a test is about. */
export function operation(kind: KeyOperation["kind"], address: string, more: Partial<KeyOperation> = {}): KeyOperation {
  const change = { create: 1, update: 0, delete: -1 } as const;
  return {
    stack: "app",
    address,
    kind,
    deposed: null,
    replacement: null,
    keys: change[kind],
    live: change[kind],
    ...more,
  };
}

/** `create a, delete b`. */
export function spelled(order: readonly KeyOperation[] | null): string | null {
  return order && order.map(({ kind, address }) => `${kind} ${address}`).join(", ");
}

/** Whether operations, in this order, can be the first ones of an apply that keeps to the pairs. */
export function isPrefix(
  operations: readonly KeyOperation[],
  before: readonly Before[],
  prefix: readonly KeyOperation[],
): boolean {
  const place = new Map(prefix.map((each, at) => [each, at]));
  const placeOf = (index: number): number => place.get(operations[index] as KeyOperation) ?? Infinity;
  return (
    place.size === prefix.length &&
    prefix.every((each) => operations.includes(each)) &&
    before.every(([first, second]) => placeOf(first) < placeOf(second) || placeOf(second) === Infinity)
  );
}

/** All orders of so many operations that keep to the pairs, in lexicographic order. */
export function* linearExtensions(size: number, before: readonly Before[]): Generator<readonly number[]> {
  const order: number[] = [];
  const placed = new Set<number>();
  yield* extend();
  function* extend(): Generator<readonly number[]> {
    if (order.length === size) {
      yield [...order];
      return;
    }
    for (let next = 0; next < size; next++) {
      if (placed.has(next) || before.some(([first, second]) => second === next && !placed.has(first))) continue;
      order.push(next);
      placed.add(next);
      yield* extend();
      order.pop();
      placed.delete(next);
    }
  }
}

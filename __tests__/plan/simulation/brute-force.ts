import type { KeyApply, QuotaVerdict } from "../../../lib/plan/simulation/simulate";
import { linearExtensions } from "./operations";

interface Found {
  count: number;
  prefix: readonly number[];
}

export interface Tried {
  readonly peak: Found;
  readonly lowest: Found;
  readonly isGapCertain: boolean;
  readonly quota: QuotaVerdict;
  /** The shortest order that ends with the refused creation, the first of those. */
  readonly refusal: readonly number[] | null;
  /** How many orders were tried. */
  readonly orders: number;
}

/** What the simulation should say, found by trying every order, one operation after the other. */
export function tryAllOrders({ start, operations, before, quota }: KeyApply): Tried {
  const peak: Found = { count: start.keys, prefix: [] };
  const lowest: Found = { count: start.live, prefix: [] };
  let refusal: readonly number[] | null = null;
  let orders = 0;
  let refusedOrders = 0;
  let ordersWithGap = 0;
  for (const order of linearExtensions(operations.length, before)) {
    orders++;
    let { keys, live } = start;
    let refused = false;
    let hasGap = live <= 0;
    order.forEach((index, at) => {
      const operation = operations[index];
      if (operation === undefined) return;
      const prefix = order.slice(0, at + 1);
      if (!refused && operation.keys === 1 && keys >= quota) {
        refused = true;
        if (refusal === null || isEarlier(prefix, refusal)) refusal = prefix;
      }
      keys += operation.keys;
      live += operation.live;
      hasGap ||= live <= 0;
      if (keys > peak.count || (keys === peak.count && isEarlier(prefix, peak.prefix))) {
        Object.assign(peak, { count: keys, prefix });
      }
      if (live < lowest.count || (live === lowest.count && isEarlier(prefix, lowest.prefix))) {
        Object.assign(lowest, { count: live, prefix });
      }
    });
    if (refused) refusedOrders++;
    if (hasGap) ordersWithGap++;
  }
  const quotaVerdict = refusedOrders === 0 ? "cannot fail" : refusedOrders === orders ? "will fail" : "may fail";
  return { peak, lowest, isGapCertain: ordersWithGap === orders, quota: quotaVerdict, refusal, orders };
}

/** Shorter, or as long and lower where the two differ first. */
function isEarlier(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return one.length < other.length;
  const at = one.findIndex((index, place) => index !== other[place]);
  return at !== -1 && (one[at] ?? 0) < (other[at] ?? 0);
}

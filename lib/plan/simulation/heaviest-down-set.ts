import type { PartialOrder } from "./partial-order";

/**
 * The operations after which a sum of weights is highest, over all points of all orders: of the sets that hold, with
 * each operation, all that come before it, the smallest one of the highest weight. There is one such set.
 *
 * This is the closure of maximum weight, which a minimum cut gives. With weights of one, no more and no less, the flow
 * is a matching: each gain is paid by a cost that has to come before it, and what cannot be paid is what is won.
 *
 * @param base operations that are in the set whatever they weigh, with all that come before them
 */
export function heaviestDownSet(
  order: PartialOrder,
  weights: readonly number[],
  base: ReadonlySet<number> = new Set(),
): Set<number> {
  const costs = order.ancestors.map((each) => each.filter((at) => weights[at] === -1 && !base.has(at)));
  const matching = new Matching(costs);
  const unpaid: number[] = [];
  weights.forEach((weight, at) => {
    if (weight === 1 && !base.has(at) && !matching.pay(at)) unpaid.push(at);
  });
  const heaviest = new Set(base);
  for (const gain of matching.reachedFrom(unpaid)) {
    heaviest.add(gain);
    for (const ancestor of order.ancestors[gain] ?? []) heaviest.add(ancestor);
  }
  return heaviest;
}

class Matching {
  /** The gain that each cost pays, and the cost by which each gain is paid. */
  private readonly paidGain = new Map<number, number>();
  private readonly payingCost = new Map<number, number>();

  public constructor(private readonly costs: readonly (readonly number[])[]) {}

  /** Finds a cost for a gain, where others can make do with other costs. */
  public pay(gain: number): boolean {
    const askedBy = new Map<number, number>();
    const gains = [gain];
    // The list grows while it is walked.
    for (const asking of gains) {
      for (const cost of this.costs[asking] ?? []) {
        if (askedBy.has(cost)) continue;
        askedBy.set(cost, asking);
        const paid = this.paidGain.get(cost);
        if (paid === undefined) {
          this.shift(cost, askedBy);
          return true;
        }
        gains.push(paid);
      }
    }
    return false;
  }

  /** The gains that have to be taken with those that nothing pays, so that no cost among theirs is left to others. */
  public reachedFrom(unpaid: readonly number[]): Set<number> {
    const reached = new Set(unpaid);
    for (const gain of reached) {
      for (const cost of this.costs[gain] ?? []) {
        const paid = this.paidGain.get(cost);
        if (paid !== undefined) reached.add(paid);
      }
    }
    return reached;
  }

  private shift(free: number, askedBy: ReadonlyMap<number, number>): void {
    for (let cost: number | undefined = free; cost !== undefined;) {
      const gain = askedBy.get(cost);
      if (gain === undefined) return;
      const given = this.payingCost.get(gain);
      this.paidGain.set(cost, gain);
      this.payingCost.set(gain, cost);
      cost = given;
    }
  }
}

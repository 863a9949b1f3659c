import fc from "fast-check";
import type { Before, KeyOperation } from "../../../lib/plan/simulation/key-operation";
import { simulate, type KeyApply } from "../../../lib/plan/simulation/simulate";
import { tryAllOrders } from "./brute-force";
import { isPrefix, operation } from "./operations";

const CHANGE = fc.constantFrom(-1, 0, 1);

/** Pairs of a random order: of a random row, each pair that a coin picks. */
function pairsOf(size: number): fc.Arbitrary<Before[]> {
  const all = Array.from({ length: size }, (_, first) =>
    Array.from({ length: size - first - 1 }, (_, more): Before => [first, first + 1 + more]),
  ).flat();
  return fc
    .tuple(fc.shuffledSubarray([...Array(size).keys()], { minLength: size }), fc.subarray(all))
    .map(([row, pairs]) => pairs.map(([first, second]): Before => [row[first] ?? 0, row[second] ?? 0]));
}

function applyOf(change: fc.Arbitrary<Pick<KeyOperation, "keys" | "live">>, most: number): fc.Arbitrary<KeyApply> {
  return fc.integer({ min: 0, max: most }).chain((size) =>
    fc.record({
      start: fc.record({ keys: fc.nat(5), live: fc.nat(3) }),
      operations: fc
        .array(change, { minLength: size, maxLength: size })
        .map((changes) => changes.map((each, index) => operation("update", `key.k${index}`, each))),
      before: pairsOf(size),
      quota: fc.nat(5),
    }),
  );
}

const ANY_CHANGE = fc.record({ keys: CHANGE, live: CHANGE });
/** Creations and deletions only, so that most cases are close ones. */
const WHOLE_KEYS = fc.constantFrom({ keys: 1, live: 1 } as const, { keys: -1, live: -1 } as const);
const ANY_APPLY = fc.oneof(applyOf(ANY_CHANGE, 7), applyOf(WHOLE_KEYS, 7));

describe("the simulation of an apply, against every order tried", () => {
  it("finds the same numbers, the same verdict and the same shortest orders", () => {
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(ANY_APPLY, (apply) => {
        const simulation = simulate(apply);
        const tried = tryAllOrders(apply);
        const at = (indices: readonly number[]): unknown[] => indices.map((index) => apply.operations[index]);
        expect(simulation).toMatchObject({
          peak: { count: tried.peak.count, order: at(tried.peak.prefix) },
          lowest: { count: tried.lowest.count, order: at(tried.lowest.prefix) },
          isGapCertain: tried.isGapCertain,
          quota: tried.quota,
          exact: true,
          refusal: tried.refusal && at(tried.refusal),
        });
        const gap =
          tried.lowest.count > 0 ? "no gap" : tried.isGapCertain ? "gap in every order" : "gap in some orders";
        for (const answer of [tried.quota, gap]) verdicts.set(answer, (verdicts.get(answer) ?? 0) + 1);
      }),
      { numRuns: 2000 },
    );
    // Each answer was tried: a generator that makes only one kind of case proves nothing.
    const quotas = ["cannot fail", "may fail", "will fail"];
    for (const answer of [...quotas, "no gap", "gap in some orders", "gap in every order"]) {
      expect(verdicts.get(answer)).toBeGreaterThan(50);
    }
  });

  it("gives a safe order exactly where there is one", () => {
    fc.assert(
      fc.property(ANY_APPLY, (apply) => {
        const { safeOrder, quota } = simulate(apply);
        expect(safeOrder === null).toBe(quota === "will fail");
        if (safeOrder === null) return;
        expect(safeOrder).toHaveLength(apply.operations.length);
        expect(isPrefix(apply.operations, apply.before, safeOrder)).toBe(true);
        let { keys } = apply.start;
        for (const each of safeOrder) {
          expect(each.keys === 1 && keys >= apply.quota).toBe(false);
          keys += each.keys;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("stays sound when pairs are unknown", () => {
    const known = ANY_APPLY.chain((apply) => fc.tuple(fc.constant(apply), fc.subarray(apply.before as Before[])));
    fc.assert(
      fc.property(known, ([apply, before]) => {
        const exact = simulate(apply);
        const cautious = simulate({ ...apply, before });
        if (cautious.quota !== "may fail") expect(cautious.quota).toBe(exact.quota);
        expect(cautious.peak.count).toBeGreaterThanOrEqual(exact.peak.count);
        expect(cautious.lowest.count).toBeLessThanOrEqual(exact.lowest.count);
        if (cautious.isGapCertain) expect(exact.isGapCertain).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is as exact for twenty operations, by the orders that it gives", () => {
    fc.assert(
      fc.property(fc.oneof(applyOf(ANY_CHANGE, 20), applyOf(WHOLE_KEYS, 20)), (apply) => {
        const { peak, lowest, quota, exact, refusal, safeOrder } = simulate(apply);
        const reached = (order: readonly KeyOperation[], start: number, of: "keys" | "live"): number =>
          order.reduce((count, each) => count + each[of], start);
        expect(exact).toBe(true);
        for (const order of [peak.order, lowest.order, refusal ?? [], safeOrder ?? []]) {
          expect(isPrefix(apply.operations, apply.before, order)).toBe(true);
        }
        expect(reached(peak.order, apply.start.keys, "keys")).toBe(peak.count);
        expect(reached(lowest.order, apply.start.live, "live")).toBe(lowest.count);
        expect(refusal === null).toBe(quota === "cannot fail");
        if (refusal === null) return;
        expect(refusal.at(-1)?.keys).toBe(1);
        expect(reached(refusal.slice(0, -1), apply.start.keys, "keys")).toBeGreaterThanOrEqual(apply.quota);
      }),
      { numRuns: 1000 },
    );
  });
});

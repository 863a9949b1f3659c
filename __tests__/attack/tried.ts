import { ATTACKS } from "../../attack/attacks";
import type { Promised } from "../../attack/attack";
import { Campaign } from "../../attack/campaign";

/** A test of each attack on a promise, which is one pass through its table. Files run beside each other. */
export function tryAttacksOn(promise: Promised): void {
  for (const attack of ATTACKS.filter(({ promised }) => promised === promise)) {
    it(`find no hole in the table of: ${attack.name}`, async () => {
      const holes: string[] = [];
      await new Campaign([attack], (hole) => holes.push(hole)).run(0);
      expect(holes).toEqual([]);
    }, 120_000);
  }
}

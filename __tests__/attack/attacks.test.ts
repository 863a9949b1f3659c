import { ATTACKS } from "../../attack/attacks";
import { Campaign } from "../../attack/campaign";

describe("the attacks", () => {
  for (const attack of ATTACKS) {
    it(`find no hole in the table of: ${attack.name}`, async () => {
      const holes: string[] = [];
      await new Campaign([attack], (hole) => holes.push(hole)).run(0);
      expect(holes).toEqual([]);
    }, 120_000);
  }

  it("have names of their own", () => {
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  });
});

describe("a campaign", () => {
  const attack = { promised: "gate", name: "every third", rounds: 3 } as const;

  it("goes through the whole table, whatever the time, and tells each hole", async () => {
    const holes: string[] = [];
    const campaign = new Campaign([{ ...attack, round: (round) => (round === 2 ? ["it is open"] : []) }], (hole) =>
      holes.push(hole),
    );
    await campaign.run(0);
    expect(holes).toEqual(["every third, round 2: it is open"]);
    expect(campaign.holes).toBe(1);
    expect(campaign.table()).toMatch(/^gate +every third +3 +1$/m);
  });
});

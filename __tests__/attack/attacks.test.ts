import { existsSync } from "node:fs";
import { join } from "node:path";
import { ATTACKS } from "../../attack/attacks";
import { Campaign } from "../../attack/campaign";

describe("the attacks", () => {
  it("have names of their own", () => {
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  });

  it("are all tried, those on each promise in a file of its own", () => {
    const files = ATTACKS.map(({ promised }) => `${promised}.test.ts`);
    expect(files.filter((file) => !existsSync(join(__dirname, file)))).toEqual([]);
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

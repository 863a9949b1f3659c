import { compare } from "../../truth/compare";
import { Figures } from "../../truth/figures";
import { falsehoodText } from "../../truth/report/world-text";
import { generate } from "../../truth/worlds/generate";
import { describeWithTerraform } from "../e2e/terraform";

/** A few of the worlds of `npm run truth`, always the same ones. */
const SEEDS = ["test.0", "test.1", "test.2", "test.3"];

describeWithTerraform("what reviews say of random worlds", () => {
  it("comes true", async () => {
    const figures = new Figures();
    const texts: string[] = [];
    for (const seed of SEEDS) {
      const world = generate(seed);
      for (const falsehood of await compare(world, figures)) texts.push(falsehoodText(falsehood, world));
    }
    expect(texts.join("\n")).toBe("");
    expect(figures.pairs).toBeGreaterThan(SEEDS.length);
    expect(figures.statements).toBeGreaterThan(50 * SEEDS.length);
  }, 120_000);
});

import { edited } from "../../truth/worlds/edit";
import { filesOf } from "../../truth/worlds/emit";
import { generate } from "../../truth/worlds/generate";
import { documentOfWidth, WIDEST, widthOfDocument } from "../../truth/worlds/ladder";
import { smallerWorlds } from "../../truth/worlds/smaller";

const SEEDS = Array.from({ length: 300 }, (_, index) => `worlds.${index}`);

describe("random worlds", () => {
  it("are the same for the same seed, and others for others", () => {
    const texts = SEEDS.map((seed) => JSON.stringify(generate(seed)));
    expect(SEEDS.map((seed) => JSON.stringify(generate(seed)))).toEqual(texts);
    expect(new Set(texts).size).toBe(SEEDS.length);
  });

  it("have every kind of edit, drift, plan and apply among them", () => {
    const steps = SEEDS.flatMap((seed) => generate(seed).steps);
    const kinds = (values: readonly string[]): string[] => [...new Set(values)].sort();
    expect(kinds(steps.flatMap(({ edits }) => edits.map(({ kind }) => kind)))).toHaveLength(12);
    expect(kinds(steps.flatMap(({ drifts }) => drifts.map(({ kind }) => kind)))).toHaveLength(10);
    expect(kinds(steps.map(({ flags }) => flags.mode))).toEqual(["destroy", "normal", "refresh only"]);
    for (const flag of ["targets", "replaces"] as const) {
      expect(steps.some(({ flags }) => flags[flag].length > 0)).toBe(true);
    }
    expect(steps.some(({ flags }) => !flags.refreshes)).toBe(true);
    expect(steps.some(({ apply }) => apply.refusal !== null)).toBe(true);
    expect(steps.some(({ tainted }) => tainted.length > 0)).toBe(true);
    expect(kinds(steps.map(({ apply }) => String(apply.parallelism)))).toEqual(["1", "10"]);
  });

  it("can be made smaller until nothing is left out any more", () => {
    let world = generate("worlds.smaller");
    for (let count = 0; ; count += 1) {
      const [smaller] = smallerWorlds(world);
      if (smaller === undefined) break;
      world = smaller;
      expect(count).toBeLessThan(200);
    }
    expect(world.base.users).toEqual([]);
  });

  it("name the same user by whichever way the name comes", () => {
    const base = generate("worlds.0").base;
    const [user] = base.users;
    const stack = user?.stack ?? "";
    const label = user?.label ?? "";
    const before = JSON.stringify([...filesOf(base, stack)]);
    const after = edited(base, [{ kind: "change user", label, to: { name: "somebody" } }]);
    expect(before).not.toContain("somebody");
    expect(JSON.stringify([...filesOf(after, stack)])).toContain("somebody");
  });

  it("know the rung of each policy by its document", () => {
    for (let width = 1; width <= WIDEST; width += 1) expect(widthOfDocument(documentOfWidth(width))).toBe(width);
    expect(widthOfDocument("{}")).toBe(-1);
  });
});

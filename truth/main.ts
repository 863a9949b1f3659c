import { parseArgs } from "node:util";
import { compare, type Falsehood } from "./compare";
import { Figures } from "./figures";
import { falsehoodText } from "./report/world-text";
import { shrink } from "./shrink";
import { generate } from "./worlds/generate";
import type { World } from "./worlds/world";

/** So many false statements are shown with their worlds, each of another kind. */
const MOST_SHOWN = 5;

/** `npm run truth -- [--worlds N] [--seed S]`, or `--world W` for one again: whether what reviews say comes true. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      worlds: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
      world: { type: "string" },
    },
  });
  const seeds = values.world ? [values.world] : seedsOf(values.seed, Number(values.worlds));
  const figures = new Figures();
  const shown = new Map<string, { falsehood: Falsehood; world: World }>();
  for (const seed of seeds) {
    const world = generate(seed);
    const places = new Set<number>();
    for (const falsehood of await compare(world, figures)) {
      process.stdout.write(`${lineOf(falsehood, world)}\n`);
      const { statement, pair } = falsehood;
      if (shown.size >= MOST_SHOWN || shown.has(statement.kind) || places.has(pair.index)) continue;
      places.add(pair.index);
      shown.set(statement.kind, { falsehood, world });
    }
    figures.worlds += 1;
  }
  for (const { falsehood, world } of shown.values()) {
    const smallest = await shrink(world, falsehood);
    process.stdout.write(`\n${falsehoodText(smallest.falsehood, smallest.world)}`);
  }
  process.stdout.write(`\n${figures.table()}`);
  if (figures.falseOnes > 0) process.exitCode = 1;
}

function seedsOf(seed: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${seed}.${index}`);
}

function lineOf({ way, statement: { kind, about, says, was }, pair }: Falsehood, { seed }: World): string {
  return `false: world ${seed}, change ${pair.index}, from ${way}: ${kind} of ${about}: said ${says}; was ${was}`;
}

void main();

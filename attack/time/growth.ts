import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smallest } from "../../lib/text/lists";
import { lineAt, type Attack } from "../attack";
import { argumentsIn, writeInputs } from "./inputs";
import { defectIn, outcomeOf } from "../outcome";
import { SHAPES, type Shape } from "./shapes";

/** In the table of the tests it only has to end. */
const SMALL = 500;
const MEASURED: readonly number[] = [2000, 4000, 8000, 16_000];
const RUNS = 2;
/** Shorter times are of the start and of chance, in milliseconds. */
const SHORTEST = 40;
/** Beyond it something is compared with everything else; below it machines differ. */
const WORST = 1.5;

/** Of each shape that was measured: how its time grows with its size, 1 for as the size does. */
const EXPONENTS = new Map<string, number>();

/** Inputs of every shape end, and in the long run in a time that grows as their size does. */
export const growth: Attack = {
  promised: "time",
  name: "time against size",
  rounds: SHAPES.length,
  async round(round) {
    const shape = lineAt(SHAPES, round);
    const directory = mkdtempSync(join(tmpdir(), "ra-"));
    try {
      return round < SHAPES.length ? (await timeOf(shape, SMALL, directory)).holes : await growthOf(shape, directory);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
  figure() {
    const [worst] = [...EXPONENTS].sort(([, one], [, other]) => other - one);
    if (worst === undefined) return null;
    const [name, exponent] = worst;
    return `time against size: ${EXPONENTS.size} shapes fitted, worst exponent ${exponent.toFixed(2)} (${name})`;
  },
};

async function growthOf(shape: Shape, directory: string): Promise<readonly string[]> {
  const points: (readonly [size: number, milliseconds: number])[] = [];
  for (const size of MEASURED) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await timeOf(shape, size, directory));
    const holes = runs.flatMap((run) => run.holes);
    if (holes.length > 0) return holes;
    // Whatever else the machine does makes a run longer, and none shorter.
    points.push([size, smallest(runs.map(({ milliseconds }) => milliseconds))]);
  }
  const exponent = exponentOf(points.filter(([, milliseconds]) => milliseconds >= SHORTEST));
  EXPONENTS.set(shape.name, exponent);
  if (exponent <= WORST) return [];
  const told = points.map(([size, milliseconds]) => `${size}: ${Math.round(milliseconds)} ms`).join(", ");
  return [`${shape.name} take time that grows with the power ${exponent.toFixed(2)} of their size (${told})`];
}

async function timeOf(
  { name, file, argv, content }: Shape,
  size: number,
  directory: string,
): Promise<{ readonly holes: readonly string[]; readonly milliseconds: number }> {
  const grown = content(size);
  const text = typeof grown === "string" ? grown : JSON.stringify(grown);
  writeInputs(directory, file, (path) => writeFileSync(path, text));
  const started = process.cpuUsage();
  const defect = defectIn(await outcomeOf(argumentsIn(directory, { file, argv }), directory));
  const milliseconds = process.cpuUsage(started).user / 1000;
  return { holes: defect === null ? [] : [`${name}, ${size} of them, ${defect}`], milliseconds };
}

/** The slope of the line through the points, both of them as logarithms; 0 where too few took long enough. */
function exponentOf(points: readonly (readonly [number, number])[]): number {
  if (points.length < 2) return 0;
  const logarithms = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (of: (point: readonly [number, number]) => number): number =>
    logarithms.reduce((sum, point) => sum + of(point), 0) / logarithms.length;
  const [x, y] = [mean(([size]) => size), mean(([, time]) => time)];
  const spread = mean(([size]) => (size - x) ** 2);
  return mean(([size, time]) => (size - x) * (time - y)) / spread;
}

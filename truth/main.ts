import { parseArgs } from "node:util";
import { compare } from "./compare";
import { Figures } from "./figures";
import { generate } from "./worlds/generate";

/** `npm run truth -- [--worlds N] [--seed S]`: whether what reviews say comes true. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { worlds: { type: "string", default: "20" }, seed: { type: "string", default: "1" } },
  });
  const figures = new Figures();
  for (let index = 0; index < Number(values.worlds); index += 1) {
    const seed = `${values.seed}.${index}`;
    const falsehoods = await compare(generate(seed), figures);
    figures.worlds += 1;
    for (const { way, statement, pair } of falsehoods) {
      const { kind, about, says, was } = statement;
      process.stdout.write(`false: ${seed}/${pair.index} ${way}: ${kind} of ${about}: said ${says}; was ${was}\n`);
    }
  }
  process.stdout.write(`\n${figures.table()}`);
  if (figures.falseOnes > 0) process.exitCode = 1;
}

void main();

import { parseArgs } from "node:util";
import { compare, textOf, type Comparison } from "./comparison";
import { configurations } from "./configurations";
import { figuresOf } from "./figures";

/** `npm run corpus -- [NAME…]`: what is found in the corpus and should not be, what is missed, and the figures. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const chosen = configurations().filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const comparisons: Comparison[] = [];
  for (const configuration of chosen) comparisons.push(await compare(configuration));
  for (const { name, wrong, missed } of comparisons) {
    for (const each of wrong) process.stdout.write(`${name}: false ${textOf(each)}\n`);
    for (const each of missed) process.stdout.write(`${name}: missed ${textOf(each)}\n`);
  }
  process.stdout.write(`\n${figuresOf(comparisons)}`);
}

void main();

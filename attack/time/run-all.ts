import { readFileSync } from "node:fs";
import { outcomeOf } from "../outcome";

/* A process of its own for runs that may never end: a line for each that has, in their order. */

async function main([list = ""]: readonly string[]): Promise<void> {
  const runs = JSON.parse(readFileSync(list, "utf8")) as { argv: string[]; directory: string }[];
  for (const { argv, directory } of runs) {
    process.stdout.write(`${JSON.stringify(await outcomeOf(argv, directory))}\n`);
  }
  // The parser of HCL waits for more in a thread.
  process.exit(0);
}

void main(process.argv.slice(2));

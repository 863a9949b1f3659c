// What `terraform graph` takes of planning a stack of 300 users with two AccessKeys each, in the sandbox: the order of
// an apply is worth asking for. As a program, in the directory of a stack: prints the seconds of each step as JSON.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const USERS = 300;
const program = fileURLToPath(import.meta.url);
const here = fileURLToPath(new URL(".", import.meta.url));
const STEPS = {
  init: ["init", "-input=false"],
  plan: ["plan", "-input=false", "-out=bench.tfplan"],
  show: ["show", "-json", "bench.tfplan"],
  graph: ["graph", "-plan=bench.tfplan"],
};

export function benchGraph(directory) {
  try {
    execFileSync("terraform", ["version"], { stdio: "ignore" });
  } catch {
    console.log("\nThe share of terraform graph: not measured, there is no terraform on the PATH");
    return;
  }
  const outdir = join(directory, "graph");
  execFileSync(process.execPath, [join(here, "users.cjs"), "ramparts", String(USERS), outdir], { stdio: "ignore" });
  const cwd = join(outdir, "stacks", "bench");
  const command = join(here, "..", "dist", "lib", "cli", "main.js");
  const printed = execFileSync(process.execPath, [command, "sandbox", "--", process.execPath, program], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const seconds = JSON.parse(printed.trim().split("\n").at(-1));
  const all = Object.values(seconds).reduce((sum, each) => sum + each, 0);
  console.log(`\nterraform on a stack of ${USERS} users with two AccessKeys each, all to be created`);
  console.log(
    `  ${Object.entries(seconds)
      .map(([step, each]) => `${step} ${each.toFixed(2)} s`)
      .join(", ")}`,
  );
  console.log(`  graph / all four: ${((100 * seconds.graph) / all).toFixed(1)} %`);
}

function measure() {
  const seconds = {};
  for (const [step, args] of Object.entries(STEPS)) {
    const started = process.hrtime.bigint();
    execFileSync("terraform", args, { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 30 });
    seconds[step] = Number(process.hrtime.bigint() - started) / 1e9;
  }
  console.log(JSON.stringify(seconds));
}

if (process.argv[1] === program) measure();

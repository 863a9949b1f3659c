// `npm run bench`: what the constructs and the guard cost against raw bindings, and what a check
// and a review of a plan cost against JSON.parse. Ratios of one run, so that they hold on any machine; the programs
// alternate, and medians are shown.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchGraph } from "./graph.mjs";
import { benchPlans, planWith } from "./plans.mjs";

const RUNS = 5;
const SIZES = [100, 1_000, 10_000];
const here = fileURLToPath(new URL(".", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "ramparts-bench-"));

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const fixed = (number, digits = 2) => number.toFixed(digits).padStart(9);

function synthesise(kind, users) {
  const outdir = join(work, `${kind}-${users}`);
  return JSON.parse(execFileSync(process.execPath, [join(here, "users.cjs"), kind, String(users), outdir]));
}

/** Wall seconds of a whole process, whether or not it has findings. */
function time(args) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function benchSynthesis() {
  console.log(`Synthesis of users with two AccessKeys each, one stack, medians of ${RUNS} alternated runs`);
  console.log("    users   raw s  ramparts s    ratio  raw MiB  ramparts MiB    ratio  ms per user");
  for (const users of SIZES) {
    const runs = { raw: [], ramparts: [] };
    for (let run = 0; run < RUNS; run++) {
      for (const kind of ["raw", "ramparts"]) runs[kind].push(synthesise(kind, users));
    }
    const of = (kind, figure) => median(runs[kind].map((run) => run[figure]));
    const [rawSeconds, seconds] = [of("raw", "seconds"), of("ramparts", "seconds")];
    const [rawMemory, memory] = [of("raw", "mebibytes"), of("ramparts", "mebibytes")];
    console.log(
      [
        String(users).padStart(9),
        fixed(rawSeconds).slice(1),
        fixed(seconds).padStart(11),
        fixed(seconds / rawSeconds),
        fixed(rawMemory, 0),
        fixed(memory, 0).padStart(13),
        fixed(memory / rawMemory),
        fixed((seconds * 1000) / users, 3).padStart(12),
      ].join(""),
    );
  }
}

function benchCheck() {
  const file = join(work, "ramparts-10000", "stacks", "bench", "cdk.tf.json");
  // Start-up is what a check of one user takes: everything is loaded then, the reader of PGP keys included.
  synthesise("ramparts", 1);
  const one = join(work, "ramparts-1", "stacks", "bench", "cdk.tf.json");
  const command = join(here, "..", "dist", "lib", "cli", "main.js");
  const parses = [];
  const checks = [];
  const starts = [];
  for (let run = 0; run < RUNS; run++) {
    const text = readFileSync(file, "utf8");
    const started = process.hrtime.bigint();
    JSON.parse(text);
    parses.push(Number(process.hrtime.bigint() - started) / 1e9);
    checks.push(time([command, "check", file]));
    starts.push(time([command, "check", one]));
  }
  const [parse, check, start] = [median(parses), median(checks), median(starts)];
  console.log(`\nramparts check of 10,000 users (${(statSync(file).size / 2 ** 20).toFixed(1)} MiB)`);
  console.log(`  JSON.parse ${parse.toFixed(3)} s, start-up ${start.toFixed(3)} s, check ${check.toFixed(3)} s`);
  console.log(`  (check - start-up) / JSON.parse: ${((check - start) / parse).toFixed(1)}`);
}

/** Of a small plan nearly everything is start-up; it has a PGP key, so that the reader of those is started too. */
function benchStart() {
  const command = join(here, "..", "dist", "lib", "cli", "main.js");
  const plan = join(work, "plan-3.json");
  writeFileSync(plan, JSON.stringify(planWith(3)));
  const programs = { node: ["-e", ""], version: [command, "--version"], review: [command, "review", plan] };
  const seconds = { node: [], version: [], review: [] };
  for (let run = 0; run < RUNS; run++)
    for (const each of Object.keys(programs)) seconds[each].push(time(programs[each]));
  const of = (name) => median(seconds[name]).toFixed(3);
  console.log(
    `\nStart-up: node alone ${of("node")} s, --version ${of("version")} s, review of a small plan ${of("review")} s`,
  );
}

try {
  benchSynthesis();
  benchCheck();
  benchStart();
  benchPlans(work);
  benchGraph(work);
} finally {
  rmSync(work, { recursive: true, force: true });
}

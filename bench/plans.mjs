// What the review of a plan costs, from its bytes to a report, against JSON.parse of the same bytes; a process of its
// own for each, so that neither has the other's garbage. As a program: `plans.mjs parse|review FILE` prints the figures
// of one run.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RUNS = 3;
const SIZES = [300, 3_000, 30_000];
const PROVIDER = "registry.terraform.io/aliyun/alicloud";
const program = fileURLToPath(import.meta.url);
/** The key of the example: what stands in an armour is the text that `pgp_key` takes. */
const TEAM_KEY = readFileSync(new URL("../keys/analytics-team.asc", import.meta.url), "utf8")
  .replace(/^-----.*$|^=.*$/gm, "")
  .replace(/\s/g, "");

/** A plan with so many changes: users that are updated, each with a key that is disabled and one that is replaced. */
export function planWith(changes) {
  const lists = { changes: [], planned: [], held: [], declared: [] };
  const add = (type, name, change, before, after, expressions) => {
    const element = { address: `${type}.${name}`, mode: "managed", type, name };
    const state = { ...element, provider_name: PROVIDER, schema_version: 0, sensitive_values: { secret: true } };
    lists.changes.push({ ...element, provider_name: PROVIDER, change: { ...change, before, after } });
    lists.planned.push({ ...state, values: after });
    lists.held.push({ ...state, values: before });
    lists.declared.push({ ...element, provider_config_key: "alicloud", expressions, schema_version: 0 });
  };
  const masks = { before_sensitive: { secret: true }, after_sensitive: { secret: true } };
  const unknown = { create_time: true, encrypted_secret: true, id: true, key_fingerprint: true, secret: true };
  for (let user = 0; user < changes / 3; user++) {
    const name = `user-${user}`;
    const values = { comments: null, display_name: null, force: null, id: String(2e17 + user), name };
    const constants = { name: { constant_value: name }, comments: { constant_value: "new" } };
    const updated = { actions: ["update"], after_unknown: {}, before_sensitive: {}, after_sensitive: {} };
    add("alicloud_ram_user", name, updated, values, { ...values, comments: "new" }, constants);
    for (const slot of ["a", "b"]) {
      const key = {
        create_time: "2026-11-22T04:02:27Z",
        encrypted_secret: "wcDMA".repeat(130),
        id: `key-${user}-${slot}-0123456789`,
        key_fingerprint: "8a3f".repeat(10),
        pgp_key: TEAM_KEY,
        // One key in three has its secret in clear, so that there is something to redact.
        secret: slot === "a" && user % 2 === 0 ? `clear-${user}-${"0123456789".repeat(2)}` : null,
        secret_file: null,
        status: slot === "a" ? "Active" : "Inactive",
        user_name: name,
      };
      const { pgp_key, secret_file, user_name } = key;
      const isReplaced = slot === "b";
      const after = isReplaced ? { pgp_key, secret_file, status: "Active", user_name } : { ...key, status: "Inactive" };
      const change = isReplaced
        ? { actions: ["delete", "create"], after_unknown: unknown, ...masks }
        : { actions: ["update"], after_unknown: {}, ...masks };
      add("alicloud_ram_access_key", `${name}_${slot}`, change, key, after, {
        user_name: { references: [`alicloud_ram_user.${name}.name`, `alicloud_ram_user.${name}`] },
        status: { constant_value: after.status },
        pgp_key: { constant_value: pgp_key },
      });
    }
  }
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: lists.planned } },
    resource_changes: lists.changes,
    prior_state: { format_version: "1.0", values: { root_module: { resources: lists.held } } },
    configuration: { root_module: { resources: lists.declared } },
    applyable: true,
    complete: true,
    errored: false,
  };
}

/** The figures of one run, in seconds and bytes. */
function run(kind, file) {
  return JSON.parse(execFileSync(process.execPath, [program, kind, file], { encoding: "utf8" }));
}

export function benchPlans(directory) {
  const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  console.log(`\nPlans: bytes to a report against JSON.parse of them, medians of ${RUNS} alternated runs`);
  console.log("  changes      MiB  JSON.parse s  review s    ratio  ms / 1,000  peak MiB  peak / file  findings");
  for (const size of SIZES) {
    const file = join(directory, `plan-${size}.json`);
    writeFileSync(file, JSON.stringify(planWith(size)));
    const runs = { parse: [], review: [] };
    for (let each = 0; each < RUNS; each++) for (const kind of ["parse", "review"]) runs[kind].push(run(kind, file));
    const of = (kind, figure) => median(runs[kind].map((one) => one[figure]));
    const ratio = median(runs.review.map((one, each) => one.seconds / runs.parse[each].seconds));
    const [bytes, peak] = [statSync(file).size, of("review", "peak")];
    const row = [
      [String(size), 9],
      [(bytes / 2 ** 20).toFixed(1), 9],
      [of("parse", "seconds").toFixed(3), 14],
      [of("review", "seconds").toFixed(3), 10],
      [ratio.toFixed(2), 9],
      [((1e6 * of("review", "seconds")) / size).toFixed(0), 12],
      [(peak / 2 ** 20).toFixed(0), 10],
      [(peak / bytes).toFixed(2), 13],
      [String(of("review", "findings")), 10],
    ];
    console.log(row.map(([text, width]) => text.padStart(width)).join(""));
  }
}

function measure(kind, file) {
  const require = createRequire(import.meta.url);
  const library = (path) => require(`../dist/lib/${path}.js`);
  const { readJsonDocument } = library("plans/json-document");
  const { readPlans } = library("inventory/read-plans");
  const { shortId } = library("redaction/short-id");
  const { reviewOf } = library("plan/review");
  const { reviewReport } = library("report/review/review-report");
  const { evaluate } = library("rules/evaluate");
  const { redactorOf } = library("rules/redacted");
  // Nothing but what needs it holds on to the bytes or the document.
  const bytes = [readFileSync(file)];
  const started = process.hrtime.bigint();
  let findings = 0;
  if (kind === "parse") JSON.parse(bytes.pop().toString("utf8"));
  else {
    const { plan, configuration } = read();
    const review = reviewOf(plan, { configurations: new Map([["bench", configuration]]) });
    findings = evaluate(plan.after, { stage: "plan", today: "2026-11-22", review }).length;
    reviewReport(review, redactorOf([plan.after]), shortId);
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  function read() {
    const { content } = readJsonDocument(bytes.pop(), file, ["plan"]);
    return { plan: readPlans([{ name: "bench", document: content }]), configuration: content.configuration };
  }
  console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS * 1024, findings }));
}

if (process.argv[1] === program) measure(...process.argv.slice(2));

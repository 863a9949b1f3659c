import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { generateKey } from "openpgp";
import * as ramparts from "../../lib";
import { readConfiguration } from "../../lib/inventory/configuration";
import { member, type JsonObject } from "../../lib/json/json";
import { loadConfiguration } from "../../lib/configuration/load";
import { readLiveKeys } from "../../lib/listing/live-keys-reader";
import { readPlans } from "../../lib/inventory/read-plans";
import { readStates } from "../../lib/inventory/read-states";
import { readPublicKey } from "../../lib/pgp/public-key";
import { reviewOf } from "../../lib/plan/review";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import { readSettings } from "../../lib/settings/settings-reader";
import { inventoryOf, TODAY } from "./inventory";

/*
 * Examples of rules, read and judged as the commands would: each form by what reads it for a user.
 */

const teamPublicKey = readFileSync(join(__dirname, "../../keys/analytics-team.asc"), "utf8");

/** What a team has settled where a rule looks for nothing without it: by the rule, the text of its ramparts.yaml. */
const SETTINGS: Readonly<Record<string, string>> = {
  USR004: "profile: cis-1.0",
  USR005: "profile: strict",
  SEC011: `pgpFingerprints: ["${readPublicKey(teamPublicKey).key?.fingerprint}"]`,
};

/** A PGP key that ended a year ago, and that is in no list. */
export async function formerKey(): Promise<string> {
  const { publicKey } = await generateKey({
    type: "ecc",
    curve: "nistP256",
    userIDs: [{ name: "Team", email: "team@example.com" }],
    date: new Date("2024-06-15T00:00:00Z"),
    keyExpirationTime: 365 * 86_400,
    format: "armored",
  });
  return publicKey;
}

/**
 * All findings in an example.
 *
 * @param rule id of the rule whose example it is
 * @param formerPublicKey the one of `formerKey()`
 */
export function findingsIn(example: string, rule: string, formerPublicKey: string): readonly Finding[] {
  const settings = SETTINGS[rule] ?? "{}";
  if (example.startsWith("{")) return inJson(JSON.parse(example) as JsonObject, example, settings);
  if (/^[ +-]/.test(example)) return inChange(example);
  if (example.startsWith("cdktf synth")) return inCommand(example);
  const [statements = "", listing] = example.split("\n// keys.json\n");
  if (listing !== undefined) return besideListing(statements, listing, formerPublicKey);
  return inApp(example, settings, formerPublicKey);
}

function inJson(document: JsonObject, text: string, settingsText: string): readonly Finding[] {
  const settings = readSettings(settingsText, "ramparts.yaml");
  const given = { today: TODAY, settings };
  const has = (...names: string[]) => names.some((name) => Object.hasOwn(document, name));
  if (has("resource_changes", "resource_drift", "prior_state", "complete")) {
    const plan = readPlans([{ name: "app", document }]);
    const configurations = new Map([["app", member(document, "configuration")]]);
    return evaluate(plan.after, { ...given, stage: "plan", review: reviewOf(plan, { configurations }) });
  }
  if (has("values")) {
    const states = readStates([{ name: "app", document: { kind: "state", content: document } }]);
    return evaluate(states, { ...given, stage: "state" });
  }
  if (has("users")) {
    return evaluate(inventoryOf({ stacks: [] }), {
      ...given,
      stage: "state",
      liveKeys: readLiveKeys(text, "keys.json", `${TODAY}T12:00:00Z`),
    });
  }
  const files = [{ name: "main.tf.json", content: document as unknown }];
  return evaluate(readConfiguration([{ name: "app", files }]), { ...given, stage: "configuration" });
}

/** A change of ramparts.yaml: what was there before it, and what is there with it. */
function inChange(diff: string): readonly Finding[] {
  const side = (other: string) => {
    const lines = diff.split("\n").filter((line) => !line.startsWith(other));
    return readSettings(lines.map((line) => line.slice(1)).join("\n"), "ramparts.yaml");
  };
  const inventory = inventoryOf({ stacks: [] });
  return evaluate(inventory, {
    stage: "configuration",
    today: TODAY,
    settings: side("-"),
    base: { inventory, settings: side("+") },
  });
}

/** Statements as the review of their first plan has them, with a listing. */
function besideListing(statements: string, listing: string, formerPublicKey: string): readonly Finding[] {
  const outdir = mkdtempSync(join(tmpdir(), "ramparts-example-"));
  try {
    const app = new App({ outdir });
    run(statements, scopeOf(app, formerPublicKey));
    app.synth();
    const [configuration] = loadConfiguration([outdir]);
    const content = configuration?.files[0]?.content;
    const resources = Object.entries(member(content, "resource") as Record<string, Record<string, object>>);
    const changes = resources.flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, after]) => {
        const change = { actions: ["create"], before: null, after, after_unknown: {} };
        return { address: `${type}.${name}`, mode: "managed", type, name, change };
      }),
    );
    const document = { resource_changes: changes };
    const plan = readPlans([{ name: "app", document, ...(configuration && { configuration }) }]);
    const liveKeys = readLiveKeys(listing, "keys.json", `${TODAY}T12:00:00Z`);
    return evaluate(plan.after, { stage: "plan", today: TODAY, review: reviewOf(plan, { liveKeys }), liveKeys });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function run(statements: string, scope: Readonly<Record<string, unknown>>): void {
  const compiled = compileFunction(statements, Object.keys(scope)) as (...values: unknown[]) => void;
  compiled(...Object.values(scope));
}

/** The CLI of cdktf hands its option to the app by this variable. */
function inCommand(command: string): readonly Finding[] {
  if (command.split(" ").includes("--hcl")) process.env.SYNTH_HCL_OUTPUT = "true";
  try {
    return inApp("", "{}", teamPublicKey);
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
}

/** Statements in an app that has what they speak of, beside a ramparts.yaml. */
function inApp(statements: string, settings: string, formerPublicKey: string): readonly Finding[] {
  const before = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), "ramparts-example-"));
  writeFileSync(join(directory, "ramparts.yaml"), settings);
  process.chdir(directory);
  try {
    const app = new App();
    run(statements, scopeOf(app, formerPublicKey));
    return ramparts.synthFindings(app);
  } finally {
    process.chdir(before);
    rmSync(directory, { recursive: true, force: true });
  }
}

function scopeOf(app: App, formerPublicKey: string): Record<string, unknown> {
  const { AccessKeyScenario, AlicloudProvider, Consumer, SecretCustody, User } = ramparts;
  const stack = new TerraformStack(app, "app");
  new AlicloudProvider(stack, "alicloud", {});
  const custody = SecretCustody.pgp(teamPublicKey);
  const necessity = "an example";
  return {
    ...ramparts,
    TerraformOutput,
    TerraformStack,
    app,
    stack,
    teamPublicKey,
    formerPublicKey,
    etl: new User(stack, "etl", { userName: "etl" }),
    bi: new User(stack, "bi", { userName: "bi" }),
    loader: Consumer.of("adb", "loader", { owner: "data@example.com" }),
    dashboards: Consumer.of("adb", "dashboards", { owner: "bi@example.com" }),
    options: { scenario: AccessKeyScenario.OTHER, necessity, custody },
    rootOptions: {
      necessity,
      custody,
      acknowledgement: {
        statement: "I am aware of the security risks of using a main account AccessKey",
        reason: "an example",
        until: "2027-03-31",
        owner: "platform@example.com",
      },
    },
  };
}

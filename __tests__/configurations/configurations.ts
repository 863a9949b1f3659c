import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readKey } from "openpgp";
import { readConfiguration, type ConfigurationFile, type ConfigurationStack } from "../../lib/inventory/configuration";
import { isObject } from "../../lib/json/json";
import { loadConfiguration } from "../../lib/configuration/load";
import type { Inventory } from "../../lib/inventory/model";
import { isUnknown } from "../../lib/maybe/maybe";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import type { Settings } from "../../lib/rules/settings";
import { loadSettings } from "../../lib/settings/load-settings";
import { repository } from "../documents";
import { ID, SECRET } from "../inventory/fixtures";
import { TODAY } from "../rules/inventory";

/*
 * Whole configurations, each a directory of `__tests__/fixtures/configurations`: `clean` ones, as a careful team writes
 * them, and `typical` ones, as one finds them. Keys and credentials stand in them as names between @.
 */

const FIXTURES = join(repository, "__tests__/fixtures/configurations");

export type Kind = "clean" | "typical";

export function namesOf(kind: Kind): string[] {
  return readdirSync(join(FIXTURES, kind));
}

export interface Configuration {
  readonly stacks: readonly ConfigurationStack[];
  readonly settings: Settings;
}

/** A configuration with what its names between @ stand for. */
export async function configurationOf(kind: Kind, name: string): Promise<Configuration> {
  const directory = join(FIXTURES, kind, name);
  const inner = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const isOne = readdirSync(directory).some((file) => file.endsWith(".tf.json") || file === "manifest.json");
  const paths = isOne ? [directory] : inner.map((entry) => join(directory, entry.name));
  const values = await placeholders();
  return {
    stacks: loadConfiguration(paths).map((stack) => mapContents(stack, (content) => filled(content, values))),
    settings: loadSettings(directory).settings,
  };
}

/** The public key of the analytics team, as the provider takes it. */
export async function teamKey(): Promise<string> {
  const key = await readKey({ armoredKey: readFileSync(join(repository, "keys/analytics-team.asc"), "utf8") });
  return Buffer.from(key.toPublic().write()).toString("base64");
}

async function placeholders(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["@PGP_KEY@", await teamKey()],
    ["@ACCESS_KEY_ID@", ID],
    ["@ACCESS_KEY_SECRET@", SECRET],
  ]);
}

function filled(content: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof content === "string") return values.get(content) ?? content;
  if (Array.isArray(content)) return content.map((each) => filled(each, values));
  if (!isObject(content)) return content;
  return Object.fromEntries(Object.entries(content).map(([name, each]) => [name, filled(each, values)]));
}

/** The same stack with other contents of its files. */
export function mapContents(stack: ConfigurationStack, change: (content: unknown) => unknown): ConfigurationStack {
  const changed = (files: readonly ConfigurationFile[]): ConfigurationFile[] =>
    files.map((file) => ({ ...file, content: change(file.content) }));
  const modules = (stack.modules ?? []).map((module) => ({ ...module, files: changed(module.files) }));
  return { ...stack, files: changed(stack.files), modules };
}

export function inventoryOf({ stacks, settings }: Configuration): Inventory {
  return readConfiguration(stacks, settings.quotas);
}

export function findingsOf(configuration: Configuration): Finding[] {
  const { settings } = configuration;
  return evaluate(inventoryOf(configuration), { stage: "configuration", today: TODAY, settings });
}

/** How many users, groups, roles and policies there are: instances that nobody can count are one. */
export function identitiesIn(inventory: Inventory): number {
  const declared = inventory.identities.reduce(
    (sum, { instances }) => sum + (isUnknown(instances) ? (instances.atMost ?? 1) : instances),
    0,
  );
  return declared + inventory.owners.filter(({ declaration }) => declaration === null).length;
}

/** `error KEY002 alicloud_ram_access_key.k`; what is indeterminate has a question mark. */
export function linesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ level, rule, verdict, address }) => {
    return `${level} ${rule}${verdict === "violation" ? "" : "?"} ${address}`;
  });
}

/** Hands over the configuration with the members of its objects, its files and its stacks in other orders. */
export function inOtherOrders({ stacks, settings }: Configuration, check: (other: Configuration) => void): void {
  check({ stacks: stacks.map((stack) => mapContents(stack, backwards)).reverse(), settings });
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      check({ stacks: stacks.map((stack) => mapContents(stack, (content) => shuffled(content, seed))), settings });
    }),
    { numRuns: 10 },
  );
}

function backwards(content: unknown): unknown {
  return reordered(content, (names) => names.reverse());
}

/** Members in the order of a number that the seed makes of their names. */
function shuffled(content: unknown, seed: number): unknown {
  const numberOf = (name: string): number => [...name].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) | 0, seed);
  return reordered(content, (names) => names.sort((one, other) => numberOf(one) - numberOf(other)));
}

function reordered(content: unknown, order: (names: string[]) => string[]): unknown {
  if (Array.isArray(content)) return content.map((each) => reordered(each, order));
  if (!isObject(content)) return content;
  return Object.fromEntries(order(Object.keys(content)).map((name) => [name, reordered(content[name], order)]));
}

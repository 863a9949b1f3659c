import { readConfiguration, type ConfigurationStack } from "../../lib/inventory/configuration";
import type { Inventory } from "../../lib/inventory/model";

/** A stack of one file, as cdktf synthesises it. */
export function stack(name: string, content: unknown, more: Partial<ConfigurationStack> = {}): ConfigurationStack {
  return { name, files: [{ name: "cdk.tf.json", content }], ...more };
}

/** The inventory of one stack. */
export function inventoryOf(content: unknown): Inventory {
  return readConfiguration([stack("app", content)]);
}

/** A configuration with these AccessKeys, and what else is given. */
export function withKeys(keys: Record<string, unknown>, rest: Record<string, unknown> = {}): Record<string, unknown> {
  const { resource, ...others } = rest as { resource?: Record<string, unknown> };
  return { resource: { alicloud_ram_access_key: keys, ...resource }, ...others };
}

/** A stack whose state lies in one bucket under its name, with references to the states of others. */
export function remoteStack(
  name: string,
  content: Record<string, unknown>,
  reads: readonly string[] = [],
): ConfigurationStack {
  const states = reads.map((other) => [`${other}-state`, { backend: "oss", config: bucket(other) }]);
  return stack(name, {
    terraform: { backend: { oss: { ...bucket(name), encrypt: true } } },
    ...(states.length > 0 && { data: { terraform_remote_state: Object.fromEntries(states) as unknown } }),
    ...content,
  });
}

function bucket(name: string): Record<string, string> {
  return { bucket: "states", prefix: name };
}

/** The expression that reads an output of another stack. */
export function remote(name: string, output: string): string {
  return `\${data.terraform_remote_state.${name}-state.outputs.${output}}`;
}

/** An AccessKey id that is nobody's, put together so that no scanner takes this file for a leak. */
export const ID = ["LT", "AI", "5tExample0000Example00"].join("").slice(0, 24);
/** An AccessKey secret that is nobody's. */
export const SECRET = "Example0".repeat(4).slice(0, 30);

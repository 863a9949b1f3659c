import type { Change } from "../../manifest/changes";
import { printableJson } from "../printable";

/** Changes of a manifest for another program: one JSON object. */
export function renderChangesJson(changes: readonly Change[], { version }: { readonly version: string }): string {
  return `${printableJson(JSON.stringify({ tool: "ramparts", version, changes }, undefined, 2))}\n`;
}

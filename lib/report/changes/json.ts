import type { Change } from "../../manifest/changes";
import { jsonPieces } from "../json-pieces";

/** The report, and its list of changes. */
const LEVELS = 2;

/** Changes of a manifest for another program: one JSON object. */
export function renderChangesJson(
  changes: readonly Change[],
  { version }: { readonly version: string },
): Iterable<string> {
  return jsonPieces({ tool: "ramparts", version, changes }, LEVELS);
}

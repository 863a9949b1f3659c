import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readFile } from "../files/read-file";

const MAXIMUM_BYTES = 1024 * 1024;

/** The version in package.json: of the nearest one above this file, which is not equally far in source and build. */
export function version(): string {
  for (let directory = __dirname; directory !== dirname(directory); directory = dirname(directory)) {
    const file = join(directory, "package.json");
    if (!existsSync(file)) continue;
    const text = readFile(file, MAXIMUM_BYTES).toString("utf8");
    const content = JSON.parse(text) as { readonly name?: string; readonly version?: string };
    if (content.name === "ramparts" && content.version !== undefined) return content.version;
  }
  return "unknown";
}

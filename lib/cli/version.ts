import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version in package.json: of the nearest one above this file, which is not equally far in source and build. */
export function version(): string {
  for (let directory = __dirname; directory !== dirname(directory); directory = dirname(directory)) {
    const file = join(directory, "package.json");
    if (!existsSync(file)) continue;
    const content = JSON.parse(readFileSync(file, "utf8")) as { readonly name?: string; readonly version?: string };
    if (content.name === "ramparts" && content.version !== undefined) return content.version;
  }
  return "unknown";
}

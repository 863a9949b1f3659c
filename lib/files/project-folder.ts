import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder with a cdktf.json at or above a directory; null where there is none. */
export function projectFolder(directory: string): string | null {
  let folder = directory;
  while (!existsSync(join(folder, "cdktf.json"))) {
    if (dirname(folder) === folder) return null;
    folder = dirname(folder);
  }
  return folder;
}

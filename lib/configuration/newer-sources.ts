import { statSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { member, objectsIn } from "../json/json";
import { readSourceText, sourceOf } from "./metadata-reader";
import type { NotRead } from "./not-read";
import { projectFolder } from "../files/project-folder";
import { commandHere } from "../text/sandbox-command";
import type { ConfigurationStack } from "./scope";

/**
 * Names in each synthesised stack, as not read, the source files that were modified after its file was written: what
 * they declare now nobody looks at. Only files that constructs of ours name are known.
 */
export function withNewerSources(stacks: readonly ConfigurationStack[]): ConfigurationStack[] {
  const times = new ModificationTimes();
  return stacks.map((stack) => {
    const newer = newerSources(stack, times);
    return newer.length === 0 ? stack : { ...stack, notRead: [...(stack.notRead ?? []), ...newer] };
  });
}

function newerSources({ files }: ConfigurationStack, times: ModificationTimes): NotRead[] {
  const newer = new Set<string>();
  for (const { name, content } of files) {
    const sources = sourcesIn(content);
    const synthesised = sources.length === 0 ? null : times.of(name);
    const folder = synthesised === null ? null : projectFolder(dirname(resolve(name)));
    if (synthesised === null || folder === null) continue;
    for (const source of sources) {
      const modified = times.of(join(folder, source));
      if (modified !== null && modified > synthesised) newer.add(source);
    }
  }
  const why = `it is newer than what was synthesised: run "${commandHere("cdktf synth", process.env)}" again`;
  return [...newer].map((what) => ({ what, why }));
}

/** The files in which the constructs of a configuration were written; anything may stand there. */
function sourcesIn(content: unknown): readonly string[] {
  const lines = new Set<string>();
  for (const root of objectsIn(content)) {
    for (const types of [...objectsIn(member(root, "resource")), ...objectsIn(member(root, "data"))]) {
      for (const bodies of Object.values(types).flatMap(objectsIn)) {
        for (const body of Object.values(bodies).flatMap(objectsIn)) {
          const line = readSourceText(body["//"]);
          if (line !== null) lines.add(line);
        }
      }
    }
  }
  const files = new Set([...lines].map((line) => sourceOf(line)?.file));
  return [...files].filter((file) => file !== undefined).filter(isInside);
}

/** Whether a path leads to something below the folder from which it is seen. */
function isInside(path: string): boolean {
  return !isAbsolute(path) && !normalize(path).startsWith("..");
}

/** When files were modified; all stacks of an app name the same few. */
class ModificationTimes {
  private readonly known = new Map<string, number | null>();

  /** In milliseconds; null for what is no file. */
  public of(path: string): number | null {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const time = modificationTime(path);
    this.known.set(path, time);
    return time;
  }
}

function modificationTime(path: string): number | null {
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.mtimeMs : null;
  } catch {
    // It has been removed or renamed since, and then nobody knows.
    return null;
  }
}

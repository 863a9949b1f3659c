import { opendirSync, statSync } from "node:fs";
import { join } from "node:path";
import { failure, Unknown } from "../value";
import type { PatternPart } from "./file-pattern";

/** So many entries of directories are looked at for one pattern. */
const MOST_ENTRIES = 10_000;

/** Finds the regular files that match a pattern, through links as well. */
export class FileSearch {
  private readonly found = new Set<string>();
  private entries = 0;
  /** Why nobody can tell what there is. */
  private open: Unknown | null = null;

  /** @param realPath where a path really leads; null where nothing is there */
  public constructor(private readonly realPath: (path: string) => string | null | Unknown) {}

  public find(directory: string, parts: readonly PatternPart[]): readonly string[] | Unknown {
    this.visit(directory, parts);
    return this.open ?? [...this.found];
  }

  private visit(path: string, parts: readonly PatternPart[]): void {
    const [part, ...rest] = parts;
    if (part?.kind === "name") return this.visit(join(path, part.name), rest);
    const kind = this.kindOf(path);
    if (part === undefined) {
      if (kind === "file") this.found.add(path);
      return;
    }
    if (kind !== "directory") return;
    const names = this.namesIn(path);
    if (part.kind === "everything") {
      for (const name of names) this.visitBelow(join(path, name), parts);
      if (rest.length > 0) this.visit(path, rest);
      return;
    }
    for (const name of names) if (part.matches(name)) this.take(join(path, name), rest);
  }

  /** What is in a directory that `**` goes through, at any depth. */
  private visitBelow(path: string, parts: readonly PatternPart[]): void {
    if (parts.length === 1) this.visit(path, []);
    if (this.kindOf(path) === "directory") this.visit(path, parts);
  }

  /** A name that matched: Terraform refuses one that leads nowhere. */
  private take(path: string, rest: readonly PatternPart[]): void {
    if (rest.length === 0 && this.kindOf(path) === "nothing")
      this.open ??= failure("its pattern matches a link that leads nowhere");
    this.visit(path, rest);
  }

  private kindOf(path: string): FileKind {
    if (this.open !== null) return "nothing";
    const real = this.realPath(path);
    if (real === null) return "nothing";
    if (typeof real === "string") return kindOf(real);
    this.open = real;
    return "nothing";
  }

  private namesIn(path: string): readonly string[] {
    const names: string[] = [];
    const real = this.realPath(path);
    if (typeof real !== "string") return names;
    try {
      const directory = opendirSync(real);
      try {
        for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
          this.entries += 1;
          if (this.entries > MOST_ENTRIES) break;
          names.push(entry.name);
        }
      } finally {
        directory.closeSync();
      }
    } catch {
      this.open ??= new Unknown("a directory that it looks into cannot be read");
    }
    if (this.entries > MOST_ENTRIES) this.open ??= new Unknown("there are more files than are looked at");
    return this.open === null ? names : [];
  }
}

type FileKind = "file" | "directory" | "something else" | "nothing";

/** What there is at a path. */
export function kindOf(path: string): FileKind {
  try {
    const stats = statSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "directory" : "something else";
  } catch {
    return "nothing";
  }
}

import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { readFile, UnreadFile } from "../../files/read-file";
import { failure, Unknown } from "../value";
import { patternParts } from "./file-pattern";
import { FileSearch, kindOf } from "./file-search";
import type { Files } from "./files";

/** The most bytes of one file, and of all files together. */
const LARGEST_FILE = 1024 * 1024;
const ALL_FILES = 64 * LARGEST_FILE;
const MOST_LINKS = 40;

const OUTSIDE = "a file that it depends on is outside of the directory that is checked";

/**
 * The files in a directory that is checked. Nothing outside of it is looked at, by whichever path or link it would be
 * reached; of what is in it, only regular files of bounded size are read.
 */
export class CheckedFiles implements Files {
  private readonly contents = new Map<string, Uint8Array | Unknown>();
  private size = 0;

  /**
   * @param root the directory that is checked
   * @param start where relative paths start: in the root, or below
   */
  public constructor(
    private readonly root: string,
    private readonly start: string,
  ) {}

  public read(path: string): Uint8Array | Unknown {
    const known = this.contents.get(path);
    if (known !== undefined) return known;
    const content = this.readAnew(path);
    this.contents.set(path, content);
    return content;
  }

  public exists(path: string): boolean | Unknown {
    const real = this.realPathOf(path);
    if (real instanceof Unknown) return real;
    if (real === null) return false;
    return kindOf(real) === "file" || failure("it asks for a file where there is something else");
  }

  public find(directory: string, pattern: string): readonly string[] | Unknown {
    // As Terraform does it, the directory is a part of the pattern.
    const whole = join(directory, pattern).replace(/(?<=.)\/$/, "");
    const base = isAbsolute(whole) ? this.root : this.start;
    const parts = patternParts(isAbsolute(whole) ? relative(base, whole) : whole);
    if (parts instanceof Unknown) return parts;
    const found = new FileSearch((path) => this.realPath(path)).find(base, parts);
    if (found instanceof Unknown) return found;
    const from = resolve(this.start, directory);
    return found.map((path) => relative(from, path));
  }

  private readAnew(path: string): Uint8Array | Unknown {
    const real = this.realPathOf(path);
    if (real instanceof Unknown) return real;
    if (real === null) return failure("a file that it is read from is not there");
    if (kindOf(real) === "directory") return failure("a directory is read as a file");
    try {
      const content = readFile(real, LARGEST_FILE);
      this.size += content.length;
      return this.size > ALL_FILES ? new Unknown("more files are read than are looked at", { isSet: true }) : content;
    } catch (error) {
      if (!(error instanceof UnreadFile)) return new Unknown("a file that it is read from cannot be read");
      return new Unknown(`a file that it is read from ${error.message}`);
    }
  }

  /** Where a path really leads; null where nothing is there. */
  private realPath(path: string): string | null | Unknown {
    if (!isIn(this.root, path)) return new Unknown(OUTSIDE);
    try {
      return this.followed(path, realpathSync.native(this.root));
    } catch {
      return new Unknown("a file that it depends on cannot be reached");
    }
  }

  /** The same of a path as Terraform takes it, where `~` is the directory of whoever runs it. */
  private realPathOf(path: string): string | null | Unknown {
    return path.startsWith("~") ? new Unknown(OUTSIDE) : this.realPath(resolve(this.start, path));
  }

  private followed(path: string, root: string, links = MOST_LINKS): string | null | Unknown {
    try {
      const real = realpathSync.native(path);
      return isIn(root, real) ? real : new Unknown(OUTSIDE);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
    }
    // What is missing may be missing somewhere else.
    const link = firstLink(path, isIn(root, path) ? root : this.root);
    if (link === null) return null;
    const target = resolve(realpathSync.native(dirname(link)), readlinkSync(link), relative(link, path));
    return links > 0 && isIn(root, target) ? this.followed(target, root, links - 1) : new Unknown(OUTSIDE);
  }
}

/** The first of the directories on the way, or what is at its end, that is a link. */
function firstLink(path: string, root: string): string | null {
  let way = root;
  for (const name of relative(root, path).split(sep)) {
    way = join(way, name);
    const stats = lstatSync(way, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) return way;
    if (!stats?.isDirectory()) return null;
  }
  return null;
}

function isIn(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

import { createHash, randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readBeginning } from "../files/read-file";
import { InputError } from "../files/input-error";
import { pathError } from "../configuration/terraform-files";
import { errorCode } from "./error-code";
import type { StackDirectory } from "./stacks";

/** A name that is itself the name of a file, in every file system. */
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
/** How a plan begins: a ZIP file, or a bookmark of a plan that HCP Terraform keeps. */
const BEGINNINGS = ["PK\u0003\u0004", '{"remote_plan_format"'];

/**
 * A directory in which the plans of a review are kept, as `<stack>.tfplan`, to be applied as they were reviewed. Plans
 * hold secrets: only this user may read them, and a directory that is made for them is not committed. Plans of an
 * earlier review are replaced, also by nothing where a stack can no longer be planned, since applying it would apply
 * what was not reviewed. Nothing but plans is replaced.
 */
export class SavedPlans {
  private readonly directory: string;

  /**
   * Removes the plans of an earlier review. Of this one there is nothing until `save`.
   *
   * @throws InputError when the plans cannot be kept there: before anything is planned.
   */
  public constructor(directory: string, stacks: readonly StackDirectory[]) {
    this.directory = resolve(directory);
    saving(directory, () => {
      const made = this.make();
      const files = stacks.map((stack) => this.fileOf(stack));
      for (const file of files) checkReplaceable(file);
      for (const file of files) rmSync(file, { force: true });
      if (made !== undefined) this.removeFrom(made);
    });
  }

  /** Keeps the plan of a stack; the name of the file. */
  public save(stack: StackDirectory, plan: Buffer): string {
    const file = this.fileOf(stack);
    const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
    return saving(file, () => {
      if (this.make() !== undefined) writeFileSync(join(this.directory, ".gitignore"), "*\n");
      try {
        writeFileSync(temporary, plan, { flag: "wx", mode: 0o600 });
        renameSync(temporary, file);
      } finally {
        rmSync(temporary, { force: true });
      }
      return file;
    });
  }

  /** The outermost of the directories that were made; undefined where it was there. */
  private make(): string | undefined {
    return mkdirSync(this.directory, { recursive: true, mode: 0o700 });
  }

  private removeFrom(made: string): void {
    for (let unused = this.directory; unused.length >= made.length; unused = dirname(unused)) rmdirSync(unused);
  }

  private fileOf({ name }: StackDirectory): string {
    return join(this.directory, `${PLAIN.test(name) ? name : fileName(name)}.tfplan`);
  }
}

/** What of a name can be in a file's, and a hash by which no other stack has the same. */
function fileName(name: string): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 80)}-${hash}`.replace(/^-+/, "");
}

function checkReplaceable(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isFile())
    throw pathError(file, "is not a file, and so is not replaced by a plan. Give another directory.");
  if (
    stats.size > 0 &&
    !BEGINNINGS.some((beginning) => beginning === readBeginning(file, beginning.length).toString("latin1"))
  ) {
    throw pathError(file, "is not a plan, and so is not replaced by one. Move it, or give another directory.");
  }
}

function saving<T>(place: string, save: () => T): T {
  try {
    return save();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = errorCode(error) ?? "unknown reason";
    throw pathError(place, `plans cannot be kept there (${code}). Give a directory that you may write to.`);
  }
}

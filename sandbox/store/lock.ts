import { linkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { SandboxError } from "../sandbox-error";
import { isMissing } from "./account-file";
import { readRegularFile, temporaryName } from "./disk";

/** Keeps a second sandbox off an account file while this process works on it. */
export class Lock {
  /** Takes the lock, also over from a process that is gone; throws when a live one holds it. */
  public static take(file: string): Lock {
    if (!tryCreate(file)) {
      refuseWhileHeld(file);
      removeStale(file);
      if (!tryCreate(file)) refuseWhileHeld(file);
    }
    return new Lock(file);
  }

  private constructor(private readonly file: string) {}

  public release(): void {
    rmSync(this.file, { force: true });
  }
}

/** Throws, naming the process, when a sandbox runs on the account of this lock file. */
export function refuseWhileHeld(file: string): void {
  const process = liveHolder(file);
  if (process === undefined) return;
  throw new SandboxError(
    `A sandbox already runs on this account, in process ${process} (lock file ${file}). ` +
      "Wait until its command has ended, or work in another directory.",
  );
}

function liveHolder(file: string): number | undefined {
  const holder = read(file);
  const [pid, start] = holder?.split(" ") ?? [];
  if (pid === undefined || !/^\d+$/.test(pid)) return undefined;
  const now = identity(Number(pid));
  // A process of the same number that started at another time is not the holder.
  return now !== undefined && now === [pid, start].join(" ") ? Number(pid) : undefined;
}

/** Creates the lock file together with its content, so that nobody ever reads an empty one. */
function tryCreate(file: string): boolean {
  const own = temporaryName(file);
  try {
    writeFileSync(own, identity(process.pid) ?? "", { mode: 0o600, flag: "wx" });
    linkSync(own, file);
    return true;
  } catch (error) {
    // Whoever holds the lock may have removed the file, as one of a process that is gone.
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moves the stale lock away first: another process may have replaced it by its own in the meantime. */
function removeStale(file: string): void {
  const aside = temporaryName(file);
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if (liveHolder(aside) !== undefined) renameSync(aside, file);
  rmSync(aside, { force: true });
}

/** Number and start time of a live process; undefined when it is gone. Only Linux tells the start time. */
function identity(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the command in parentheses and may hold anything; the start time is the 20th after it.
  const start = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return `${pid} ${start}`;
}

function read(file: string): string | undefined {
  try {
    return readRegularFile(file);
  } catch {
    return undefined;
  }
}

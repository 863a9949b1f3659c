import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Account } from "../../sandbox/account/account";
import { RamError } from "../../sandbox/account/ram-error";
import type { Caller } from "../../sandbox/account/session";
import { newAccount } from "../../sandbox/account/state";
import { accountFile } from "../../sandbox/directory";
import { SandboxError } from "../../sandbox/sandbox-error";
import { writeAccountFile } from "../../sandbox/store/account-file";
import { DISK, type Disk } from "../../sandbox/store/disk";
import { lineAt, type Attack } from "../attack";
import { accountOnDisk, lost } from "./account";
import { notRun, onGround } from "./ground";

interface Line {
  readonly name: string;
  /** Kilobytes of a disk of its own, which is full then. */
  readonly size?: number;
  /** What fails on a disk that has room. */
  readonly disk?: () => Disk;
}

const DISKS: readonly Line[] = [
  { name: "a disk of 16 KB", size: 16 },
  { name: "a disk of 20 KB", size: 20 },
  { name: "a disk of 40 KB", size: 40 },
  { name: "a disk of 64 KB", size: 64 },
  { name: "a disk of 128 KB", size: 128 },
  { name: "a disk that writes some bytes of what it is asked", disk: () => ({ ...DISK, write: shortWrite }) },
  { name: "a disk that is full now and then", disk: () => ({ ...DISK, write: sometimes("ENOSPC", shortWrite) }) },
  {
    name: "a disk that fails now and then",
    disk: () => ({ ...DISK, write: sometimes("EIO", (...given) => DISK.write(...given)) }),
  },
  { name: "a disk that takes nothing, without a word", disk: () => ({ ...DISK, write: () => 0 }) },
  {
    name: "a disk that now and then cannot sync",
    disk: () => ({ ...DISK, sync: sometimes("EIO", (file) => DISK.sync(file)) }),
  },
  {
    name: "a disk that can sync files, and no folder",
    disk: () => ({ ...DISK, sync: everySecond((file) => DISK.sync(file)) }),
  },
];

const ROOT: Caller = { kind: "root" };

/** An account on a disk that fails: each call is answered and kept, or an error and as if it had not been made. */
export const disks: Attack = {
  promised: "sandbox",
  name: "full and failing disks",
  rounds: DISKS.length,
  round: (round) => {
    const line = lineAt(DISKS, round);
    return onGround(async (ground) => {
      const { size, disk } = line;
      if (size === undefined) return fill(ground, disk?.() ?? DISK, 30 + randomInt(20));
      return (await onDisk(ground, size, (folder) => fill(folder, DISK, 2000))) ?? notRun(line.name, NO_DISK);
    });
  },
};

export const NO_DISK = "no tmpfs can be mounted here";

/** Does something on a disk of so many kilobytes; undefined where none can be made. */
export async function onDisk<T>(
  ground: string,
  kilobytes: number,
  act: (folder: string) => T | Promise<T>,
): Promise<T | undefined> {
  const folder = join(ground, "disk");
  mkdirSync(folder);
  const mount = ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "ramparts-attack", folder];
  if (spawnSync("mount", mount).status !== 0) return undefined;
  try {
    return await act(folder);
  } finally {
    spawnSync("umount", ["-l", folder]);
  }
}

/** Makes users and keys until a call fails on a disk with an end, or that many times. */
function fill(folder: string, disk: Disk, times: number): string[] {
  const file = accountFile(folder);
  const state = newAccount("1234567890123456", "2026-03-01T08:00:00Z");
  writeAccountFile(file, state);
  const account = new Account(state, { save: (changed) => writeAccountFile(file, changed, disk) });
  const answered: string[] = [];
  const holes: string[] = [];
  let failures = 0;
  for (let n = 0; n < times && holes.length === 0 && failures < 20; n += 1) {
    const before = readFileSync(file, "utf8");
    try {
      answered.push(change(account, n));
      if (readFileSync(file, "utf8") === before) holes.push("a call was answered, and the file is as it was before");
    } catch (error) {
      failures += 1;
      if (!(error instanceof SandboxError)) holes.push(`a call failed with ${String(error)}`);
      if (readFileSync(file, "utf8") !== before) holes.push("a call failed, and the file is not as it was before");
    }
    try {
      const keys = answered.filter((id) => id !== "");
      holes.push(...lost(keys, accountOnDisk(folder), "an answered call"));
    } catch (error) {
      return [...holes, String(error)];
    }
  }
  const known = JSON.stringify(account.call(ROOT, "ListUsers", { MaxItems: 1000 }).Users.User.length);
  const onDiskNow = String(accountOnDisk(folder)?.users.length);
  if (known !== onDiskNow) holes.push(`the account knows ${known} users, and its file ${onDiskNow}`);
  const left = readdirSync(folder).filter((name) => name !== "account.json");
  if (left.length > 0) holes.push(`there are files left: ${left.join(", ")}`);
  return holes;
}

/** Makes a user or the key of one; the id of the key, or "". */
function change(account: Account, n: number): string {
  const UserName = `user-${Math.floor(n / 2)}`;
  try {
    if (n % 2 === 1) return account.call(ROOT, "CreateAccessKey", { UserName }).AccessKey.AccessKeyId;
  } catch (error) {
    // The user is one that could not be made.
    if (!(error instanceof RamError)) throw error;
  }
  const Comments = "x".repeat(randomInt(100));
  account.call(ROOT, "CreateUser", { UserName: n % 2 === 1 ? `${UserName}-again` : UserName, Comments });
  return "";
}

function shortWrite(descriptor: number, bytes: Uint8Array, from: number): number {
  return DISK.write(descriptor, bytes.subarray(0, from + 1 + randomInt(500)), from);
}

function sometimes<Given extends unknown[], Answer>(
  code: string,
  act: (...given: Given) => Answer,
): (...given: Given) => Answer {
  return (...given) => {
    if (randomInt(3) === 0) throw Object.assign(new Error(code), { code });
    return act(...given);
  };
}

function everySecond(sync: Disk["sync"]): Disk["sync"] {
  let times = 0;
  return (descriptor) => {
    if (++times % 2 === 0) throw Object.assign(new Error("no"), { code: "EIO" });
    sync(descriptor);
  };
}

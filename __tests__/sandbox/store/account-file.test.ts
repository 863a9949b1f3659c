import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { newAccount, type AccountState } from "../../../sandbox/account/state";
import { SandboxError } from "../../../sandbox/sandbox-error";
import { readAccountFile, removeTemporaries, writeAccountFile } from "../../../sandbox/store/account-file";
import { DISK, type Disk } from "../../../sandbox/store/disk";
import { codePoint } from "../../code-point";

const NOW = "2026-03-01T08:00:00Z";

describe("the account file", () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-store-"));
    file = join(directory, "account.json");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("comes back as it was written, for its owner only, and leaves nothing beside it", () => {
    const users = fc.array(fc.record({ comments: fc.string({ unit: codePoint }), displayName: fc.string() }));
    fc.assert(
      fc.property(users, (changes) => {
        const account = newAccount("1234567890123456", NOW);
        const state: AccountState = {
          ...account,
          users: changes.flatMap((change) => account.users.map((user) => ({ ...user, ...change }))),
        };
        writeAccountFile(file, state);
        expect(readAccountFile(file)).toEqual(state);
      }),
      { numRuns: 50 },
    );
    expect(readdirSync(directory)).toEqual(["account.json"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is none where there is none", () => {
    expect(readAccountFile(file)).toBeUndefined();
  });

  const good = { format: "ramparts-sandbox-account", version: 1, account: newAccount("1234567890123456", NOW) };
  it.each<[string, string, string]>([
    ["empty", "", "is empty"],
    ["truncated", JSON.stringify(good).slice(0, 200), "is truncated or not JSON"],
    ["another thing", '{"version":4,"terraform_version":"1.11.4"}', "is not an account file"],
    ["null", "null", "is not an account file"],
    [
      "of a newer version",
      JSON.stringify({ ...good, version: 2 }),
      "has version 2; this version of ramparts reads version 1",
    ],
    ["without an account", JSON.stringify({ ...good, account: null }), "is damaged: account is not an object"],
    [
      "with users that are none",
      JSON.stringify({ ...good, account: { ...good.account, users: {} } }),
      "is damaged: account.users is not a list",
    ],
    [
      "with a status there is not",
      JSON.stringify({
        ...good,
        account: { ...good.account, accessKeys: [{ accessKeyId: "k", status: "On", createDate: "" }] },
      }),
      "is damaged: account.accessKeys[0].status is none of Active, Inactive",
    ],
  ])("that is %s is refused, with the way out, and left as it is", (_, content, problem) => {
    writeFileSync(file, content);
    expect(() => readAccountFile(file)).toThrow(SandboxError);
    expect(() => readAccountFile(file)).toThrow(`${file} ${problem}`);
    expect(() => readAccountFile(file)).toThrow("ramparts sandbox reset");
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  it("that is truncated at any place is refused", () => {
    const whole = JSON.stringify(good, null, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        writeFileSync(file, whole.slice(0, length));
        expect(() => readAccountFile(file)).toThrow(SandboxError);
      }),
    );
  });

  const full = (): never => {
    throw Object.assign(new Error("full"), { code: "ENOSPC", errno: -28 });
  };
  /** The first one syncs the new file, the second one the folder. */
  const failingAt = (failing: number): Disk["sync"] => {
    let times = 0;
    return (descriptor) => (++times === failing ? full() : DISK.sync(descriptor));
  };
  it.each<[string, Partial<Disk>]>([
    ["a disk that is full", { write: full }],
    ["a disk that takes nothing and does not say so", { write: () => 0 }],
    [
      "a disk that is full after some bytes",
      { write: (file, bytes, from) => (from === 0 ? DISK.write(file, bytes.subarray(0, 100), 0) : full()) },
    ],
    ["a file that cannot be synced", { sync: failingAt(1) }],
    ["a folder that cannot be synced", { sync: failingAt(2) }],
  ])("keeps its old content, and says so, on %s", (_, failures) => {
    writeAccountFile(file, good.account);
    const before = readFileSync(file, "utf8");
    const write = (): void => writeAccountFile(file, newAccount("9999999999999999", NOW), { ...DISK, ...failures });
    expect(write).toThrow(SandboxError);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(readdirSync(directory)).toEqual(["account.json"]);
  });

  it("says what the system says", () => {
    const write = (): void => writeAccountFile(file, good.account, { ...DISK, write: full });
    expect(write).toThrow(`${file} (no space left on device, ENOSPC). The account is as it was before this call.`);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("is complete on a disk that takes a byte at a time, and on one whose folders need no syncing", () => {
    let times = 0;
    writeAccountFile(file, good.account, {
      write: (descriptor, bytes, from) => DISK.write(descriptor, bytes.subarray(0, from + 1), from),
      sync: () => {
        if (++times === 2) throw Object.assign(new Error("a folder"), { code: "EINVAL" });
      },
    });
    expect(readAccountFile(file)).toEqual(good.account);
  });

  it("is neither read nor written through a link", () => {
    const elsewhere = join(directory, "elsewhere.json");
    writeFileSync(elsewhere, JSON.stringify(good));
    symlinkSync(elsewhere, file);
    expect(() => readAccountFile(file)).toThrow("it is a link, a folder or a device");
    writeAccountFile(file, newAccount("9999999999999999", NOW));
    expect(JSON.parse(readFileSync(elsewhere, "utf8"))).toEqual(good);
    expect(lstatSync(file).isFile()).toBe(true);
  });

  it("loses what a killed sandbox left beside it, and nothing else", () => {
    const names = ["account.json", "account.json.bak", "account.json.0123456789abcdef.tmp.txt"];
    for (const name of [...names, "account.json.0123456789abcdef.tmp"]) writeFileSync(join(directory, name), "");
    removeTemporaries(file);
    expect(readdirSync(directory).sort()).toEqual([...names].sort());
  });
});

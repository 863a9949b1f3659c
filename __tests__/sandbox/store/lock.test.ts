import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../../../sandbox";
import { SandboxError } from "../../../sandbox/sandbox-error";
import { Lock } from "../../../sandbox/store/lock";

describe("the lock on an account", () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-lock-"));
    file = join(directory, "account.lock");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("is refused while this or another process holds it, and named by process", () => {
    const lock = Lock.take(file);
    expect(() => Lock.take(file)).toThrow(SandboxError);
    expect(() => Lock.take(file)).toThrow(`in process ${process.pid}`);
    lock.release();
    expect(existsSync(file)).toBe(false);
    Lock.take(file).release();
  });

  it.each([
    ["a process that is gone", "4194304 1"],
    ["an earlier process of a number that lives again", `${process.pid} 1`],
    ["nobody, being damaged", "not a process"],
  ])("is taken over from %s", (_, content) => {
    writeFileSync(file, content);
    const lock = Lock.take(file);
    expect(() => Lock.take(file)).toThrow(SandboxError);
    lock.release();
  });

  it("is let go of when a sandbox cannot start", async () => {
    writeFileSync(join(directory, "account.json"), "damaged");
    await expect(startSandbox({ directory })).rejects.toThrow("is truncated or not JSON");
    expect(existsSync(file)).toBe(false);
  });
});

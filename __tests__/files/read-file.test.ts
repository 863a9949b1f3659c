import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OverLimit, readBeginning, readFile, UnreadFile } from "../../lib/files/read-file";

describe("reading a file", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ramparts-file-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const file = (content: string): string => {
    const path = join(root, "file");
    writeFileSync(path, content);
    return path;
  };

  it("gives its bytes, also through a link", () => {
    const path = file("abc");
    symlinkSync(path, join(root, "link"));
    expect(readFile(path, 3).toString()).toBe("abc");
    expect(readFile(join(root, "link"), 3).toString()).toBe("abc");
    expect(readFile(file(""), 0)).toHaveLength(0);
  });

  it("gives its beginning, however long it is", () => {
    expect(readBeginning(file("abc"), 2).toString()).toBe("ab");
    expect(readBeginning(file("a"), 2).toString()).toBe("a");
  });

  it("refuses more bytes than the limit", () => {
    const path = file("abcd");
    expect(() => readFile(path, 3)).toThrow(new OverLimit(3));
    expect(() => readFile(path, 3)).toThrow("has more than 3 bytes, which is the most that is read");
  });

  it("does not trust the size of what the kernel shows as a file", () => {
    expect(readFile("/proc/self/status", 1_000_000).toString()).toContain("Pid:");
    expect(() => readFile("/proc/self/status", 10)).toThrow(OverLimit);
  });

  it("lets the system say what is not there", () => {
    expect(() => readFile(join(root, "none"), 1)).toThrow(/ENOENT/);
  });

  it.each([
    ["a directory", (path: string) => mkdirSync(path)],
    ["a pipe", (path: string) => execFileSync("mkfifo", [path])],
    ["a device", (path: string) => symlinkSync("/dev/zero", path)],
    ["a device", (path: string) => symlinkSync("/dev/tty", path)],
  ])("says that something is %s, and waits for nothing", (what, make) => {
    const path = join(root, "other");
    make(path);
    expect(() => readFile(path, 10)).toThrow(new UnreadFile(`is ${what}, not a regular file`));
    expect(() => readBeginning(path, 10)).toThrow(`is ${what}`);
  });

  it("says that something is a socket", async () => {
    const server = createServer();
    const path = join(root, "socket");
    await new Promise<void>((resolve) => server.listen(path, resolve));
    expect(() => readFile(path, 10)).toThrow(new UnreadFile("is a socket, not a regular file"));
    await new Promise((resolve) => server.close(resolve));
  });
});

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { InputError } from "../../lib/files/input-error";
import { readInput } from "../../lib/terraform/read-input";
import { sourceProgram } from "./source-program";

describe("reading what is to be reviewed", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ramparts-input-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** An input without an end, that knows whether anybody still reads it. */
  function endless(): Readable {
    return new Readable({
      read() {
        this.push(Buffer.alloc(1000, "x"));
      },
    });
  }

  it("gives back the bytes of a file, whatever they are", async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xef, 0xbb, 0xbf, 0x7b]);
    writeFileSync(join(root, "plan.json"), bytes);
    expect(await readInput(join(root, "plan.json"))).toEqual(bytes);
    writeFileSync(join(root, "empty.json"), "");
    expect(await readInput(join(root, "empty.json"))).toHaveLength(0);
  });

  it("reads standard input, in however many pieces it comes", async () => {
    const pieces = Array.from({ length: 300 }, (_, index) => Buffer.alloc(10_000, index % 256));
    const read = await readInput("-", { standardInput: Readable.from(pieces) });
    expect(read.equals(Buffer.concat(pieces))).toBe(true);
  });

  it("does not wait for who might write into a pipe that has a name", async () => {
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(readInput(pipe)).rejects.toThrow(`${pipe}: is a pipe, not a regular file. Give a file, or - for`);
  });

  it("takes as many bytes as the limit, and not one more", async () => {
    const file = join(root, "plan.json");
    writeFileSync(file, "x".repeat(1000));
    expect(await readInput(file, { limit: 1000 })).toHaveLength(1000);
    expect(await readInput("-", { limit: 1000, standardInput: Readable.from([Buffer.alloc(1000)]) })).toHaveLength(
      1000,
    );
    await expect(readInput(file, { limit: 999 })).rejects.toThrow(
      `${file}: has more than 999 bytes, which is the most that is read. Give a larger --max-size if that is right.`,
    );
  });

  it("stops reading what has no end", async () => {
    const standardInput = endless();
    const refused = readInput("-", { limit: 1024 * 1024, standardInput });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow("standard input: has more than 1 MiB");
    expect(standardInput.destroyed).toBe(true);
  });

  it("ends the process while the other side would go on writing", async () => {
    const program = sourceProgram(
      `fromRoot("./lib/terraform/read-input.ts").readInput("-", { limit: 100_000 })
        .catch((error) => console.log(error.message));`,
    );
    const child = spawn("node", program, { stdio: ["pipe", "pipe", "inherit"] });
    endless()
      .pipe(child.stdin)
      .on("error", () => undefined);
    const said = await new Promise<string>((resolve) =>
      child.stdout?.once("data", (data: Buffer) => resolve(String(data))),
    );
    expect(said).toContain("--max-size");
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
  });

  it.each([
    [
      "a terminal",
      "-",
      Object.assign(Readable.from([]), { isTTY: true }),
      /is a terminal, where no JSON comes from\. Give a file/,
    ],
    ["a directory", "/", undefined, /is a directory, not a regular file\. Give a file/],
    ["a device", "/dev/zero", undefined, /is a device, not a regular file\. Give a file/],
    ["a missing file", "/no/such/plan.json", undefined, /plan\.json: does not exist\. Give a file/],
    ["what is below a file", "/dev/null/plan.json", undefined, /cannot be read \(ENOTDIR\)/],
    ["a name that would break the line", "/no/such\n::error::", undefined, /^\/no\/such\\u\{a\}::error::: does not/],
  ])("says what is wrong with %s", async (_, path, standardInput, problem) => {
    const refused = readInput(path, standardInput && { standardInput });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(problem);
  });

  it("says so when standard input is a directory", async () => {
    const program = sourceProgram(
      `fromRoot("./lib/terraform/read-input.ts").readInput("-").catch((error) => console.log(error.message));`,
    );
    const directory = await open(root);
    const child = spawn("node", program, { stdio: [directory.fd, "pipe", "inherit"] });
    const said = new Promise<string>((resolve) => child.stdout?.once("data", (data: Buffer) => resolve(String(data))));
    expect(await said).toContain("standard input: is a directory");
    await directory.close();
  });
});

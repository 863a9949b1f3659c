import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWholeFile } from "../../lib/cli/write-file";

describe("writing a file", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ramparts-write-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("takes a text, or its pieces", () => {
    const file = join(root, "report");
    writeWholeFile(file, "one");
    expect(readFileSync(file, "utf8")).toBe("one");
    writeWholeFile(file, ["t", "w", "o"].values());
    expect(readFileSync(file, "utf8")).toBe("two");
  });

  it("leaves what was there when a piece cannot be made", () => {
    const file = join(root, "report");
    writeWholeFile(file, "one");
    function* broken(): Generator<string> {
      yield "two";
      throw new TypeError("it is broken");
    }
    expect(() => writeWholeFile(file, broken())).toThrow(TypeError);
    expect(readFileSync(file, "utf8")).toBe("one");
    expect(readdirSync(root)).toEqual(["report"]);
  });

  it("does not wait for somebody who might read a pipe", () => {
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(() => writeWholeFile(pipe, "x")).toThrow(`${pipe}: cannot be written (ENXIO)`);
  });

  it("writes into a pipe that somebody reads", async () => {
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = spawn("sh", ["-c", 'echo; cat "$0"', pipe], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    const ended = new Promise((resolve) => reader.once("close", resolve));
    await new Promise<void>((resolve) =>
      reader.stdout.setEncoding("utf8").on("data", (part: string) => {
        text += part;
        resolve();
      }),
    );
    // It opens the pipe a moment later.
    for (let isOpen = false; !isOpen;) {
      try {
        writeWholeFile(pipe, "x".repeat(100_000));
        isOpen = true;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    await ended;
    expect(text).toBe(`\n${"x".repeat(100_000)}`);
  });
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeSocketPlace } from "../../sandbox/socket";

describe("the place of the provider's socket", () => {
  const before = process.env["TMPDIR"];
  const root = mkdtempSync(join(tmpdir(), "ramparts-socket-"));
  afterEach(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each([
    ["deep", "d".repeat(100), true],
    ["not there", "missing", false],
    ["as usual", "t", true],
  ])("is private and short enough when the temporary directory is %s", (_, name, exists) => {
    const directory = join(root, name);
    if (exists) mkdirSync(directory);
    process.env["TMPDIR"] = directory;
    const place = makeSocketPlace();
    expect(Buffer.byteLength(place.path)).toBeLessThanOrEqual(100);
    expect(statSync(dirname(place.path)).mode & 0o777).toBe(0o700);
    place.remove();
    expect(existsSync(dirname(place.path))).toBe(false);
  });
});

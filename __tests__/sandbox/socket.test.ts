import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeSocketPlace, removeLeftPlaces } from "../../sandbox/socket";

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

  it("is removed at the next start when its sandbox was killed, and left when it lives or is no place", async () => {
    const killed = makeSocketPlace();
    const listen = `require("net").createServer().listen(${JSON.stringify(killed.path)}, () => process.kill(process.pid, 9))`;
    spawnSync(process.execPath, ["-e", listen]);
    const alive = makeSocketPlace();
    const server = createServer().listen(alive.path);
    const starting = makeSocketPlace();
    const longEmpty = makeSocketPlace();
    utimesSync(longEmpty.directory, new Date(0), new Date(0));
    expect(existsSync(killed.path)).toBe(true);
    await removeLeftPlaces();
    server.close();
    expect(existsSync(killed.directory)).toBe(false);
    expect(existsSync(alive.directory)).toBe(true);
    expect(existsSync(starting.directory)).toBe(true);
    expect(existsSync(longEmpty.directory)).toBe(false);
    alive.remove();
    starting.remove();
    expect(existsSync(alive.directory)).toBe(false);
  });
});

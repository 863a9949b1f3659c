import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";

const ROOT = join(__dirname, "..");
const LIBRARY = join(ROOT, "lib");
const FOLDERS = readdirSync(LIBRARY, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The rooms in the lines in which CONTRIBUTING shows them: each imports only of those in lines below it. */
function lines(): string[][] {
  const page = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const list = /Imports go one way[^`]*```text\n([^`]*)```/.exec(page)?.[1] ?? "";
  return list
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
}

/** `[room, room that it imports, file]` for every import between rooms. */
function imports(room: string): [string, string, string][] {
  return readdirSync(join(LIBRARY, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const text = readFileSync(join(LIBRARY, room, name), "utf8");
      return [...text.matchAll(/from "(\.[^"]*)"/g)].flatMap(([, path = ""]): [string, string, string][] => {
        const [other = "", ...rest] = normalize(join(room, dirname(name), path)).split(sep);
        return rest.length === 0 || other === room || other === ".." ? [] : [[room, other, `lib/${room}/${name}`]];
      });
    });
}

describe("the rooms of the library", () => {
  it("are all on the page", () => {
    expect(lines().flat().sort()).toEqual(FOLDERS.map(({ name }) => name).sort());
  });

  it("import only of those below them", () => {
    const height = new Map(lines().flatMap((rooms, line) => rooms.map((room) => [room, line] as const)));
    const upwards = FOLDERS.flatMap(({ name }) => imports(name)).filter(
      ([room, other]) => (height.get(other) ?? -1) <= (height.get(room) ?? -1),
    );
    expect(upwards).toEqual([]);
  });
});

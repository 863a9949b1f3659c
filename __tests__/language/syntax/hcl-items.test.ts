import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mergedBodies } from "../../../lib/language/syntax/hcl-builder";
import { readItems } from "../../../lib/language/syntax/hcl-items";
import { writtenExpressions } from "./written-expressions";

/** A long run: `EXPRESSIONS=10000 npx jest hcl-items`. */
const EXPRESSIONS = Number(process.env["EXPRESSIONS"] ?? 300);
const SEED = Number(process.env["SEED"] ?? 1);

/** What the HCL library makes of a text, as text, since the order of names counts; null where it refuses it. */
async function byLibrary(text: string): Promise<string | null> {
  try {
    return JSON.stringify(await parse("main.tf", text));
  } catch {
    return null;
  }
}

/** The same where only what is left goes to the library; null where that is refused. */
async function byItems(text: string): Promise<string | null> {
  const items = readItems(text);
  if (items === null) return byLibrary(text);
  if (items.rest === null) return JSON.stringify(items.body);
  const rest = await byLibrary(items.rest);
  const merged = rest === null ? null : mergedBodies(items.body, JSON.parse(rest) as object as Record<string, unknown>);
  return merged === null ? byLibrary(text) : JSON.stringify(merged);
}

describe("readItems", () => {
  it("reads every configuration of these tests as the HCL library does", async () => {
    const root = join(__dirname, "..", "..");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tf"));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const text = readFileSync(join(root, file), "utf8");
      expect([file, await byItems(text)]).toEqual([file, await byLibrary(text)]);
    }
  });

  it.each([
    [
      "arguments of every simple kind",
      'a = 1\nb = "x"\nc = true\nd = null\ne = [1, [], {}]\nf = { x = 1, "y-z" : var.y }\n',
    ],
    [
      "blocks with labels and without, on one line and on several",
      'a {}\nb "c" d { x = 1 }\nb "c" "e" {\n  f {}\n  f {}\n}\n',
    ],
    ["escapes and signs", 'a = "\\n\\"$${x} %%{y} $ % \\u00e9 ${var.z}$"\n'],
    ["expressions", "a = merge(var.b, { c = 1 })[0].d\ne = var.f ? 1 : 2\nj = (var.k)\n"],
    ["comments everywhere", "# a\na = 1 // b\n/* c */ d /* e */ = /* f */ [ # g\n 1 /* h */ ]\n"],
    ["ends of line of Windows", 'a = 1\r\nb {\r\n  c = "d"\r\n}\r\n'],
  ])("needs no library for %s", async (_, text) => {
    const items = readItems(text);
    expect(items?.rest).toBeNull();
    expect(JSON.stringify(items?.body)).toBe(await byLibrary(text));
  });

  it.each([
    ["folded constants", "a = 1 + 2\n"],
    ["strip markers", 'a = "x ${~ var.b ~} y"\n'],
    ["directives", 'a = "%{if var.b}x%{endif}"\n'],
    ["heredocs", "a = <<EOT\nx\nEOT\n"],
    ["loops", "a = [for c in var.d : c]\n"],
    ["keys in parentheses", "a = { (var.b) = 1 }\n"],
    ["keys that stand twice", "a = { b = 1, b = 2 }\n"],
    ["many digits", "a = 12345678901234567890\n"],
  ])("leaves %s to the library, and nothing else", async (_, argument) => {
    const text = `z {\n  y = 1\n}\n${argument}b {\n${argument}}\n`;
    expect(readItems(text)?.body).toEqual({ z: [{ y: 1 }] });
    expect(await byItems(text)).toBe(await byLibrary(text));
  });

  it("leaves what is left where it was, so that an error tells its line", () => {
    const text = 'a {\n  b = "c"\n}\n  d = <<EOT\nx\nEOT\n';
    expect(readItems(text)?.rest).toBe("   \n         \n \n  d = <<EOT\nx\nEOT\n");
  });

  it("keeps the order of blocks of one name, where one of them is left", async () => {
    const text = ["1", "1 + 1", "3"].map((value) => `b "c" {\n  x = ${value}\n}\n`).join("");
    expect(readItems(text)?.body).toEqual({});
    expect(await byItems(text)).toBe(await byLibrary(text));
  });

  it.each([
    "a {\n",
    "a }\n",
    "a = 1\na = 2\n",
    'a "b" {}\na {}\n',
    "a = 'x'\n",
    "a = [for]\n",
    "a = { for }\n",
    "a b\n",
  ])("refuses what the library refuses: %j", async (text) => {
    expect(await byItems(text)).toBeNull();
  });

  it("reads random expressions as the library does, and changed ones", async () => {
    const changed = fc
      .tuple(
        writtenExpressions,
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(...'() [] {} " ${ %{ ~} . , : = ? + 1 for'.split(" ")),
      )
      .map(([text, where, length, put]) => {
        const at = where % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + length);
      });
    const [many, seed] = [EXPRESSIONS, SEED];
    const texts = [
      ...fc.sample(writtenExpressions, { numRuns: many, seed }),
      ...fc.sample(changed, { numRuns: many, seed }),
    ];
    for (const expression of texts.map((text) => Buffer.from(text).toString())) {
      const text = `a = [\n${expression}\n]\nb "c" {\n  d = ${expression}\n}\n`;
      expect([text, await byItems(text)]).toEqual([text, await byLibrary(text)]);
    }
  }, 600_000);
});

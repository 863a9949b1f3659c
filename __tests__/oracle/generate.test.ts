import { parseExpression } from "../../lib/language/syntax/parse";
import { generate } from "../../oracle/generate/generate";
import { textOf } from "../../oracle/generate/node";
import { NOT_CALLED, SIGNATURES } from "../../oracle/generate/signatures";

describe("generated expressions", () => {
  const texts = generate("test", 500, 0.3).map(textOf);

  it("are the same for the same seed", () => {
    expect(generate("test", 100, 0.3).map(textOf)).toEqual(texts.slice(0, 100));
    expect(generate("other", 100, 0.3).map(textOf)).not.toEqual(texts.slice(0, 100));
  });

  it("are well formed", () => {
    expect(texts.filter((text) => parseExpression(text).kind === "malformed")).toEqual([]);
  });

  it("call every function that gives the same in each run", () => {
    const written = generate("test", 3000, 0.3).map(textOf).join("\n");
    const called = new Set([...written.matchAll(/\b([a-z0-9]+)\(/g)].map(([, name]) => name));
    const missing = [...SIGNATURES.keys()].filter((name) => !called.has(name) && !NOT_CALLED.has(name));
    expect(missing).toEqual([]);
  });

  it.each([
    ["conditions", /\?/],
    ["directives", /%\{ ?if/],
    ["heredocs", /<<-?EOT/],
    ["strip markers", /~\}/],
    ["both splats", /\[\*\]\.[\s\S]*\.\*\./],
    ["loops with conditions", /\{for .* if /],
    ["grouping", /\.\.\.( if .*)?\}/],
    ["comments", /\/\*/],
    ["open names", /var\.open_/],
  ])("have %s", (_, pattern) => {
    expect(texts.join("\n")).toMatch(pattern);
  });
});

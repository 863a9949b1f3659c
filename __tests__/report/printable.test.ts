import { printable } from "../../lib/report/printable";

describe("printable", () => {
  it.each([
    ["a terminal escape", "a\u001b[31mb", "a\\u{1b}[31mb"],
    ["a line end", "a\r\nb", "a\\u{d}\\u{a}b"],
    ["a bidirectional override", "a\u202eb", "a\\u{202e}b"],
    ["a zero-width space", "a\u200bb", "a\\u{200b}b"],
    ["a C1 control", "a\u009bb", "a\\u{9b}b"],
    ["a lone surrogate", "a\ud800b", "a\\u{d800}b"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
    ["a space that is none", "a\u00a0b", "a\\u{a0}b"],
    ["a tag character", "a\u{e0041}b", "a\\u{e0041}b"],
  ])("spells %s", (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it("leaves what people write", () => {
    const text = 'RAM user "数据-团队" – naïve 😀　ok';
    expect(printable(text)).toBe(text);
  });
});

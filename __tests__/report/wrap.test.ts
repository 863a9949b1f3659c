import fc from "fast-check";
import { padTo, usableColumns, widthOf, wrap } from "../../lib/report/wrap";

describe("lines of a width", () => {
  it.each([
    ["a bb ccc", 4, "a bb\nccc"],
    ["a bb ccc", 5, "a bb\nccc"],
    ["a bb ccc", 8, "a bb ccc"],
    ["abcdefgh i", 4, "abcdefgh\ni"],
    ["", 4, ""],
  ])("break %j at %d", (text, width, expected) => {
    expect(wrap(text, width, "")).toBe(expected);
  });

  it("start with what the first and the others start with", () => {
    expect(wrap("one two three", 10, "fix: ", "  ")).toBe("fix: one\n  two\n  three");
  });

  it("lose no word, and are longer than the width only where a word is", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 1, max: 40 }), (words, width) => {
        const lines = wrap(words.join(" "), width, "").split("\n");
        expect(lines.join(" ")).toBe(words.join(" "));
        expect(lines.every((line) => line.length <= width || !line.includes(" "))).toBe(true);
      }),
    );
  });

  it("count two columns for characters of East Asia and for pictures", () => {
    expect([widthOf("abc"), widthOf("数据"), widthOf("カナ"), widthOf("😀é")]).toEqual([3, 4, 4, 3]);
    expect(padTo("数据", 6)).toBe("数据  ");
  });

  it.each([
    [undefined, 100],
    [0, 100],
    [10, 40],
    [132, 132],
  ])("have, on a terminal of %p columns, %d", (terminal, columns) => {
    expect(usableColumns(terminal)).toBe(columns);
  });
});

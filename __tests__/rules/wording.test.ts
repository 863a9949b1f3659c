import { counted, quote } from "../../lib/rules/wording";

describe("a text inside a sentence", () => {
  it.each([
    ["short", '"short"'],
    ["", '""'],
    ["x".repeat(128), `"${"x".repeat(128)}"`],
    ["x".repeat(129), `"${"x".repeat(128)}…"`],
    ["😀".repeat(128), `"${"😀".repeat(128)}"`],
    ["😀".repeat(129), `"${"😀".repeat(128)}…"`],
    [`${"😀".repeat(127)}ab`, `"${"😀".repeat(127)}a…"`],
  ])("is cut after as many characters as a name can have, and never inside of one", (text, expected) => {
    expect(quote(text)).toBe(expected);
  });

  it.each([
    [0, "0 keys"],
    [1, "1 key"],
    [2, "2 keys"],
  ])("counts %i", (count, expected) => {
    expect(counted(count, "key")).toBe(expected);
  });
});

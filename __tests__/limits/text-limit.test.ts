import * as fc from "fast-check";
import { POLICY_NAME, USER_COMMENTS, USER_NAME } from "../../lib/limits/names";
import { textProblem } from "../../lib/limits/text-limit";
import { codePoint } from "../code-point";

describe("the limits of texts", () => {
  it.each(["a", "hologres-bi", "etl.loader_2", "0", "-", "x".repeat(64)])("take %p as a RAM user name", (name) => {
    expect(textProblem(USER_NAME, name)).toBeUndefined();
  });

  it.each([
    ["", "length", "is empty"],
    ["x".repeat(65), "length", "has 65 characters"],
    ["two words", "characters", "contains U+0020"],
    ["a@b", "characters", 'contains "@"'],
    ["用户", "characters", 'contains "用" "户"'],
    ["a\u202eb", "characters", "contains U+202E"],
    ["line\nbreak", "characters", "contains U+000A"],
    ["name\n", "characters", "contains U+000A"],
    ["💥", "characters", "contains U+1F4A5"],
  ])("refuse %p as a RAM user name and say why", (name, kind, problem) => {
    expect(textProblem(USER_NAME, name)).toMatchObject({ kind, problem });
  });

  it("name every offending character once", () => {
    expect(textProblem(POLICY_NAME, "a_b_c.d")?.problem).toBe('contains "_" "."');
  });

  it("count a character beyond the basic plane as one", () => {
    expect(textProblem({ subject: "text", minimum: 0, maximum: 2, unit: "characters" }, "💥💥")).toBeUndefined();
  });

  it("count the bytes of a comment, as the Terraform provider does", () => {
    expect(textProblem(USER_COMMENTS, "用".repeat(42))).toBeUndefined();
    expect(textProblem(USER_COMMENTS, "用".repeat(43))).toEqual({
      kind: "length",
      problem: "has 129 bytes",
      allowed: "0 to 128 bytes",
    });
  });

  it("agree with the pattern and the length for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const allowed = /^[A-Za-z0-9._-]{1,64}$/.test(text) && !text.endsWith("\n");
        expect(textProblem(USER_NAME, text) === undefined).toBe(allowed);
      }),
    );
  });

  it("never repeat a control or formatting character in a problem", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint, maxLength: 20 }), (text) => {
        expect(textProblem(USER_NAME, text)?.problem ?? "").not.toMatch(/[\p{C}\n]/u);
      }),
    );
  });
});

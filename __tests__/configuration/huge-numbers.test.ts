import { hasHugeNumber } from "../../lib/configuration/huge-numbers";

describe("a number that only a machine writes", () => {
  it.each([
    "a = 1e999999",
    "a = -1e-9999",
    'a = "${1E+1000}"',
    "a = [{ b = 1e9999 }]",
    'x = ["${"a"}", 1e-99999, "b"]',
    `a = 0.${"0".repeat(300)}1`,
    `a = ${"9".repeat(300)}`,
    "a = <<A\n${1e9999}\nA\n",
  ])("is seen in %j", (text) => {
    expect(hasHugeNumber(text)).toBe(true);
  });

  it.each(["a = 1e308", 'a = "7e10482"', "# 7e10482\na = 1", "a = <<A\n7e10482\nA\n", `a = "${"9".repeat(400)}"`, ""])(
    "is not seen in %j",
    (text) => {
      expect(hasHugeNumber(text)).toBe(false);
    },
  );
});

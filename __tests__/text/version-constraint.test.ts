import fc from "fast-check";
import { compareVersions, oldestAllowed, readVersion, type Version } from "../../lib/text/version-constraint";

describe("the oldest version that a constraint allows", () => {
  it.each<[string, string | null | undefined]>([
    ["1.289.0", "1.289.0"],
    ["= 1.289.0", "1.289.0"],
    ["~> 1.289", "1.289.0"],
    ["~>1.289.2", "1.289.2"],
    [">= 1.200, < 2.0", "1.200.0"],
    ["> 1.200.0", "1.200.1"],
    ["< 1.5", "0.0.0"],
    ["<= 1.5", "0.0.0"],
    ["!= 1.0.0", "0.0.0"],
    [">= 1.0.0, != 1.0.0, != 1.0.1", "1.0.2"],
    ["~> 1.2, >= 1.4.1", "1.4.1"],
    ["= 1.0.0, != 1.0.0", undefined],
    ["> 2.0, < 1.0", undefined],
    ["~> 1.2.3, >= 1.3", undefined],
    ["latest", null],
    ["1.2.3-beta1", null],
    [">= 1.0 < 2.0", null],
    ["", null],
    ["=> 1.0", null],
  ])("%s is %s", (constraint, expected) => {
    const oldest = oldestAllowed(constraint);
    expect(oldest ? oldest.join(".") : oldest).toBe(expected);
  });

  it("is the first of all versions that satisfy every part", () => {
    const number = fc.nat(3);
    const part = fc.tuple(
      fc.constantFrom("", "=", "!=", ">", ">=", "<", "<=", "~>"),
      number,
      number,
      number,
      fc.boolean(),
    );
    const all: Version[] = [0, 1, 2, 3, 4].flatMap((a) =>
      [0, 1, 2, 3, 4].flatMap((b) => [0, 1, 2, 3, 4, 5, 6, 7].map((c): Version => [a, b, c])),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        const text = parts.map(([operator, a, b, c, short]) => `${operator} ${short ? `${a}.${b}` : `${a}.${b}.${c}`}`);
        const satisfies = (version: Version): boolean =>
          parts.every(([operator, a, b, c, short]) => {
            const order = compareVersions(version, [a, b, short ? 0 : c]);
            if (operator === "~>") return order >= 0 && version[0] === a && (short || version[1] === b);
            if (operator === "!=") return order !== 0;
            if (operator === ">" || operator === ">=") return operator === ">" ? order > 0 : order >= 0;
            if (operator === "<" || operator === "<=") return operator === "<" ? order < 0 : order <= 0;
            return order === 0;
          });
        expect(oldestAllowed(text.join(","))).toEqual(all.find(satisfies));
      }),
      { numRuns: 500 },
    );
  });

  it("reads versions of one to three numbers", () => {
    expect(readVersion("v1.2")).toEqual([1, 2, 0]);
    expect(readVersion("1.2.3.4")).toBeNull();
  });
});

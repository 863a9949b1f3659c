import { CATALOGUE } from "../../../lib/rules/catalogue";
import { didYouMean, editDistance } from "../../../lib/rules/guard/did-you-mean";

describe("the rule that somebody may have meant", () => {
  it.each([
    ["SEK001", "SEC001"],
    ["key 2", "KEY002"],
    ["rot1", "ROOT001"],
    ["XYZ001", undefined],
    ["ABCDEF001", undefined],
    ["SEC099", undefined],
  ])("for %s is %s", (typed, meant) => {
    expect(didYouMean(typed, CATALOGUE)?.id).toBe(meant);
  });

  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "", 3],
    ["kitten", "sitting", 3],
    ["flaw", "lawn", 2],
    ["abc", "abc", 0],
    ["ab", "ba", 2],
  ])("is as far from %j to %j as the letters that change: %i", (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});

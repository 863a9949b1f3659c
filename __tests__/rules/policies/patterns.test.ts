import fc from "fast-check";
import {
  coversAction,
  isEveryAction,
  isEveryResource,
  overlapsPattern,
  wholeService,
} from "../../../lib/rules/policies/patterns";

function oracle(pattern: string): RegExp {
  const source = [...pattern].map((part) => (part === "*" ? ".*" : part === "?" ? "." : part)).join("");
  return new RegExp(`^${source}$`, "i");
}

const PATTERN = fc.stringMatching(/^[abAB:*?]{0,8}$/);
const SHORT = fc.stringMatching(/^[ab*?]{0,3}$/);

describe("a pattern of actions", () => {
  it("covers exactly what the wildcards stand for", () => {
    fc.assert(
      fc.property(PATTERN, fc.stringMatching(/^[abAB:]{0,8}$/), (pattern, action) => {
        expect(coversAction(pattern, action)).toBe(oracle(pattern).test(action));
      }),
      { numRuns: 2000 },
    );
  });

  it("that covers another pattern covers all that the other does", () => {
    fc.assert(
      fc.property(SHORT, SHORT, fc.stringMatching(/^[ab]{0,3}$/), (one, other, action) => {
        const isOfOther = coversAction(one, other) && oracle(other).test(action);
        expect(isOfOther && !coversAction(one, action)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it("overlaps another exactly where a text matches both", () => {
    const texts = ["", "a", "b", "c"];
    for (let length = 0; length < 5; length++) {
      for (const text of texts.slice(-(3 ** (length + 1)))) for (const next of "abc") texts.push(text + next);
    }
    const short = fc.stringMatching(/^[ab*?]{0,3}$/);
    fc.assert(
      fc.property(short, short, (one, other) => {
        const [first, second] = [oracle(one), oracle(other)];
        expect(overlapsPattern(one, other)).toBe(texts.some((text) => first.test(text) && second.test(text)));
      }),
      { numRuns: 500 },
    );
  });

  it("takes no longer for many wildcards", () => {
    expect(coversAction("*a".repeat(2_000), "b".repeat(10_000))).toBe(false);
  });

  it.each([
    ["*", true, null],
    ["*:*", true, null],
    ["**", true, null],
    ["oss:*", false, "oss"],
    ["OSS:**", false, "oss"],
    ["oss:Get*", false, null],
    ["oss*", false, null],
    ["a:oss:*", false, null],
    ["oss:*a", false, null],
    ["?", false, null],
    ["", false, null],
  ])("%j", (pattern, every, service) => {
    expect(isEveryAction(pattern)).toBe(every);
    expect(every ? null : wholeService(pattern)).toBe(service);
  });
});

describe("a pattern of resources", () => {
  it.each([
    ["*", null, true],
    ["acs:*", null, true],
    ["acs:*:*", null, true],
    ["acs:*:*:*:*", null, true],
    ["ACS:*:*:*:*", null, true],
    ["acs:*::1234567890123456:*", null, true],
    ["acs:oss:*:*:*", null, false],
    ["acs:oss:*:*:*", "oss", true],
    ["acs:o*:*:*:*", "oss", true],
    ["acs:ecs:*:*:*", "oss", false],
    ["acs:oss:*:*:*/*", "oss", true],
    ["acs:oss:*:*:bucket/*", "oss", false],
    ["acs:oss:cn-hangzhou:*:*", "oss", false],
    ["acs:oss:*:**:*", "oss", true],
    ["acs:oss:*:*:*/", "oss", true],
    ["acs:oss:*:*:*x", "oss", false],
    ["acs:**:*:*:*", null, true],
    ["acs:x*:*:*:*", null, false],
    ["acs:*x:*:*:*", null, false],
    ["acs:**", null, true],
    ["acs:x*", null, false],
    ["acs:*x", null, false],
    ["*x", null, false],
    ["acs:oss:*:other:*", "oss", false],
    ["acs:oss", "oss", false],
    ["acs:oss:", "oss", false],
    ["aws:*", null, false],
    ["", null, false],
  ])("%j, of %j, is everything: %j", (pattern, service, expected) => {
    expect(isEveryResource(pattern, service)).toBe(expected);
  });
});

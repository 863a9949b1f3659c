import * as fc from "fast-check";
import { oneOf } from "../../lib/language/alternatives";
import { decimal } from "../../lib/language/convert";
import { areEqual } from "../../lib/language/equality";
import { marksWithin } from "../../lib/language/marks-within";
import { minimumLength, partsOf, prefixOf, suffixOf, textOf } from "../../lib/language/parts";
import { NUMBER, STRING, listOf } from "../../lib/language/type";
import {
  failure,
  LIMITS,
  list,
  object,
  Unknown,
  unmarked,
  withMarks,
  type Part,
  type Value,
} from "../../lib/language/value";

const UNKNOWN = new Unknown("it is computed", { type: STRING });

function hole(value: Value): Part {
  return { value, as: "text" };
}

function certainOf(value: Value): Unknown["certain"] {
  const inner = unmarked(value);
  if (!(inner instanceof Unknown)) throw new Error("the value is known");
  return inner.certain;
}

describe("textOf", () => {
  it("joins what is known", () => {
    expect(textOf(["a-", hole("b"), hole(decimal("1.50")), hole(true)])).toBe("a-b1.5true");
    expect(textOf([])).toBe("");
    expect(textOf([hole(decimal("-0"))])).toBe("-0");
  });

  it("composes characters over the borders of parts", () => {
    expect(textOf(["e", hole("\u0301")])).toBe("\u00e9");
  });

  it("keeps what is known beside what is not", () => {
    const value = textOf(["a", "-", hole(UNKNOWN), hole("b"), "c"]);
    expect(value).toMatchObject({ because: "it is computed" });
    expect(certainOf(value)).toEqual({ type: STRING, isSet: true, parts: ["a-", hole(UNKNOWN), "bc"] });
  });

  it("takes the parts of a part", () => {
    const inner = textOf(["(", hole(UNKNOWN), ")"]);
    expect(partsOf(textOf(["a", hole(inner), "b"]))).toEqual(["a(", hole(UNKNOWN), ")b"]);
  });

  it("keeps the type of what is not known", () => {
    const number = new Unknown("it is computed", { type: NUMBER });
    expect(partsOf(textOf(["a", hole(number)]))).toEqual(["a", hole(number)]);
  });

  it("is one of several where a part is, of which none is one that Terraform refuses", () => {
    const value = textOf(["a-", hole(oneOf(["b", null, decimal("2")], "a condition decides it"))]);
    expect(certainOf(value).oneOf).toEqual(["a-b", "a-2"]);
  });

  it("keeps a part with alternatives where there are too many texts", () => {
    const open = oneOf(["a", "b", "c"], "a condition decides it");
    const value = textOf([hole(open), "1", hole(open), "2", hole(open), "3", hole(open), "4"]);
    expect(partsOf(value)).toEqual([hole(open), "1", hole(open), "2", hole(open), "3", hole(open), "4"]);
  });

  it.each<[string, Value]>([
    ["null", null],
    ["a list", list(["a"])],
    ["an object", object([])],
    ["a list that is not known", new Unknown("it is computed", { type: listOf(STRING) })],
    ["what fails itself", failure("it is wrong")],
  ])("fails for %s", (_, value) => {
    expect(certainOf(textOf(["a", hole(UNKNOWN), hole(value)])).isFailure).toBe(true);
  });

  it("has the marks of its parts", () => {
    const mark = { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false } as const;
    expect(marksWithin(textOf(["a", hole(withMarks("b", [mark]))]))).toEqual([mark]);
    expect(marksWithin(textOf(["a", hole(withMarks(UNKNOWN, [mark]))]))).toEqual([mark]);
  });

  it("has no parts where it is too long", () => {
    const long = "x".repeat(LIMITS.text);
    expect(certainOf(textOf([long, "y"]))).toEqual({ type: STRING, isSet: true });
    expect(certainOf(textOf([long, "y", hole(UNKNOWN)]))).toEqual({ type: STRING, isSet: true });
    expect(certainOf(textOf(Array<Part>(LIMITS.elements + 1).fill(hole(UNKNOWN)))).parts).toBeUndefined();
  });

  it("stays small where every text has the one before twice", () => {
    let value: Value = UNKNOWN;
    for (let doublings = 0; doublings < 40; doublings++) value = textOf([hole(value), "-", hole(value)]);
    for (let doublings = 0; doublings < 40; doublings++) value = textOf([{ value: list([value, value]), as: "json" }]);
    expect(certainOf(value)).toMatchObject({ type: STRING, isSet: true });
    expect((unmarked(value) as Unknown).weight).toBeLessThanOrEqual(LIMITS.elements);
  });

  it("stays shallow where every text holds the one before", () => {
    let value: Value = UNKNOWN;
    for (let level = 0; level < 10_000; level++) value = textOf([{ value, as: "json" }]);
    expect((unmarked(value) as Unknown).depth).toBeLessThanOrEqual(LIMITS.depth);
  });
});

describe("what is certain of a text in parts", () => {
  const open = oneOf(["abc", "abd", "abcd"], "a condition decides it");
  const inTheMiddle = textOf(["ram-", hole(UNKNOWN), "-x-", hole(UNKNOWN), "/*"]);

  it.each<[string, Value, string, string, number]>([
    ["a known text", "ram", "ram", "ram", 3],
    ["a number", decimal("12"), "12", "12", 2],
    ["a text in parts", inTheMiddle, "ram-", "/*", 9],
    ["a text that ends in what may get an accent", textOf(["ram", hole(UNKNOWN)]), "ra", "", 3],
    ["a text with other characters", textOf(["a-\u65e5", hole(UNKNOWN), "\u65e5-b"]), "a-", "-b", 4],
    ["one of several", open, "ab", "", 3],
    ["a text that is not known", UNKNOWN, "", "", 0],
    ["null", null, "", "", 0],
    ["a list", list(["a"]), "", "", 0],
  ])("tells of %s", (_, value, prefix, suffix, minimum) => {
    expect([prefixOf(value), suffixOf(value), minimumLength(value)]).toEqual([prefix, suffix, minimum]);
  });

  const aText = fc.oneof(fc.string({ unit: "grapheme", maxLength: 3 }), fc.constantFrom("e", "\u0301", "<", "\u0338"));

  it("is right whatever the parts come to", () => {
    const part = fc.record({ isKnown: fc.boolean(), text: aText });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const filled = textOf(parts.map(({ text }) => text));
        const partly = textOf(parts.map(({ isKnown, text }) => (isKnown ? text : hole(UNKNOWN))));
        const known = typeof filled === "string" ? filled : "";
        expect(known.startsWith(prefixOf(partly))).toBe(true);
        expect(known.endsWith(suffixOf(partly))).toBe(true);
        expect(minimumLength(partly)).toBeLessThanOrEqual([...new Intl.Segmenter().segment(known)].length);
        expect(areEqual(partly, filled)).not.toBe(false);
      }),
    );
  });
});

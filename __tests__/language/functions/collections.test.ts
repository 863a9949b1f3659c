import { isFailure } from "../../../lib/language/convert";
import { Decimal } from "../../../lib/language/decimal";
import { isWhollyKnown, keyOf } from "../../../lib/language/equality";
import type { Mark } from "../../../lib/language/marks";
import { marksWithin } from "../../../lib/language/marks-within";
import { listOf, mapOf, NUMBER, STRING } from "../../../lib/language/type";
import { Mapping, marksOf, Sequence, unmarked, withMarks, type Value } from "../../../lib/language/value";
import { call, list, map, set, unknown, value, type Written } from "./values";

/** The values come from Terraform's console; "refused" is what it refuses. */
const KNOWN: readonly (readonly [name: string, given: readonly Written[], expected: Written])[] = [
  ["abs", [-1.5], 1.5],
  ["ceil", [-0.5], 0],
  ["floor", [-0.5], -1],
  ["log", [10, 3], 2.095903274289385],
  ["log", [-1, 10], "refused"],
  ["pow", [3, 40], 12157665459056929000],
  ["pow", [2, 0.5], 1.4142135623730951],
  ["pow", [-8, 0.333], "refused"],
  ["max", [1, "3"], 3],
  ["max", [], "refused"],
  ["min", [1, -3], -3],
  ["parseint", ["aA", 62], 656],
  ["parseint", ["FF", 16], 255],
  ["parseint", ["-12", 10], -12],
  ["parseint", ["1_0", 10], "refused"],
  ["parseint", ["0x1", 16], "refused"],
  ["parseint", ["\u0663", 10], "refused"],
  ["parseint", [12, 10], "refused"],
  ["parseint", ["12", 63], "refused"],
  ["signum", [-3], -1],
  ["signum", [1.5], "refused"],
  ["sum", [[1, "2"]], 3],
  ["sum", [[true]], "refused"],
  ["sum", [[]], "refused"],
  ["alltrue", [[null]], false],
  ["alltrue", [["true"]], true],
  ["anytrue", [[null]], false],
  ["anytrue", [[]], false],
  ["chunklist", [[1, "a", 3], 2], list(list("1", "a"), list("3"))],
  ["chunklist", [[1, 2], 0], list(list(1, 2))],
  ["chunklist", [[1], -1], "refused"],
  ["coalesce", ["", 1], "1"],
  ["coalesce", [null, ""], "refused"],
  ["coalesce", [true, 1], "refused"],
  ["coalesce", [[], [1]], list()],
  ["coalesce", [null, [1]], [1]],
  ["coalescelist", [[], [1]], [1]],
  ["coalescelist", [["a"], 1], "refused"],
  ["coalescelist", [set("a")], "refused"],
  ["compact", [["a", "", null, "b"]], list("a", "b")],
  ["concat", [list("a"), list(1)], list("a", "1")],
  ["concat", [list("a"), [1]], ["a", 1]],
  ["concat", [set("a"), ["b"]], "refused"],
  ["contains", [["1"], 1], false],
  ["contains", [[["a"]], ["a"]], true],
  ["contains", [["a", null], null], "refused"],
  ["distinct", [[1, "1"]], list("1")],
  ["element", [[1, 2], 5], 2],
  ["element", [[1, 2], -1], "refused"],
  ["element", [["a"], "1000000000000000000"], "a"],
  ["element", [[], 0], "refused"],
  ["flatten", [[1, [2, [3, null]], list()]], [1, 2, 3, null]],
  ["index", [[null, "a"], "a"], 1],
  ["index", [[1], "1"], "refused"],
  ["keys", [{ b: 1, a: 2 }], ["a", "b"]],
  ["keys", [map({})], list()],
  ["length", ["e\u0301x"], 2],
  ["length", ["\r\n"], 1],
  ["length", [{ a: 1 }], 1],
  ["length", [1], "refused"],
  ["lookup", [map({ a: 1 }), "b", "2"], 2],
  ["lookup", [map({ a: 1 }), "b", "x"], "refused"],
  ["lookup", [{ a: null }, "a", 3], null],
  ["lookup", [{ a: 1 }, "b"], "refused"],
  [
    "matchkeys",
    [
      [1, 2, 3],
      ["a", "b", "c"],
      ["a", "c"],
    ],
    list(1, 3),
  ],
  ["matchkeys", [[1, 2], [1, 2], ["1"]], list(1)],
  ["matchkeys", [[1, 2], ["a"], ["a"]], "refused"],
  ["merge", [{ a: 1 }, null, { a: "x", b: 2 }], { a: "x", b: 2 }],
  ["merge", [map({ a: 1 }), map({ b: 2 })], map({ a: 1, b: 2 })],
  ["merge", [map({ a: 1 }), map({ b: "2" })], { a: 1, b: "2" }],
  ["merge", [], {}],
  ["merge", [null], {}],
  ["one", [[]], null],
  ["one", [set("a")], "a"],
  ["one", [[1, 2]], "refused"],
  ["range", [3, 1], list(3, 2)],
  ["range", [1, 2, 0.25], list(1, 1.25, 1.5, 1.75)],
  ["range", [1, 3, -1], "refused"],
  ["range", [2, 2, 0], list()],
  ["range", [1025], "refused"],
  ["reverse", [[1, "a"]], ["a", 1]],
  ["reverse", [set("b", "a")], list("b", "a")],
  ["setintersection", [[1, 2], ["2"]], set("2")],
  ["setsubtract", [["a", "b"], ["b"]], set("a")],
  ["setunion", [["a"], [1], []], set("1", "a")],
  ["setunion", [["a"], [["b"]]], "refused"],
  ["setproduct", [["a"], [1, 2]], list(["a", 1], ["a", 2])],
  ["setproduct", [set("b", "a"), ["c"]], set(["a", "c"], ["b", "c"])],
  ["setproduct", [["a"]], "refused"],
  ["slice", [[1, 2, 3], 1, 3], [2, 3]],
  ["slice", [[1, 2, 3], 2, 1], "refused"],
  ["slice", [set(1), 0, 1], "refused"],
  ["sort", [["b", "a", "B", "\u00e9", "\u{1f600}", "\uff61"]], list("B", "a", "b", "\u00e9", "\uff61", "\u{1f600}")],
  ["sort", [["a", null]], "refused"],
  ["transpose", [{ b: ["x"], a: ["x", "y"] }], map({ x: list("a", "b"), y: list("a") })],
  ["values", [{ b: 1, a: "x" }], ["x", 1]],
  [
    "zipmap",
    [
      ["a", "a"],
      [1, 2],
    ],
    { a: 2 },
  ],
  ["zipmap", [["a"], list(1)], map({ a: 1 })],
  ["zipmap", [["a"], [1, 2]], "refused"],
  ["zipmap", [list("a", null), [1, 2]], "refused"],
  ["tobool", ["1"], true],
  ["tobool", [1], "refused"],
  ["tolist", [[1, "a"]], list("1", "a")],
  ["tolist", [[1, [2]]], "refused"],
  ["tomap", [{ a: 1, b: "x" }], map({ a: "1", b: "x" })],
  ["tonumber", ["-.5e-3"], -0.0005],
  ["tonumber", [" 5"], "refused"],
  ["toset", [[null, "b", "a", "b"]], set("a", "b", null)],
  ["toset", [[{ a: 2 }, { a: 1 }]], set({ a: 1 }, { a: 2 })],
  ["tostring", [0.1], "0.1"],
  ["tostring", [null], null],
];

const TEXT = unknown({ type: STRING });
const TEXTS = unknown({ type: listOf(STRING) });
const NUMBER_OR_NONE = unknown({ type: NUMBER });
const BEGUN = unknown({ type: STRING, parts: ["a-", { value: TEXT, as: "text" }] });
/** A list of two or three texts, of which one is known. */
const SOME = unknown({ type: listOf(STRING), elements: ["x"], atLeast: 2, atMost: 3 });
const MAP = unknown({ type: mapOf(STRING) });
const SOME_MAP = unknown({ type: mapOf(STRING), members: new Map([["a", "certain"]]) });
const PAIR = unknown({ type: { kind: "tuple", elements: [STRING, NUMBER] } });

const OPEN: readonly (readonly [what: string, result: Value, expected: string])[] = [
  ["a certain element is contained", call("contains", SOME, "x"), "true"],
  ["another one may be", call("contains", SOME, "y"), "bool, set"],
  ["what begins otherwise is not", call("contains", [BEGUN], "b"), "false"],
  [
    "lists beside an unknown one keep theirs",
    call("concat", list("a"), TEXTS, list("b")),
    'list, set, ["a", "b"], >=2',
  ],
  ["elements are counted as far as is certain", call("length", SOME), "number, set, >=2, <=3"],
  ["those of an unknown tuple are known", call("length", PAIR), "2"],
  ["members of later maps are certain", call("merge", MAP, map({ a: "1" })), 'map, set, {a: "1"}, >=1'],
  ["those of earlier ones may be replaced", call("merge", map({ a: "1" }), MAP), 'map, set, {a: "1" | ?}, >=1'],
  ["objects merged are an object", call("merge", { a: TEXT }, { b: 1 }), "{a: string; b: 1}"],
  ["a certain member is found", call("lookup", SOME_MAP, "a", "default"), '"certain"'],
  ["another one may be there or not", call("lookup", SOME_MAP, "b", "default"), 'string, string | "default"'],
  ["a key that is not known chooses one", call("lookup", { a: 1, b: 2 }, TEXT, 3), "number, set, 1 | 2 | 3"],
  ["certain names are names", call("keys", SOME_MAP), 'list, set, ["a"], >=1'],
  ["certain members are values", call("values", SOME_MAP), 'list, set, ["certain"], >=1'],
  ["the first of several may be null", call("coalesce", TEXT, "x"), 'string, set, string, set | "x"'],
  ["what begins with a text is not empty", call("coalesce", BEGUN, "x"), "string, set, parts"],
  ["a list may be empty", call("coalescelist", TEXTS, list("a")), 'list, set, list, set, >=1 | ["a"]'],
  ["empty texts may go", call("compact", ["a", TEXT, ""]), 'list, set, ["a"], >=1, <=2'],
  ["equal elements may be one", call("distinct", ["a", TEXT, "b"]), 'list, set, ["a"], >=2, <=3'],
  ["equal elements of a set may be one", call("toset", ["b", TEXT, "a"]), 'set, set, ["a", "b"], >=2, <=3'],
  ["an unknown list hides no neighbours", call("flatten", [["a"], TEXTS, "b"]), '?, set, ["a", "b"], >=2'],
  ["an unknown index takes one element", call("element", ["a", "b"], NUMBER_OR_NONE), 'string, set, "a" | "b"'],
  ["what comes after a match does not matter", call("index", ["a", "b", TEXT], "b"), "1"],
  ["what comes before it does", call("index", ["a", TEXT, "b"], "b"), "number, set, >=1, <=2"],
  ["the only element is the certain one", call("one", unknown({ type: listOf(STRING), elements: ["x"] })), '"x"'],
  ["more than one are refused", call("one", SOME), "refused"],
  ["a slice has its length", call("slice", TEXTS, 1, 3), "list, set, [], >=2, <=2"],
  ["sorted elements are in order", call("sort", ["c", TEXT, "a"]), 'list, set, ["a", "c"], >=3, <=3'],
  ["both sets are in the union", call("setunion", ["b"], TEXTS, ["a"]), 'set, set, ["a", "b"], >=2'],
  ["what is in all is in the intersection", call("setintersection", ["a", "x"], SOME), 'set, set, ["x"], >=1, <=2'],
  ["what may be taken away is not certain", call("setsubtract", ["a", "b"], [TEXT]), "set, set, [], >=0, <=2"],
  ["an unknown name may be any", call("zipmap", ["a", TEXT], list("1", "2")), "map, set, {a: string}"],
  ["the larger of bounds is one", call("max", 2, unknown({ type: NUMBER, atMost: 5 })), "number, set, >=2, <=5"],
  ["the smaller of two counts", call("min", 2, unknown({ type: NUMBER, atLeast: 0 })), "number, set, >=0, <=2"],
  ["one false is enough", call("alltrue", [unknown(), false]), "false"],
  ["one true is enough", call("anytrue", [unknown(), true]), "true"],
  ["a number beside what may be a text may become one", call("tolist", [1, unknown()]), '[1 | "1"; ?]'],
  ["numbers stay numbers", call("tolist", [1, NUMBER_OR_NONE]), "[1; number]"],
  ["what no choice changes is known", call("length", unknown({ oneOf: [list("a"), list("b")] })), "1"],
  ["a choice stays one", call("sort", unknown({ oneOf: [list(2, 1), list(3)] })), 'list, set, ["1", "2"] | ["3"]'],
];

const secret: Mark = { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false };
const SECRET = withMarks("hidden", [secret]);

describe("functions of numbers and collections", () => {
  it.each(KNOWN)("%s(%j) comes to what Terraform comes to", (name, given, expected) => {
    const result = call(name, ...given);
    const wanted = expected === "refused" ? expected : keyOf(value(expected));
    expect(isFailure(result) ? "refused" : keyOf(result)).toBe(wanted);
    expect(isFailure(result) || isWhollyKnown(result)).toBe(true);
  });

  it("passes a list that is null, as a variable may be", () => {
    expect(keyOf(call("coalescelist", null, list("a")))).toBe(keyOf(list("a")));
    expect(isFailure(call("coalescelist", null))).toBe(true);
  });

  it.each(OPEN)("%s", (_, result, expected) => {
    expect(inWords(result)).toBe(expected);
  });

  it.each([
    ["concat", call("concat", ["a"], [SECRET])],
    ["reverse", call("reverse", [SECRET, "a"])],
    ["flatten", call("flatten", [["a"], [SECRET]])],
    ["compact", call("compact", ["a", SECRET, ""])],
    ["values", call("values", { a: "a", b: SECRET })],
    ["slice", call("slice", ["b", "a", SECRET], 1, 3)],
    ["sort", call("sort", [SECRET, "a"])],
  ])("%s leaves a mark at the element that has it", (_, result) => {
    const { elements } = unmarked(result) as Sequence;
    expect(marksOf(result)).toEqual([]);
    expect(elements.map(unmarked)).toEqual(["a", "hidden"]);
    expect(elements.map(marksOf)).toEqual([[], [secret]]);
  });

  it("take the marks of what they take", () => {
    expect(marksOf(call("element", ["a", SECRET], 0))).toEqual([]);
    expect(marksOf(call("lookup", { a: 1, b: SECRET }, "b"))).toEqual([secret]);
    expect(marksWithin(call("keys", { a: SECRET }))).toEqual([]);
    expect(marksWithin(call("merge", { a: SECRET }, { a: 1 }))).toEqual([]);
    expect(marksWithin(call("toset", ["hidden", SECRET]))).toEqual([secret]);
    expect(marksWithin(call("length", [SECRET]))).toEqual([]);
  });

  it("note what a result only depends on", () => {
    const derived = { ...secret, holds: "derived" };
    expect(marksOf(call("length", SECRET))).toEqual([derived]);
    expect(marksOf(call("contains", [SECRET], "a"))).toEqual([derived]);
    expect(marksOf(call("element", ["a"], withMarks(value(0), [secret])))).toEqual([derived]);
    expect(marksOf(call("coalesce", withMarks("", [secret]), "a"))).toEqual([derived]);
    expect(marksOf(call("lookup", { a: 1 }, withMarks("a", [secret])))).toEqual([derived]);
  });

  it("keep a mark in what may be the marked value", () => {
    expect(marksWithin(call("element", call("concat", [SECRET], unknown()), 0))).toEqual([secret]);
    expect(marksWithin(call("merge", { a: SECRET }, unknown()))).toEqual([secret]);
    expect(marksWithin(call("zipmap", [unknown()], [SECRET]))).toEqual([secret]);
  });

  it("make nothing that is too large", () => {
    const many = list(...Array.from({ length: 1000 }, (_, index) => index));
    expect(inWords(call("setproduct", many, many, many))).toBe("list, set, [], >=1000000000, <=1000000000");
    expect(inWords(call("length", call("setproduct", many, many)))).toBe("1000000");
    expect(isFailure(call("range", 1e9))).toBe(true);
    expect(inWords(call("parseint", "7".repeat(100_000), 10))).toBe("number, set");
  });
});

/** A value in words: what is certain of it where it is not known. */
function inWords(result: Value): string {
  const inner = unmarked(result);
  if (inner === null || typeof inner !== "object") return JSON.stringify(inner);
  if (inner instanceof Decimal) return inner.toFixed();
  if (inner instanceof Sequence) return `[${inner.elements.map(inWords).join("; ")}]`.replace(/; (?=")/g, ", ");
  if (inner instanceof Mapping) {
    const names = [...inner.members.keys()].sort();
    return `{${names.map((name) => `${name}: ${inWords(inner.members.get(name) ?? null)}`).join("; ")}}`;
  }
  const { type, isSet, parts, oneOf, elements, members, atLeast, atMost, isFailure: isRefused } = inner.certain;
  if (isRefused) return "refused";
  return [
    ...(type || !oneOf ? [type?.kind ?? "?"] : []),
    ...(isSet && (type || !oneOf) ? ["set"] : []),
    ...(parts ? ["parts"] : []),
    ...(oneOf ? [oneOf.map(inWords).join(" | ")] : []),
    ...(elements ? [`[${elements.map(inWords).join(", ")}]`] : []),
    ...(members ? [`{${[...members].map(([name, each]) => `${name}: ${inWords(each)}`).join(", ")}}`] : []),
    ...(atLeast === undefined ? [] : [`>=${atLeast}`]),
    ...(atMost === undefined ? [] : [`<=${atMost}`]),
  ].join(", ");
}

import * as fc from "fast-check";
import { oneOf } from "../../../lib/language/alternatives";
import { decimal } from "../../../lib/language/convert";
import { callFunction } from "../../../lib/language/functions/call";
import { FORMATTING_FUNCTIONS } from "../../../lib/language/functions/formatting";
import { marksWithin } from "../../../lib/language/marks-within";
import { partsOf, textOf } from "../../../lib/language/parts";
import { setOfValues } from "../../../lib/language/sets";
import { BOOL, listOf, NUMBER, STRING } from "../../../lib/language/type";
import { list, LIMITS, object, tuple, Unknown, unmarked, withMarks, type Value } from "../../../lib/language/value";
import { anyScalar, filled } from "../with-holes";

const UNKNOWN = new Unknown("it is computed", { type: STRING });
const A_TEXT = { value: new Unknown("it is computed", { type: STRING, isSet: true }), as: "text" };

function call(name: string, ...values: Value[]): Value {
  const definition = FORMATTING_FUNCTIONS[name];
  if (!definition) throw new Error(`there is no ${name}`);
  return callFunction(name, definition, values);
}

function isFailure(value: Value): boolean {
  const inner = unmarked(value);
  return inner instanceof Unknown && inner.certain.isFailure === true;
}

function number(text: string): Value {
  return decimal(text);
}

describe("format", () => {
  it.each<[string, Value[], string]>([
    ["%s %s", ["a", number("1.50")], "a 1.5"],
    ["%[2]s %[1]s %s", ["a", "b"], "b a b"],
    ["%d%%", [number("5")], "5%"],
    ["%5s|%-5s|%05s", ["abc", "abc", "abc"], "  abc|abc  |00abc"],
    ["%.2s|%5.1s", ["abc", "abc"], "ab|    a"],
    ["%3s|%.1s", ["e\u0301", "\u{1f600}\u0301x"], "  \u00e9|\u{1f600}\u0301"],
    ["%q %8q %.2q", ['a"<\n', "abc", "abc"], '"a\\"\\u003c\\n"    "abc" "ab"'],
    ["%t %5t", [true, "false"], "true false"],
    ["%+d % d %05d %-5d| %.3d", ["5", "5", "-5", "5", "5"].map(number), "+5  5 -0005 5    | 005"],
    ["%x %X %#x %o %#o %b %#b", ["12", "12", "-12", "8", "8", "5", "5"].map(number), "c C -0xc 10 010 101 0b101"],
    ["%f %.2f %.0f %.1f", ["12", "1.005", "2.5", "0.15"].map(number), "12.000000 1.00 2 0.2"],
    ["%e %.1E %08.2f %+.1f", ["12", "150", "-1.5", "1"].map(number), "1.200000e+01 1.5E+02 -0001.50 +1.0"],
    ["%g %g %.3g %G", ["100000", "1000000", "1234567", "0.00001"].map(number), "100000 1e+06 1.23e+06 1E-05"],
    ["%v %v %#v %v", ["a", number("1e21"), number("1e21"), null], "a 1e+21 1000000000000000000000 null"],
    ["%v %#v", [tuple(["a", null, object([["b", true]])]), "a"], '["a",null,{"b":true}] "a"'],
    ["%d %d", ["1e3", number("-0")], "1000 0"],
    ["\u0301%s", ["e"], "\u0301e"],
  ])("is what Terraform writes for %j", (text, values, expected) => {
    expect(call("format", text, ...values)).toBe(expected);
  });

  it("writes all digits of a number as it is in binary", () => {
    const [written, inBinary] = [7n ** 190n, (7n ** 190n / 2n ** 22n) * 2n ** 22n];
    expect(call("format", "%d %.1f", number(String(written)), number(String(written)))).toBe(
      `${inBinary} ${inBinary}.0`,
    );
  });

  it.each<[string, Value[]]>([
    ["%s", []],
    ["%s", ["a", "b"]],
    ["%[1]s", ["a", "b"]],
    ["%[0]s", ["a"]],
    ["%[01]s", ["a"]],
    ["%", []],
    ["%5%", []],
    ["%*d", [number("1"), number("2")]],
    ["%i", [number("1")]],
    ["%d", [number("1.5")]],
    ["%d", ["a"]],
    ["%d", [UNKNOWN, UNKNOWN]],
    ["%t", [number("1")]],
    ["%s", [list(["a"])]],
    ["%s", [new Unknown("it is computed", { type: listOf(STRING) })]],
    ["%s", [null]],
  ])("fails for %j and %j, as Terraform does", (text, values) => {
    expect(isFailure(call("format", text, ...values))).toBe(true);
  });

  it("keeps what is known beside what is not", () => {
    const plain = call("format", "a-%s-%d%%", UNKNOWN, new Unknown("it is computed", { type: NUMBER }));
    expect(partsOf(plain)).toEqual([
      "a-",
      { value: UNKNOWN, as: "text" },
      "-",
      { value: new Unknown("it is computed", { type: NUMBER }), as: "text" },
      "%",
    ]);
    const isSet = new Unknown("it is computed", { type: STRING, isSet: true });
    expect(partsOf(call("format", "a-%v", isSet))).toEqual(["a-", { value: isSet, as: "text" }]);
    const truth = new Unknown("it is computed", { type: BOOL });
    expect(partsOf(call("format", "a-%t", truth))).toEqual(["a-", { value: truth, as: "text" }]);
  });

  it("knows that there is a text where its form is not known", () => {
    for (const text of ["a-%5s-b", "a-%.2s-b", "a-%v-b", "a-%x-b", "a-%5d-b", "a-%f-b"]) {
      expect(partsOf(call("format", text, UNKNOWN))).toEqual(["a-", A_TEXT, "-b"]);
    }
  });

  it("writes what is known of a structure", () => {
    const value = call("format", "a-%v", tuple(["b", UNKNOWN]));
    expect(partsOf(value)).toEqual(['a-["b",', { value: UNKNOWN, as: "json" }, "]"]);
    expect(partsOf(call("format", "a-%q", UNKNOWN))).toEqual(["a-", { value: UNKNOWN, as: "json" }]);
  });

  it("is one of several where a value is", () => {
    const value = unmarked(call("format", "a-%5s", oneOf(["b", "c"], "a condition decides it")));
    expect((value as Unknown).certain.oneOf).toEqual(["a-    b", "a-    c"]);
  });

  it("has the marks of its values", () => {
    const mark = { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false } as const;
    for (const value of ["b", UNKNOWN]) {
      for (const verb of ["%s", "%5s", "%v", "%q"]) {
        expect(marksWithin(call("format", verb, withMarks(value, [mark])))).toEqual([mark]);
      }
    }
    expect(marksWithin(call("format", withMarks("a", [mark])))).toEqual([mark]);
  });

  it("is bounded", () => {
    for (const text of ["%999999999s", "%.999999999f", "%999999999999999999d", "%1000000s".repeat(10_000)]) {
      const values = Array<Value>(text.split("%").length - 1).fill(number("1"));
      expect(call("format", text, ...values)).toMatchObject({
        because: "it is longer than any value that is looked at",
      });
    }
    expect(call("format", "%d %f %v", ...Array<Value>(3).fill(number("1e999999999")))).toBeInstanceOf(Unknown);
  });

  it("lies within what is certain of it", () => {
    const verb = fc.constantFrom("%s", "%v", "%q", "%5s", "%d", "%#v", "%.1s", "%-8v", "%t");
    const given = fc.record({ verb, value: anyScalar, isKnown: fc.boolean() });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 4 }), (all) => {
        const text = all.map((each) => `x${each.verb}`).join("");
        const truth = new Map<Value, Value>();
        const values = all.map(({ value, isKnown }) => {
          const unknown = new Unknown("it is computed");
          if (!isKnown) truth.set(unknown, value);
          return isKnown ? value : unknown;
        });
        const exact = call("format", text, ...all.map(({ value }) => value));
        const certain = call("format", text, ...values);
        if (typeof exact !== "string") return;
        expect(isFailure(certain)).toBe(false);
        expect(exact.startsWith("x") || exact === "").toBe(true);
        const parts = partsOf(certain) ?? [];
        const pieces = parts.map((part) => (typeof part === "string" ? part : /./su));
        const isPlain = all.every((each) => each.verb === "%s" || each.isKnown);
        if (isPlain) expect(filled(certain, truth)).toBe(exact);
        else for (const piece of pieces) if (typeof piece === "string") expect(exact).toContain(piece.slice(1, -1));
      }),
    );
  });
});

describe("formatlist", () => {
  it.each<[string, Value[], string[]]>([
    ["%s-%s", [tuple(["a", "b"]), "c"], ["a-c", "b-c"]],
    ["%s=%d", [list(["a", "b"]), tuple([number("1"), number("2")])], ["a=1", "b=2"]],
    ["%s", [setOfValues(["b", "a"], STRING)], ["a", "b"]],
    ["%v", [tuple(["a", null, tuple([true])])], ["a", "null", "[true]"]],
    ["%s", ["a"], ["a"]],
    ["a", [], ["a"]],
    ["%d %d", [tuple([])], []],
    ["%v", [object([["a", true]])], ['{"a":true}']],
  ])("is what Terraform makes of %j", (text, values, expected) => {
    expect(call("formatlist", text, ...values)).toEqual(list(expected, STRING));
  });

  it.each<[string, Value[]]>([
    ["%s-%s", [tuple(["a", "b"]), tuple(["c"])]],
    ["%s-%s", [tuple([]), tuple(["c"])]],
    ["a", [tuple(["a"])]],
    ["%d", [tuple(["a"])]],
    ["%s", [tuple(["a", null])]],
    ["%s", [object([])]],
  ])("fails for %j and %j, as Terraform does", (text, values) => {
    expect(isFailure(call("formatlist", text, ...values))).toBe(true);
  });

  it("knows how many there are, and their known parts", () => {
    const open = new Unknown("it is computed");
    expect(call("formatlist", "%s-%s", tuple(["a", UNKNOWN]), open)).toEqual(
      list(
        [
          textOf(["a-", { value: open, as: "text" }]),
          textOf([{ value: UNKNOWN, as: "text" }, "-", { value: open, as: "text" }]),
        ],
        STRING,
      ),
    );
    expect(call("formatlist", "%s", open)).toEqual(
      new Unknown("it is computed", { type: listOf(STRING), isSet: true }),
    );
    expect(call("formatlist", "a-%s", UNKNOWN)).toEqual(list([call("format", "a-%s", UNKNOWN)], STRING));
  });

  it("is bounded", () => {
    const many = list(Array<Value>(LIMITS.elements).fill("x"), STRING);
    expect(call("formatlist", "%100s", many)).toBeInstanceOf(Unknown);
    expect(call("formatlist", "%s%s", many, many)).toBeInstanceOf(Unknown);
  });
});

describe("join", () => {
  it.each<[Value[], string]>([
    [[",", list(["a", "b"])], "a,b"],
    [[",", tuple([number("1"), true, "x"])], "1,true,x"],
    [[",", tuple([]), tuple(["a"]), tuple([]), setOfValues(["c", "b"], STRING)], "a,b,c"],
    [[",", tuple([])], ""],
    [["\u0301", list(["e", "e"])], "\u00e9e"],
    [[number("1"), list(["a", "b"])], "a1b"],
  ])("is what Terraform makes of %j", (values, expected) => {
    expect(call("join", ...values)).toBe(expected);
  });

  it.each<[Value[]]>([
    [[","]],
    [[",", list(["a", null])]],
    [[",", null]],
    [[null, list(["a"])]],
    [[",", "a"]],
    [[",", object([])]],
    [[",", tuple(["a", tuple([])])]],
  ])("fails for %j, as Terraform does", (values) => {
    expect(isFailure(call("join", ...values))).toBe(true);
  });

  it("keeps what is known beside what is not", () => {
    const hole = { value: UNKNOWN, as: "text" };
    const open = new Unknown("it is computed", { type: listOf(STRING) });
    expect(partsOf(call("join", ",", tuple(["a", UNKNOWN, "b"])))).toEqual(["a,", hole, ",b"]);
    expect(partsOf(call("join", UNKNOWN, tuple(["a", "b"])))).toEqual(["a", hole, "b"]);
    expect(partsOf(call("join", ",", tuple(["a", "b"]), open, tuple(["c", "d"])))).toEqual(["a,b", A_TEXT, "c,d"]);
  });

  it("is bounded", () => {
    const many = list(Array<Value>(LIMITS.elements).fill("x"), STRING);
    expect(call("join", "", many, many)).toBeInstanceOf(Unknown);
    expect(call("join", "x".repeat(100), many)).toBeInstanceOf(Unknown);
  });
});

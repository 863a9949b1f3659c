import { oneOf } from "../../../lib/language/alternatives";
import { decimal, isFailure } from "../../../lib/language/convert";
import { callFunction } from "../../../lib/language/functions/call";
import { DOCUMENT_FUNCTIONS } from "../../../lib/language/functions/documents";
import { marksWithin } from "../../../lib/language/marks-within";
import { partsOf, textOf } from "../../../lib/language/parts";
import { setOfValues } from "../../../lib/language/sets";
import { listOf, STRING } from "../../../lib/language/type";
import {
  list,
  LIMITS,
  map,
  object,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  type Value,
} from "../../../lib/language/value";

const UNKNOWN = new Unknown("it is computed", { type: STRING });
const SECRET = { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false } as const;

function call(name: string, value: Value): Value {
  const definition = DOCUMENT_FUNCTIONS[name];
  if (!definition) throw new Error(`there is no ${name}`);
  return callFunction(name, definition, [value]);
}

describe("jsonencode", () => {
  it.each<[Value, string]>([
    ['<a>&"\\\b\f\n\r\t\u0001\u2028\u2029', String.raw`"\u003ca\u003e\u0026\"\\\b\f\n\r\t\u0001\u2028\u2029"`],
    ["\u007f\u00e9\u{1f600}", '"\u007f\u00e9\u{1f600}"'],
    [decimal("1e21"), "1000000000000000000000"],
    [decimal("-0"), "-0"],
    [decimal("0.10"), "0.1"],
    [null, "null"],
    [tuple([true, null, tuple([])]), "[true,null,[]]"],
    [setOfValues(["b", "a"], STRING), '["a","b"]'],
    [map([["<", "x"]]), '{"\\u003c":"x"}'],
    [object(["\u{1f600}", "\uffee", "z"].map((name) => [name, true])), '{"z":true,"\uffee":true,"\u{1f600}":true}'],
  ])("is what Terraform writes for %j", (value, expected) => {
    expect(call("jsonencode", value)).toBe(expected);
  });

  it("keeps what is known beside what is not", () => {
    const hole = { value: UNKNOWN, as: "json" };
    const value = object([
      ["b", UNKNOWN],
      ["a", tuple(["x", UNKNOWN])],
    ]);
    expect(partsOf(call("jsonencode", value))).toEqual(['{"a":["x",', hole, '],"b":', hole, "}"]);
    expect(partsOf(call("jsonencode", UNKNOWN))).toEqual([hole]);
  });

  it("is one of several where its argument is, and keeps what is one of several inside", () => {
    const open = oneOf(["a", "b"], "a condition decides it");
    expect((unmarked(call("jsonencode", open)) as Unknown).certain.oneOf).toEqual(['"a"', '"b"']);
    const inside = call("jsonencode", tuple([open]));
    expect(partsOf(inside)).toEqual(["[", { value: open, as: "json" }, "]"]);
    expect(call("jsondecode", inside)).toEqual(tuple([open]));
  });

  it("does not know a text that is too long", () => {
    const many = list(Array<Value>(LIMITS.elements).fill("x".repeat(100)), STRING);
    expect(call("jsonencode", many)).toMatchObject({ because: "it is longer than any value that is looked at" });
    expect(call("jsonencode", decimal("1e999999999"))).toBeInstanceOf(Unknown);
  });
});

describe("yamlencode", () => {
  it.each<[Value, string]>([
    ["x", '"x"\n'],
    [decimal("1"), "1\n...\n"],
    [null, "null\n...\n"],
    [tuple([]), "[]\n"],
    ["a\nb", "|-\n  a\n  b\n"],
    ["\n", "|2+\n\n"],
    ["a\n b\n\n", "|+\n  a\n   b\n\n"],
    [
      ' \u{1f600}\u2028\u0085\u007f\u0001\t"\\\u00e9\ufeff',
      String.raw`" \U0001F600\L\N\x7F\x01\t\"\\` + '\u00e9\\uFEFF"\n',
    ],
    ["a \nb", '"a \\nb"\n'],
    [
      object([
        ["b", tuple([decimal("1"), tuple([decimal("2"), tuple(["a\nb"])])])],
        [
          "a",
          object([
            [
              "c",
              object([
                [
                  "d",
                  tuple([
                    object([
                      ["e", true],
                      ["f", null],
                    ]),
                    object([]),
                  ]),
                ],
              ]),
            ],
          ]),
        ],
      ]),
      '"a":\n  "c":\n    "d":\n    - "e": true\n      "f": null\n    - {}\n"b":\n- 1\n- - 2\n  - - |-\n      a\n      b\n',
    ],
    [object([["a", "word ".repeat(20)]]), `"a": "${"word ".repeat(15)}word\n  word word word word "\n`],
  ])("is what Terraform writes for %j", (value, expected) => {
    expect(call("yamlencode", value)).toBe(expected);
  });

  it("keeps what is known beside what is not", () => {
    const hole = { value: UNKNOWN, as: "yaml" };
    const value = object([
      ["b", UNKNOWN],
      ["a", tuple(["x", UNKNOWN])],
    ]);
    expect(partsOf(call("yamlencode", value))).toEqual(['"a":\n- "x"\n-', hole, '\n"b":', hole, "\n"]);
  });

  it("keeps as a whole what has a form that nobody expects", () => {
    for (const value of [object([["k".repeat(200), true]]), object([["a\nb", true]]), "\ufeffa", "a\n\u2028"]) {
      const encoded = call("yamlencode", tuple([value]));
      expect(encoded).toBeInstanceOf(Unknown);
      expect(call("yamldecode", encoded)).toEqual(tuple([value]));
    }
  });
});

describe("csvdecode", () => {
  const row = (...members: [string, Value][]): Value => object(members);

  it.each<[string, Value[]]>([
    ["a,b\n1,2\n3,4\n", [row(["a", "1"], ["b", "2"]), row(["a", "3"], ["b", "4"])]],
    ['a,b\r\n"x ""y"", z"," w "\r\n\r\n', [row(["a", 'x "y", z'], ["b", " w "])]],
    ['a\n"x\r\ny"', [row(["a", "x\ny"])]],
    ['a\n""\n\n \n', [row(["a", ""]), row(["a", " "])]],
    ["a,\n1,2", [row(["a", "1"], ["", "2"])]],
    ["a,b", []],
  ])("is what Terraform reads in %j", (csv, expected) => {
    expect(call("csvdecode", csv)).toMatchObject({ kind: "list", elements: expected });
  });

  it.each<[Value]>([[""], ["\n"], ["a,b\n1"], ["a\n1,2"], ["a,a\n1,2"], ['a\nx"y'], ['a\n"x"y'], ['a\n"x'], [null]])(
    "fails for %j, as Terraform does",
    (csv) => {
      expect(isFailure(call("csvdecode", csv))).toBe(true);
    },
  );

  const hole = { value: UNKNOWN, as: "text" } as const;

  it("knows what stands beside a field that is not known", () => {
    expect(call("csvdecode", textOf(["name,age\nann,", hole, "\nbob-", hole, ",2"]))).toMatchObject({
      kind: "list",
      elements: [row(["name", "ann"], ["age", textOf([hole])]), row(["name", textOf(["bob-", hole])], ["age", "2"])],
    });
  });

  it("does not know how many lines there are where one of them is not known", () => {
    for (const [before, after] of [
      ["a,b\n1,2\n", "\n3,4"],
      ["a\n", ""],
      ["", "\n1"],
      ["a,", "\n1,2"],
    ]) {
      const lines = call("csvdecode", textOf([before ?? "", hole, after ?? ""]));
      expect(lines).toEqual(new Unknown("it is computed", { isSet: true }));
    }
  });
});

describe("what is encoded and decoded", () => {
  it("keeps its marks", () => {
    for (const secret of [withMarks("x", [SECRET]), withMarks(UNKNOWN, [SECRET])]) {
      for (const format of ["json", "yaml"]) {
        const encoded = call(`${format}encode`, object([["a", secret]]));
        expect(marksWithin(encoded)).toEqual([SECRET]);
        expect(marksWithin(call(`${format}decode`, encoded))).toEqual([SECRET]);
      }
    }
    expect(marksWithin(call("csvdecode", withMarks("a\nb", [SECRET])))).toEqual([SECRET]);
  });

  it("fails where there is nothing to decode", () => {
    for (const name of ["jsondecode", "yamldecode"]) {
      expect(isFailure(call(name, null))).toBe(true);
      expect(isFailure(call(name, tuple([])))).toBe(true);
      expect(isFailure(call(name, new Unknown("it is computed", { type: listOf(STRING) })))).toBe(true);
      expect(call(name, decimal("5"))).toEqual(decimal("5"));
      expect(call(name, UNKNOWN)).toEqual(new Unknown("it is computed"));
    }
  });
});

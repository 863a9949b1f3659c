import * as fc from "fast-check";
import { oneOf } from "../../lib/language/alternatives";
import { decimal } from "../../lib/language/convert";
import { decodeJson, decodeYaml } from "../../lib/language/decode";
import { areEqual } from "../../lib/language/equality";
import { asDecoded } from "../../lib/language/decoded";
import { partsOf, textOf } from "../../lib/language/parts";
import { BOOL, NUMBER, STRING } from "../../lib/language/type";
import { failure, LIMITS, object, tuple, Unknown, unmarked, type Part, type Value } from "../../lib/language/value";
import { anyText, filled, valueWithHoles } from "./with-holes";

const UNKNOWN = new Unknown("it is computed", { type: STRING });
const NUMBER_UNKNOWN = new Unknown("it is computed", { type: NUMBER, isSet: true });

/** A text in which each of these values stands between two of the pieces. */
function template(pieces: TemplateStringsArray, ...values: Value[]): Value {
  return textOf(pieces.flatMap((piece, index): Part[] => (index === 0 ? [piece] : [hole(values[index - 1]!), piece])));
}

function hole(value: Value, as: "text" | "json" | "yaml" = "text"): Part {
  return { value, as };
}

function open(certain: Unknown["certain"]): Unknown {
  return new Unknown("it is computed", certain);
}

describe("decodeJson of a known text", () => {
  it.each<[string, Value]>([
    [" [1 ] ", tuple([decimal("1")])],
    ['{"a":{"b":[true,null,"x"]}}', object([["a", object([["b", tuple([true, null, "x"])]])]])],
    ["123456789012345678901234567890.123456789", decimal("123456789012345678901234567890.123456789")],
    ["-1.50e+1", decimal("-15")],
    ['"\\u0065\\u0301"', "\u00e9"],
    ['"\\ud83d\\ud83d\\ude00"', "\ufffd\u{1f600}"],
    ['"\\/\\b\\f\\n\\r\\t\\\\\\""', '/\b\f\n\r\t\\"'],
    ['{"":1}', object([["", decimal("1")]])],
    ['{"a":1,"a":2}', object([["a", decimal("2")]])],
    ['{"a":1,"a":"x"}', object([["a", "x"]])],
    ['{"a":null,"a":1}', object([["a", decimal("1")]])],
    ['{"a":{},"a":{"b":1}}', object([["a", object([["b", decimal("1")]])]])],
    ["true}x", true],
    ["[] ] 1", tuple([])],
    ["null", null],
  ])("is what Terraform reads in %s", (json, expected) => {
    expect(decodeJson(json)).toEqual(expected);
  });

  it.each([
    ...["", "1 2", "[1,]", "[,1]", "[1 2]", '{"a":1,}', '{"a"}', '{"a":1 "b":2}', "{1:2}", "{:1}", "[1]x", "[1", "{"],
    ...["01", "1.", ".5", "+1", "-", "1e", "0x1", "NaN", "nul", "nulll", "'a'", '"a', '"\\x"', '"\\u12"', '"a\tb"'],
    ...[
      '{"a":"x","a":1}',
      '{"a":1,"a":null}',
      '{"a":{"b":1},"a":{}}',
      '{"e\\u0301":1}',
      "\u00a01",
      "\ufeff1",
      "// x\n1",
      "[}",
      "{]",
      "]",
    ],
  ])("fails for %j, as Terraform does", (json) => {
    expect(decodeJson(json)).toEqual(failure("a text is not JSON"));
  });

  it("is bounded", () => {
    expect(decodeJson("[".repeat(100_000))).toMatchObject({ because: "it is nested more deeply than is looked at" });
    expect(decodeJson(`[${"0,".repeat(LIMITS.elements)}0]`)).toBeInstanceOf(Unknown);
  });
});

describe("decodeJson of a text in parts", () => {
  it("keeps a text that a part is in", () => {
    const document = template`{"Resource": "acs:oss:*:${UNKNOWN}:*", "Effect": "Allow"}`;
    expect(decodeJson(document)).toEqual(
      object([
        ["Resource", template`acs:oss:*:${UNKNOWN}:*`],
        ["Effect", "Allow"],
      ]),
    );
  });

  it("has an unknown value where a text stands for one", () => {
    expect(decodeJson(template`{"a": ${UNKNOWN}, "b": 1${UNKNOWN}, "c": ${NUMBER_UNKNOWN}}`)).toEqual(
      object([
        ["a", open({})],
        ["b", open({})],
        ["c", NUMBER_UNKNOWN],
      ]),
    );
    expect(decodeJson(template`${UNKNOWN}`)).toEqual(open({}));
  });

  it("has back what was encoded, as it was", () => {
    const collection = new Unknown("it is computed", { type: { kind: "list", element: STRING }, isSet: true });
    const parts = (value: Value): Part[] => ['{"a": ', hole(value, "json"), ', "b": [', hole(value, "json"), "]}"];
    const decoded = (value: Value): Value =>
      object([
        ["a", value],
        ["b", tuple([value])],
      ]);
    const text = template`a-${UNKNOWN}`;
    expect(decodeJson(textOf(parts(text)))).toEqual(decoded(text));
    expect(decodeJson(textOf(parts(collection)))).toEqual(decoded(open({ isSet: true })));
  });

  it("knows what is in a list and an object in any case", () => {
    const elements = (...known: Value[]): Unknown => open({ isSet: true, elements: known, atLeast: known.length });
    expect(decodeJson(template`["a", ${UNKNOWN}, "b"]`)).toEqual(elements("a", "b"));
    expect(decodeJson(template`["a"${UNKNOWN}]`)).toEqual(elements("a"));
    expect(decodeJson(template`[${UNKNOWN} ${UNKNOWN} true]`)).toEqual(elements(true));
    expect(decodeJson(template`[${UNKNOWN}]`)).toEqual(elements());
    expect(decodeJson(template`[${NUMBER_UNKNOWN}]`)).toEqual(tuple([NUMBER_UNKNOWN]));
    const members = open({ isSet: true, members: new Map([["a", true]]) });
    for (const document of [
      template`{"a": true, ${UNKNOWN}}`,
      template`{"a": true ${UNKNOWN}}`,
      template`{${UNKNOWN} "a": true}`,
      template`{"${UNKNOWN}": 1, "a": true}`,
      template`{${UNKNOWN}: {"c": 1}, "a": true}`,
    ]) {
      expect(decodeJson(document)).toEqual(members);
    }
  });

  it("does not know what is not JSON, since the rest may make it so", () => {
    for (const document of [template`{"a": 1${UNKNOWN}`, template`${UNKNOWN}1}`, template`"\\${UNKNOWN}"`]) {
      expect(decodeJson(document)).toEqual(open({}));
    }
  });

  it("is one of several where the text is, of which none is one that Terraform refuses", () => {
    const truth = new Unknown("it is computed", { type: BOOL });
    const document = oneOf(["[]", template`[${truth}]`, "["], "a condition decides it");
    expect((unmarked(decodeJson(document)) as Unknown).certain.oneOf).toEqual([
      tuple([]),
      tuple([open({ type: BOOL, isSet: true })]),
    ]);
  });

  it("comes to what the whole text comes to", () => {
    const parts = fc.array(fc.record({ isKnown: fc.boolean(), text: anyText }), { maxLength: 5 });
    fc.assert(
      fc.property(parts, (each) => {
        const escaped = each.map(({ isKnown, text }) => ({
          isKnown,
          text: isKnown ? JSON.stringify(text.normalize("NFC")).slice(1, -1) : text.replace(/["\\\p{Cc}]/gu, ""),
        }));
        const truth = new Map<Value, Value>();
        const document = textOf([
          '{"a":["',
          ...escaped.map(({ isKnown, text }): Part => {
            const value = new Unknown("it is computed", { type: STRING });
            if (!isKnown) truth.set(value, text);
            return isKnown ? text : hole(value);
          }),
          '"]}',
        ]);
        expect(filled(decodeJson(document), truth)).toEqual(decodeJson(filled(document, truth)));
      }),
    );
  });
});

describe("a value that is encoded", () => {
  it("is what its parts come to, and comes back", () => {
    fc.assert(
      fc.property(valueWithHoles, ({ value, truth }) => {
        const encoded = textOf([hole(value, "json")]);
        expect(filled(encoded, truth)).toEqual(textOf([hole(filled(value, truth), "json")]));
        expect(decodeJson(encoded)).toEqual(asDecoded(value));
      }),
      { numRuns: 300 },
    );
  });

  it("is YAML in the same way", () => {
    fc.assert(
      fc.property(valueWithHoles, ({ value, truth }) => {
        const encoded = textOf([hole(value, "yaml")]);
        expect(areEqual(encoded, textOf([hole(filled(value, truth), "yaml")]))).not.toBe(false);
        if (!isMerged(encoded)) expect(decodeYaml(encoded)).toEqual(asDecoded(value));
      }),
      { numRuns: 300 },
    );
  });

  it("is read as YAML where it is JSON", () => {
    fc.assert(
      fc.property(valueWithHoles, ({ value }) => {
        const encoded = textOf([hole(value, "json")]);
        if (!isMerged(encoded)) expect(decodeYaml(encoded)).toEqual(asDecoded(value));
      }),
    );
  });

  /** Whether it has a member that means another thing in YAML. */
  function isMerged(encoded: Value): boolean {
    return partsOf(encoded)?.some((part) => typeof part === "string" && /<<|u003c.u003c/.test(part)) ?? false;
  }
});

describe("decodeYaml of a known text", () => {
  const one = decimal("1");

  it.each<[string, Value]>([
    [
      "a: 1\nb:\n- x\n- {c: true}\n",
      object([
        ["a", one],
        ["b", tuple(["x", object([["c", true]])])],
      ]),
    ],
    ["- ~\n- yes\n- off\n- 0x1f\n- 0o17\n", tuple([null, true, false, decimal("31"), decimal("15")])],
    ["[017, 1., .5, 1e3]", tuple(["17", "1", "0.5", "1000"].map(decimal))],
    ["['1', \"true\", 1_000, 0b11, 1:20, tRUE]", tuple(["1", "true", "1_000", "0b11", "1:20", "tRUE"])],
    ["Version: 2012-10-17\n", object([["Version", "2012-10-17T00:00:00Z"]])],
    [
      "True: a\n1.50: b\n",
      object([
        ["true", "a"],
        ["1.5", "b"],
      ]),
    ],
    ["a: 2\na: 1\n", object([["a", one]])],
    [
      "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
      object([
        ["a", "x\ny\n"],
        ["b", "x y"],
      ]),
    ],
    ["a: |\n  x", object([["a", "x"]])],
    ["- |-\n  no\n- |-\n  0x1f\n", tuple(["false", "31"])],
    [
      "a: &x {b: 1}\nc:\n  b: 2\n  d: 1\n  <<: *x\n",
      object([
        ["a", object([["b", one]])],
        [
          "c",
          object([
            ["b", one],
            ["d", one],
          ]),
        ],
      ]),
    ],
    ['{"a": [1, null, "x"]}', object([["a", tuple([one, null, "x"])]])],
    ["---\n", null],
    ["# c\n--- a # c\n", "a"],
  ])("is what Terraform reads in %j", (yaml, expected) => {
    expect(decodeYaml(yaml)).toEqual(expected);
  });

  it.each([
    ...["", "# c", "null: a", "[a]: b", "a: .inf", "a: 0xfffffffffffffffff", "<<: x", "<<: [{a: 1}]", '"\\/"'],
    ...['"\\ud83d\\ude00"', "\u0001", "a: &x [*x]"],
  ])("fails for %j, as Terraform does", (yaml) => {
    expect(decodeYaml(yaml)).toEqual(failure("a text is not YAML"));
  });

  it.each([
    ...["!!str 1", "%YAML 1.1\n--- a", "a:\n\tb: c", "a\u0085b", "a\rb", "a: [b", "--- a\n--- b", "a: b: c"],
    ...["\ue0000", "|\nx\n"],
  ])("does not know %j, which versions of YAML read in several ways", (yaml) => {
    expect(decodeYaml(yaml)).toEqual(new Unknown("it is YAML of an unusual form"));
  });

  it("is bounded", () => {
    const doubled = Array.from(
      { length: 60 },
      (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`,
    );
    for (const yaml of [
      `a0: &a0 [x]\n${doubled.join("")}`,
      "[".repeat(100_000),
      "- ".repeat(100_000),
      "? ".repeat(100_000),
      "'a' ".repeat(10_000),
      "- a\n".repeat(200_000),
    ]) {
      expect(decodeYaml(yaml)).toBeInstanceOf(Unknown);
    }
  });
});

describe("decodeYaml of a text in parts", () => {
  it("keeps a text that a part is in", () => {
    expect(decodeYaml(template`a: acs:oss:${UNKNOWN}:*\nb: "${UNKNOWN}"\nc: |\n  x-${UNKNOWN}\n`)).toEqual(
      object([
        ["a", template`acs:oss:${UNKNOWN}:*`],
        ["b", template`${UNKNOWN}`],
        ["c", template`x-${UNKNOWN}\n`],
      ]),
    );
  });

  it("has an unknown value where nothing says that it is a text", () => {
    expect(decodeYaml(template`- ${UNKNOWN}\n- 1${UNKNOWN}\n- y${UNKNOWN}\n- ${NUMBER_UNKNOWN}\n`)).toEqual(
      tuple([open({}), open({}), open({}), NUMBER_UNKNOWN]),
    );
  });

  it("knows what is in a map in any case", () => {
    const members = open({ isSet: true, members: new Map([["a", true]]) });
    expect(decodeYaml(template`${UNKNOWN}: 1\na: true\n`)).toEqual(members);
    expect(decodeYaml(template`b: 1\n<<: ${UNKNOWN}\na: true\n`)).toEqual(members);
  });

  it("does not know what is not YAML, since the rest may make it so", () => {
    expect(decodeYaml(template`a: [1\n${UNKNOWN}`)).toEqual(open({}));
  });
});

import * as fc from "fast-check";
import { oneOf } from "../../lib/language/alternatives";
import { decimal } from "../../lib/language/convert";
import { decodeJson } from "../../lib/language/decode";
import { asDecoded } from "../../lib/language/decoded";
import { textOf } from "../../lib/language/parts";
import { BOOL, NUMBER, STRING } from "../../lib/language/type";
import { failure, LIMITS, object, tuple, Unknown, unmarked, type Part, type Value } from "../../lib/language/value";
import { anyText, filled, valueWithHoles } from "./with-holes";

const UNKNOWN = new Unknown("it is computed", { type: STRING });
const NUMBER_UNKNOWN = new Unknown("it is computed", { type: NUMBER, isSet: true });

/** A text in which each of these values stands between two of the pieces. */
function template(pieces: TemplateStringsArray, ...values: Value[]): Value {
  return textOf(pieces.flatMap((piece, index): Part[] => (index === 0 ? [piece] : [hole(values[index - 1]!), piece])));
}

function hole(value: Value, as: "text" | "json" = "text"): Part {
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

  it("is one of several where the text is", () => {
    const truth = new Unknown("it is computed", { type: BOOL });
    const document = oneOf(["[]", template`[${truth}]`, "["], "a condition decides it");
    expect((unmarked(decodeJson(document)) as Unknown).certain.oneOf).toEqual([
      tuple([]),
      tuple([open({ type: BOOL, isSet: true })]),
      failure("a text is not JSON"),
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
});

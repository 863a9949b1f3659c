import { Decimal } from "../../lib/language/decimal";
import { NUMBER, STRING } from "../../lib/language/type";
import { list, object, Sequence, tuple, Unknown, type Certain, type Value } from "../../lib/language/value";
import { compareKnown } from "../../oracle/judge/compare";
import { liesWithin } from "../../oracle/judge/within";
import type { Plain } from "../../oracle/plain";

const open = (certain: Certain = {}): Unknown => new Unknown("it is open", certain);
const one = new Decimal(1);

describe("a value of Terraform's", () => {
  it.each<[string, Value, Plain]>([
    ["what is known and equal", object([["a", tuple([one, null])]]), { a: [one, null] }],
    ["anything, where nothing is certain", open(), null],
    ["its type", open({ type: STRING, isSet: true }), "x"],
    ["null, where it may be null", open({ type: STRING }), null],
    ["one of the alternatives", open({ oneOf: ["a", one] }), one],
    ["its bounds", open({ atLeast: 1, atMost: 2 }), [null, null]],
    ["the elements it certainly has, with others", open({ elements: ["a", open()] }), ["x", "a", "b"]],
    ["the members it certainly has, with others", open({ members: new Map([["a", one]]) }), { a: one, b: null }],
    ["what each element is", open({ each: open({ type: NUMBER }) }), [one]],
    ["its parts", open({ parts: ["a-", { value: open({ type: NUMBER }), as: "text" }, "-b"] }), "a-12-b"],
    ["accents that join its parts", open({ parts: ["e", { value: open({ type: STRING }), as: "text" }] }), "é"],
    ["its parts as JSON", open({ parts: ['{"a":', { value: open({ type: STRING }), as: "json" }, "}"] }), '{"a":"x"}'],
    ["a set whose elements turn out to be one", new Sequence("set", ["a", open({ type: STRING })]), ["a"]],
    ["a number that has no end", new Decimal("0.3".padEnd(157, "3")), new Decimal("0.3".padEnd(156, "3") + "5")],
  ])("lies within %s", (_, value, plain) => {
    expect(liesWithin(value, plain)).toBe(true);
  });

  it.each<[string, Value, Plain]>([
    ["another text", "a", "b"],
    ["a text in the place of a number", one, "1"],
    ["another member", object([["a", one]]), { b: one }],
    ["null, where it is set", open({ isSet: true }), null],
    ["another type", open({ type: STRING }), one],
    ["none of the alternatives", open({ oneOf: ["a", "b"] }), "c"],
    ["more elements than it may have", open({ atMost: 1 }), [null, null]],
    ["its elements in another order", open({ elements: ["a", "b"] }), ["b", "a"]],
    ["less than its members", open({ members: new Map([["a", one]]) }), {}],
    ["something else than what each is", open({ each: open({ type: NUMBER }) }), ["x"]],
    ["other parts", open({ parts: ["a-", { value: open({ type: NUMBER }), as: "text" }] }), "a-x"],
    ["a value, where it fails", open({ isFailure: true }), "x"],
    ["a list of another length", list(["a"]), ["a", "a"]],
  ])("lies outside: %s", (_, value, plain) => {
    expect(liesWithin(value, plain)).toBe(false);
  });
});

describe("a value that Terraform knows in part", () => {
  it.each<[string, Value]>([
    ["as known", tuple(["a", open()])],
    ["better known", tuple(["a", "b"])],
    ["one of several that are", open({ oneOf: [tuple(["a", one]), tuple(["a", null])] })],
  ])("is %s to us", (_, value) => {
    expect(compareKnown(value, ["a", null], [false, true])).toBeNull();
  });

  it.each<[string, Value, object]>([
    ["another one", tuple(["b", open()]), { kind: "other", where: "[0]: it is another text" }],
    ["less known", open(), { kind: "less known" }],
    ["less known inside", tuple([open(), open()]), { kind: "less known", where: "[0]: it is open" }],
    ["called a failure", open({ isFailure: true }), { kind: "failure" }],
  ])("is found to be %s", (_, value, found) => {
    expect(compareKnown(value, ["a", null], [false, true])).toMatchObject(found);
  });
});

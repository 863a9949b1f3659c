import { evaluate } from "../../lib/language/evaluate";
import { FUNCTIONS } from "../../lib/language/functions/catalogue";
import { marksWithin } from "../../lib/language/marks-within";
import { parseExpression } from "../../lib/language/syntax/parse";
import { BOOL, mapOf, STRING } from "../../lib/language/type";
import { failure, isFailure, object, tuple, Unknown, unmarked, withMarks, type Value } from "../../lib/language/value";
import { describeValue } from "../../oracle/judge/describe";
import { decimal } from "../../lib/language/convert";

const open = (certain = {}): Unknown => new Unknown("it is open", certain);
const secret = withMarks(open({ type: STRING, isSet: true }), [
  { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false },
]);

const NAMES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["any", open()],
  ["text", open({ type: STRING, isSet: true })],
  ["flag", open({ type: BOOL, isSet: true })],
  ["map", open({ type: mapOf(STRING), isSet: true })],
  ["part", object([["known", decimal("1")] as const, ["open", open()] as const])],
  ["secret", secret],
]);

function valueOf(expression: string): Value {
  return evaluate(parseExpression(expression), {
    valueOf: (name) => NAMES.get(name) ?? failure(`there is no ${name}`),
    functions: FUNCTIONS,
  });
}

function alternatives(expression: string): string[] {
  const inner = unmarked(valueOf(expression));
  return inner instanceof Unknown ? (inner.certain.oneOf ?? []).map(describeValue) : ["known"];
}

describe("beside a value of which not even the type is known", () => {
  it.each([
    ["a number", "true ? 2 : any", ["2", '"2"']],
    ["a truth value", "flag ? true : any", ["true", '"true"', "unknown(it is open)"]],
    ["an empty tuple", "true ? [] : any", ["tuple[]", "list[]", "set[]"]],
    ["a number in a list", "tolist([1, any])[0]", ["1", '"1"']],
    ["a number in a list in a list", "tolist([[2], [any]])[0][0]", ["2", '"2"']],
    ["a member of a map", "tomap({ a = 1, b = any }).a", ["1", '"1"']],
    ["an argument of coalesce", "coalesce(1, any)", ["1", '"1"']],
  ])("%s may become a text, or another kind of collection", (_, expression, expected) => {
    expect(alternatives(expression)).toEqual(expected);
  });

  it.each([
    ["a text", 'true ? "a" : any', '"a"'],
    ["null", "true ? null : any", "null"],
    ["a number beside a text", 'tolist(["a", 1, any])[1]', '"1"'],
    ["what no other value is converted with", "[1, any][0]", "1"],
    ["what no condition decides with it", "{ a = 1, b = any }.a", "1"],
  ])("%s is what it is", (_, expression, expected) => {
    expect(describeValue(valueOf(expression))).toBe(expected);
  });

  it.each([
    ["an object and a tuple", "[{}, [], any]"],
    ["a list and a text", '[[], "a", any]'],
  ])("%s have no type in common all the same", (_, elements) => {
    expect(isFailure(valueOf(`tolist(${elements})`))).toBe(true);
  });
});

describe("what may turn out to fail", () => {
  it.each([
    ["the type that a missing key gives to the other result", '(false ? map["a"] : true)', ['"true"', "true"]],
    ["a known result of try with an open part on the way", 'try(length([map["a"]]), "b")', ["1", '"b"']],
    ["an unknown result of try", 'try(map["a"], 1)', ["unknown(it is open; string)", "1"]],
    ["what try falls back on", 'try(any.a, text, "b")', ["unknown(it is open)", "unknown(it is open; string; set)"]],
  ])("leaves open %s", (_, expression, expected) => {
    expect(alternatives(expression)).toEqual(expected);
  });

  it.each([
    ["an open value that is only put somewhere", "can([any, { a = text }])", "true"],
    ["a template of a text that is set", 'can("a-${text}")', "true"],
    ["a function that takes all texts", "can(upper(text))", "true"],
    ["the result that is not taken", "can(true ? 1 : tonumber(text))", "true"],
    ["what fails in any case", 'can(tonumber("a"))', "false"],
  ])("is not %s", (_, expression, expected) => {
    expect(describeValue(valueOf(expression))).toBe(expected);
  });

  it.each(["can(any.a)", 'can(map["a"])', "can(tonumber(text))", "can(1 / part.open)", "can([for k in any : k])"])(
    "is asked for: %s",
    (expression) => {
      expect(describeValue(valueOf(expression))).toMatch(/bool; set/);
    },
  );
});

describe("what Terraform decides by types alone", () => {
  it.each([
    ["[for each in any : each if false]", "tuple[]"],
    ["tomap({ a = {}, b = one([]) })", "map{a: object{}, b: null}"],
    ["text == 1", "false"],
    ["text != flag", "true"],
    ['false ? [null.x, "a"] : [1, 2]', 'tuple[1, "2"]'],
    ["false ? tonumber([]) : true", "true"],
    ['"false" ? tomap({}) : { a = 1, b = [true] }', "object{a: 1, b: tuple[true]}"],
    ["tolist([toset([]), toset([1])])", "list[set[], set[1]]"],
    ['core::upper("a")', '"A"'],
    ['length("e\\u0301") == 1 && "e\\u0301" == "\\u00e9"', "true"],
  ])("%s is %s", (expression, expected) => {
    expect(describeValue(valueOf(expression))).toBe(expected);
  });

  it.each([
    "tolist([[], null])",
    "false && one([])",
    'false && tonumber("a")',
    "issensitive()",
    'false ? (1 + "a") : true',
    "true ? { a = 1 } : { a = 1, b = [] }",
    'join("a", regexall("(a)(b)?", "c"))',
  ])("%s is refused", (expression) => {
    expect(isFailure(valueOf(expression))).toBe(true);
  });
});

describe("a mark", () => {
  it.each([
    'toset([secret, "a"])',
    'distinct([secret, "a"])',
    'setunion(toset([secret, "a"]), toset(["b"]))',
    "[for key, value in map : key if value == secret]",
    'join(",", regexall("x", secret))',
    '{ for key, value in toset([secret, "a"]) : key => 1 }',
  ])("is at the whole where nobody knows which element it is: %s", (expression) => {
    expect(marksWithin(valueOf(expression))).toHaveLength(1);
  });

  it("is asked for of each value that a condition leaves open", () => {
    expect(describeValue(valueOf("issensitive(flag ? secret : text)"))).toMatch(/one of true \| false/);
  });

  it("is not at what was certain without it", () => {
    expect(marksWithin(tuple([valueOf("[1, secret][0]")]))).toEqual([]);
  });
});

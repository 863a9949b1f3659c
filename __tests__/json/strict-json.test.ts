import fc from "fast-check";
import { InputError } from "../../lib/files/input-error";
import { parseTerraformJson } from "../../lib/json/strict-json";

function problemOf(text: string): string {
  try {
    parseTerraformJson(text, "cdk.tf.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error("was accepted");
}

describe("parseTerraformJson", () => {
  it("gives what JSON.parse gives for any document", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(parseTerraformJson(spaced, "f")).toEqual(JSON.parse(spaced));
      }),
    );
  });

  it("finds a member that is repeated anywhere in any document", () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(object, fc.array(fc.boolean()), fc.nat(), (members, wrapping, pick) => {
        const entries = Object.entries(members).map(
          ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
        );
        const repeated = Object.keys(members)[pick % entries.length] ?? "";
        let text = `{${[...entries, `${JSON.stringify(repeated)}:1`].join(", ")}}`;
        for (const inArray of wrapping) text = inArray ? `[1,${text}]` : `{"a":{},"b":${text}}`;
        expect(problemOf(text)).toContain("second time");
      }),
    );
  });

  it("names line, column and path of a repeated member", () => {
    const text = '{\n  "resource": {\n    "t": [ {"a": 1},\n      {"x": {}, "k": 1, "k": 2} ]\n  }\n}';
    expect(problemOf(text)).toMatch(
      /^cdk\.tf\.json:4:25: the member resource\.t\.1\.k stands here for the second time/,
    );
  });

  it("names a repeated member on one line, and not as long as the file", () => {
    expect(problemOf(`{"${"x".repeat(80)}":1,"${"x".repeat(80)}":2}`)).toContain(` ${"x".repeat(80)} stands here`);
    expect(problemOf(`{"${"x".repeat(81)}":1,"${"x".repeat(81)}":2}`)).toContain(` ${"x".repeat(77)}... stands here`);
    expect(problemOf('{"a\\nb":1,"a\\nb":2}')).toContain("the member […] stands here");
  });

  it.each([
    ['{"a":1,"a":2}', "1:8"],
    ['\n{"a":1,\n"a":2}', "3:1"],
    ['{"a":1,\n\n "a":2}', "3:2"],
    ['{"b":[{"a":1},\n{"a":1,"a":2}]}', "2:8"],
  ])("names the place of the repeated member in %j", (text, place) => {
    expect(problemOf(text)).toContain(`cdk.tf.json:${place}: the member`);
  });

  it.each([
    ["spelled with an escape", '{"ab":1,"\\u0061b":2}'],
    ["of an object with many members", `{${Array.from({ length: 50 }, (_, i) => `"m${i}":${i}`).join(",")},"m3":0}`],
    [
      "that came late in an object with many",
      `{${Array.from({ length: 50 }, (_, i) => `"m${i}":${i}`).join(",")},"m40":0}`,
    ],
    ["called __proto__", '{"__proto__":1,"__proto__":2}'],
    ["with an empty name", '{"":1,"":2}'],
    ["with space before its colon", '{"a" :1,"a"\n\t:2}'],
    ["that ends with a backslash", '{"a\\\\":1,"a\\\\" :2}'],
    ["beside a string that begins with a colon", '{"a":":","a":2}'],
  ])("finds a repeated member %s", (_, text) => {
    expect(problemOf(text)).toContain("second time");
  });

  it.each([
    ["the same name in different objects", '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}'],
    ["names of the prototype", '{"__proto__":{},"constructor":1,"toString":2,"hasOwnProperty":3}'],
    ["strings that begin with a colon", '{"a":":","b":" :","c":[":x"]}'],
    ["strings that look like members", '{"a":"\\"a\\":1,{","b":"\\\\","c":["a","a"]}'],
  ])("accepts %s", (_, text) => {
    expect(() => parseTerraformJson(text, "f")).not.toThrow();
  });

  it("leaves the prototype of objects alone", () => {
    parseTerraformJson('{"__proto__":{"polluted":true}}', "f");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("needs no call stack", () => {
    const depth = 10_000;
    expect(() => parseTerraformJson('{"a":['.repeat(depth) + "]}".repeat(depth), "f")).not.toThrow();
    expect(problemOf(`${'{"a":['.repeat(depth)}{"b":1,"b":2}${"]}".repeat(depth)}`)).toContain("second time");
  });

  it("reads a huge string", () => {
    const text = JSON.stringify({ a: '\\"'.repeat(3_000_000) });
    expect(parseTerraformJson(text, "f")).toEqual(JSON.parse(text));
  });

  it.each([
    ["a byte-order mark", "\ufeff{}", /byte-order mark/],
    ["an empty file", " \n", /cdk\.tf\.json: is empty/],
    ["a truncated object", '{\n "a": {"b": 1', /:2:\d+: ends in the middle/],
    ["a truncated string", '{"a": "b', /:1:\d+: ends in the middle/],
    ["a truncated word", '{"a": tru', /ends in the middle/],
    ["HCL", 'resource "a" "b" {}', /:1:1: is not JSON/],
    ["a trailing comma", '{"a": 1,\n}', /:2:1: is not JSON/],
  ])("refuses %s", (_, text, message) => {
    expect(problemOf(text)).toMatch(message);
  });

  it("shows nothing of what it could not read", () => {
    const secret = "Secret".repeat(5);
    expect(problemOf(`{"secret_key": ${secret}}`)).not.toContain("Secret");
    expect(problemOf(`{"secret_key": "${secret}`)).not.toContain("Secret");
  });
});

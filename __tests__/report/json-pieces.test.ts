import fc from "fast-check";
import { jsonPieces } from "../../lib/report/json-pieces";

describe("JSON in pieces", () => {
  const textOf = (value: unknown): string => [...jsonPieces(value)].join("");

  it("is what JSON.stringify writes", () => {
    const printable = fc.jsonValue({ stringUnit: fc.constantFrom(...'ab "\\/{}[],:é') });
    fc.assert(fc.property(printable, (value) => expect(textOf(value)).toBe(JSON.stringify(value, undefined, 2))));
  });

  it("leaves out what is undefined, and takes lists that are made while they are written", () => {
    function* list(): Generator<number> {
      yield 1;
      yield 2;
    }
    expect(JSON.parse(textOf({ a: undefined, b: list() }))).toEqual({ b: [1, 2] });
    expect(textOf({ a: { b: [].values() } })).toBe('{\n  "a": {\n    "b": []\n  }\n}');
  });

  it("has no piece that is much longer than a part of the data", () => {
    const pieces = [...jsonPieces({ a: Array.from({ length: 10_000 }, () => ({ b: "x".repeat(100) })) })];
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.every((piece) => piece.length < 100_000)).toBe(true);
  });
});

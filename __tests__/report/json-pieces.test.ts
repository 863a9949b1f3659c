import fc from "fast-check";
import { jsonPieces } from "../../lib/report/json-pieces";
import { textOf } from "./text-of";

describe("JSON in pieces", () => {
  it("is what JSON.stringify writes, however many levels are written member by member", () => {
    const printable = fc.jsonValue({ stringUnit: fc.constantFrom(...'ab "\\/{}[],:é') });
    fc.assert(
      fc.property(printable, fc.nat(4), (value, levels) =>
        expect(textOf(jsonPieces(value, levels))).toBe(`${JSON.stringify(value, undefined, 2)}\n`),
      ),
    );
  });

  it("leaves out what is undefined, and takes lists that are made while they are written", () => {
    function* list(): Generator<number> {
      yield 1;
      yield 2;
    }
    expect(JSON.parse(textOf(jsonPieces({ a: undefined, b: list() }, 2)))).toEqual({ b: [1, 2] });
    expect(textOf(jsonPieces({ a: { b: [].values() } }, 3))).toBe('{\n  "a": {\n    "b": []\n  }\n}\n');
  });

  it("has no piece that is much longer than a part of the data", () => {
    const pieces = [...jsonPieces({ a: Array.from({ length: 10_000 }, () => ({ b: "x".repeat(100) })) }, 2)];
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.every((piece) => piece.length < 100_000)).toBe(true);
  });
});

import fc from "fast-check";
import { inPieces } from "../../lib/report/pieces";

describe("a text in pieces", () => {
  const part = fc.string({ unit: fc.constantFrom("a", "\n", "b".repeat(20_000)), maxLength: 20 });

  it("is whole, and each piece but the last ends where a line ends", () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const pieces = [...inPieces(parts)];
        expect(pieces.join("")).toBe(parts.join(""));
        expect(pieces.slice(0, -1).every((piece) => piece.endsWith("\n"))).toBe(true);
      }),
    );
  });

  it("has few pieces of many short parts", () => {
    expect([...inPieces(Array.from({ length: 100_000 }, () => "a\n"))].length).toBeLessThan(10);
  });

  it("asks for no more parts than the next piece needs", () => {
    let made = 0;
    function* parts(): Generator<string> {
      for (; made < 100; made++) yield `${"a".repeat(100_000)}\n`;
    }
    const pieces = inPieces(parts());
    pieces.next();
    expect(made).toBe(0);
    pieces.next();
    expect(made).toBe(1);
  });
});

import fc from "fast-check";
import type { Place } from "../../lib/rules/finding";
import { comparePlaces, compareText } from "../../lib/rules/place-order";

const place = (stack: string, file: string | null, line: number, path: string | null, address: string): Place => ({
  stack,
  address,
  path,
  source: file === null ? null : { file, line },
});

describe("places", () => {
  it("come by stack, then by line where one is known, then by path or address, then by address", () => {
    const inOrder = [
      place("a", null, 0, null, "b.x"),
      place("a", null, 0, "c", "z.x"),
      place("a", null, 0, "d", "a.x"),
      place("a", null, 0, "d", "b.x"),
      place("a", "app.ts", 2, "z", "z.z"),
      place("a", "app.ts", 10, "a", "a.a"),
      place("a", "main.ts", 1, "a", "a.a"),
      place("b", null, 0, null, "a.x"),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
        expect([...shuffled].sort(comparePlaces)).toEqual(inOrder);
      }),
    );
  });

  it("are compared by code units, whatever the locale", () => {
    expect(["b", "B", "ä", "a", "a"].sort(compareText)).toEqual(["B", "a", "a", "b", "ä"]);
    expect(compareText("a", "a")).toBe(0);
  });
});

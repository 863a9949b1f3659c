import * as fc from "fast-check";
import { graphemesOf } from "../../../lib/language/functions/graphemes";
import { call, plain } from "./known-calls";

const text = fc.string({ unit: "grapheme" }).map((each) => each.normalize("NFC"));

describe("functions of texts that undo each other", () => {
  it("base64 and the encodings below it", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"), (given, encoding) => {
        expect(call("base64decode", call("base64encode", given))).toBe(given);
        expect(call("textdecodebase64", call("textencodebase64", given, encoding), encoding)).toBe(given);
      }),
    );
  });

  it("a text for a query", () => {
    fc.assert(
      fc.property(text, (given) => {
        const encoded = plain(call("urlencode", given)) as string;
        expect(encoded).toMatch(/^[\w.~%+-]*$/);
        expect(decodeURIComponent(encoded.replaceAll("+", " "))).toBe(given);
      }),
    );
  });

  it("a text in pieces", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(",", "a", ""), (given, separator) => {
        const pieces = plain(call("split", separator, given)) as string[];
        expect(pieces.join(separator)).toBe(given);
      }),
    );
  });
});

describe("the characters of a text", () => {
  it("are all of it, and those that a segmenter finds in it as a whole", () => {
    const unit = fc.constantFrom(
      "a",
      "é",
      "😀",
      "👨‍👩‍👧‍",
      "🇩",
      "\u0301",
      "\u200d",
      "\r",
      "\n",
      "\u1100",
      "\u1161",
      "\u0600",
    );
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 400 }), (units) => {
        const given = units.join("");
        expect(graphemesOf(given)).toEqual(Array.from(segmenter.segment(given), ({ segment }) => segment));
      }),
    );
  });

  it("are few where a long text is one character", () => {
    expect(graphemesOf(`e${"\u0301".repeat(100_000)}`)).toHaveLength(1);
  });
});

describe("networks", () => {
  it("hold their subnets side by side", () => {
    const extensions = fc.array(fc.integer({ min: 2, max: 8 }), { maxLength: 4 });
    fc.assert(
      fc.property(extensions, (newBits) => {
        const subnets = plain(call("cidrsubnets", "10.0.0.0/8", ...newBits)) as string[];
        const ranges = subnets.map((subnet) => {
          const [first, last] = [0, -1].map((number) => numberOf(plain(call("cidrhost", subnet, number)) as string));
          return { first: first ?? 0, last: last ?? 0 };
        });
        for (const [index, { first, last }] of ranges.entries()) {
          expect(last).toBeGreaterThan(first);
          expect(first).toBeGreaterThan(ranges[index - 1]?.last ?? 0);
        }
      }),
    );
  });
});

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

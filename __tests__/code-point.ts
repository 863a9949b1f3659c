import fc from "fast-check";

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;
const CODE_POINTS = 0x11_0000 - SURROGATES;

/**
 * The unit of a text of any code points: what `unit: "binary"` is, which lists every code point to find one of them
 * again, and takes more than a second for that in each file of tests.
 */
export const codePoint = fc.nat(CODE_POINTS - 1).map(
  (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES),
  (text) => {
    const code = typeof text === "string" ? text.codePointAt(0) : undefined;
    if (code === undefined || text !== String.fromCodePoint(code)) throw new Error("is not one code point");
    if (code < FIRST_SURROGATE) return code;
    if (code < FIRST_SURROGATE + SURROGATES) throw new Error("is half of a code point");
    return code - SURROGATES;
  },
);

import { STRING } from "../type";
import { failure, text, type Value } from "../value";
import type { Definition, Functions } from "./definition";
import { unknownText } from "./unknown-text";

/** Functions that write a text in another form, from which it can be had again. */
export const ENCODING_FUNCTIONS: Functions = {
  base64decode: ofTexts(1, (given: string) => decode(given, (bytes) => textOf(bytes, "utf-8"))),
  base64encode: ofTexts(1, (given: string) => text(Buffer.from(given).toString("base64"))),
  base64gzip: ofTexts(1, () => unknownText("how it is compressed depends on the version of Terraform")),
  rsadecrypt: ofTexts(2, () => unknownText("only Terraform decrypts it")),
  textdecodebase64: ofTexts(2, (given: string, name: string) => {
    const encoding = ENCODINGS.get(name.toLowerCase());
    const decoded = decode(given, encoding?.decode ?? (() => unknownText(notKnown(name))));
    return typeof decoded === "string" && decoded.includes("\ufffd") ? NOT_ITS_TEXT : decoded;
  }),
  textencodebase64: ofTexts(2, (given: string, name: string) => {
    const encoding = ENCODINGS.get(name.toLowerCase());
    if (encoding === undefined) return unknownText(notKnown(name));
    const bytes = encoding.encode(given);
    return bytes === null ? failure("its encoding lacks some characters") : text(bytes.toString("base64"));
  }),
  urlencode: ofTexts(1, (given: string) => text(urlEncode(given))),
};

function ofTexts(count: number, call: Definition["call"]): Definition {
  const parameters = Array.from({ length: count }, () => ({ type: STRING }));
  return { parameters, returns: STRING, result: "contains", call };
}

const NOT_ITS_TEXT = failure("it holds no text of its encoding");

interface Encoding {
  readonly decode: (bytes: Buffer) => Value;
  /** Null where the encoding does not have a character. */
  readonly encode: (given: string) => Buffer | null;
}

/** Terraform knows dozens, by the names and other names that are registered; these are what one meets. */
const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ["utf-8", { decode: (bytes: Buffer) => textOf(bytes, "utf-8"), encode: (given: string) => Buffer.from(given) }],
  ["utf-16le", { decode: (bytes: Buffer) => textOf(bytes, "utf-16le"), encode: littleEndian }],
  ["utf-16be", { decode: (bytes: Buffer) => textOf(bytes, "utf-16be"), encode: bigEndian }],
  ["utf-16", { decode: withByteOrder, encode: (given: string) => bigEndian(`\ufeff${given}`) }],
  ["iso-8859-1", { decode: (bytes: Buffer) => text(bytes.toString("latin1")), encode: upTo(0xff) }],
  ["us-ascii", { decode: ascii, encode: upTo(0x7f) }],
]);

function notKnown(encoding: string): string {
  return `the encoding "${encoding}" is not one that is looked at`;
}

/** Go takes line breaks within it, demands what fills up the last group, and looks not at the bits left over. */
function decode(given: string, read: (bytes: Buffer) => Value): Value {
  const joined = given.replace(/[\r\n]/g, "");
  const body = joined.endsWith("==") ? joined.slice(0, -2) : joined.endsWith("=") ? joined.slice(0, -1) : joined;
  if (joined.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(body)) return failure("it is no base64");
  return read(Buffer.from(body, "base64"));
}

function textOf(bytes: Buffer, encoding: string): Value {
  try {
    return text(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return NOT_ITS_TEXT;
  }
}

function withByteOrder(bytes: Buffer): Value {
  const order = bytes.subarray(0, 2).toString("hex");
  if (order === "fffe") return textOf(bytes.subarray(2), "utf-16le");
  return textOf(order === "feff" ? bytes.subarray(2) : bytes, "utf-16be");
}

function ascii(bytes: Buffer): Value {
  return bytes.every((byte) => byte < 0x80) ? text(bytes.toString("latin1")) : NOT_ITS_TEXT;
}

function littleEndian(given: string): Buffer {
  return Buffer.from(given, "utf16le");
}

function bigEndian(given: string): Buffer {
  return littleEndian(given).swap16();
}

function upTo(last: number): (given: string) => Buffer | null {
  return (given) =>
    Array.from(given).every((each) => each.charCodeAt(0) <= last) ? Buffer.from(given, "latin1") : null;
}

/** As for a query: a space is "+", and of ASCII only letters, digits and "-_.~" stay. */
function urlEncode(given: string): string {
  const bytes = Array.from(Buffer.from(given), (byte) => {
    const character = String.fromCharCode(byte);
    if (/[\w.~-]/.test(character)) return character;
    return character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return bytes.join("");
}

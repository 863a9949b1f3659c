import { createHash } from "node:crypto";
import type { Decimal } from "../decimal";
import { NUMBER, STRING } from "../type";
import { failure, type Value } from "../value";
import type { Definition, Functions } from "./definition";
import { unknownText } from "./unknown-text";
import { machineInteger } from "./whole-numbers";

/** Functions whose result depends on a text that cannot be had from it, and those that make one up. */
export const HASH_FUNCTIONS: Functions = {
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  bcrypt: {
    parameters: [{ type: STRING }],
    rest: { type: NUMBER },
    returns: STRING,
    result: "derived",
    call: bcrypt,
  },
  md5: hash("md5", "hex"),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  uuid: { parameters: [], returns: STRING, result: "derived", call: () => unknownText("each plan makes a new one") },
  uuidv5: {
    parameters: [{ type: STRING }, { type: STRING }],
    returns: STRING,
    result: "derived",
    call: uuidv5,
  },
};

function hash(algorithm: string, encoding: "hex" | "base64"): Definition {
  return {
    parameters: [{ type: STRING }],
    returns: STRING,
    result: "derived",
    call: (given: string): Value => createHash(algorithm).update(given).digest(encoding),
  };
}

function bcrypt(given: string, ...costs: readonly Decimal[]): Value {
  const [cost, ...others] = costs.map(machineInteger);
  if (others.length > 0 || cost === null || (cost ?? 0n) > 31n) return failure("bcrypt() takes one cost of at most 31");
  if (Buffer.byteLength(given) > 72) return failure("bcrypt() takes at most 72 bytes");
  return unknownText("each plan salts it anew");
}

/** Spaces of names that have a name themselves. */
const NAMESPACES = new Map([
  ["dns", "6ba7b8109dad11d180b400c04fd430c8"],
  ["url", "6ba7b8119dad11d180b400c04fd430c8"],
  ["oid", "6ba7b8129dad11d180b400c04fd430c8"],
  ["x500", "6ba7b8149dad11d180b400c04fd430c8"],
]);
/** Bare digits, or in groups as they are or after "urn:uuid:" or between any two characters. */
const DIGITS = /^[0-9a-f]{32}$/i;
const GROUPS = /^(?:urn:uuid:)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i;

/**
 * Source: https://datatracker.ietf.org/doc/html/rfc9562#section-5.5, and https://pkg.go.dev/github.com/google/uuid for
 * the forms in which a namespace may stand
 */
function uuidv5(namespace: string, name: string): Value {
  const space = NAMESPACES.get(namespace) ?? digitsOf(namespace);
  if (space === null) return failure("its namespace is no UUID");
  const bytes = createHash("sha1").update(Buffer.from(space, "hex")).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function digitsOf(namespace: string): string | null {
  if (DIGITS.test(namespace)) return namespace;
  const bytes = Buffer.from(namespace);
  const groups = GROUPS.exec(bytes.length === 38 ? bytes.subarray(1, 37).toString("latin1") : namespace);
  return groups && groups.slice(1).join("");
}

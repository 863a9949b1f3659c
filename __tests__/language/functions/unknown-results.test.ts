import type { Mark } from "../../../lib/language/marks";
import { textOf } from "../../../lib/language/parts";
import { listOf, STRING } from "../../../lib/language/type";
import { LIMITS, marksOf, Unknown, withMarks } from "../../../lib/language/value";
import { call, certain, plain, REFUSED, unknown, UNKNOWN } from "./known-calls";

const TEXT = { type: STRING, isSet: true };
const UNKNOWN_TEXT: unknown = expect.objectContaining({ as: "text" });

describe("what depends on a moment, a machine or a version", () => {
  it.each<[string, ...string[]]>([
    ["base64gzip", "abc"],
    ["bcrypt", "secret"],
    ["plantimestamp"],
    ["rsadecrypt", "YQ==", "key"],
    ["textencodebase64", "a", "Shift_JIS"],
    ["timestamp"],
    ["uuid"],
  ])("%s() is a text that is not known", (name, ...given) => {
    expect(certain(call(name, ...given))).toEqual(TEXT);
  });

  it.each([
    ["abspath", "modules/app"],
    ["pathexpand", "~/.ssh"],
    ["pathexpand", "~"],
  ])("%s(%j) is a path that is not known, and not empty", (name, given) => {
    expect(certain(call(name, given))).toMatchObject({ ...TEXT, parts: [UNKNOWN_TEXT, "/", UNKNOWN_TEXT] });
  });

  it("a path of which a part is not known is expanded as far as its start tells how", () => {
    const rest = unknown();
    const path = (start: string) => textOf([start, { value: rest, as: "text" }]);
    expect(certain(call("abspath", rest))).toMatchObject({ parts: [UNKNOWN_TEXT, "/", UNKNOWN_TEXT] });
    expect(certain(call("pathexpand", path("~/a")))).toMatchObject({ parts: [UNKNOWN_TEXT, "/", UNKNOWN_TEXT] });
    expect(certain(call("pathexpand", path("out/")))).toMatchObject({ parts: ["out/", { as: "text" }] });
    expect(certain(call("pathexpand", path("~")))).toEqual(TEXT);
    expect(certain(call("pathexpand", rest))).toEqual(TEXT);
  });

  it("what bcrypt() refuses is refused all the same", () => {
    expect(plain(call("bcrypt", "a", 32))).toBe(REFUSED);
    expect(plain(call("bcrypt", "a", 4, 5))).toBe(REFUSED);
    expect(plain(call("bcrypt", "é".repeat(37)))).toBe(REFUSED);
    expect(plain(call("bcrypt", "é".repeat(36), 3))).toBe(UNKNOWN);
  });
});

describe("functions of what is not known", () => {
  it("have the type of what they return", () => {
    expect(certain(call("sha1", unknown()))).toEqual(TEXT);
    expect(certain(call("split", unknown(), "a,b"))).toEqual({ type: listOf(STRING), isSet: true });
  });

  it("as many subnets are there as there are numbers", () => {
    expect(plain(call("cidrsubnets", unknown(), 4, 8))).toEqual([UNKNOWN, UNKNOWN]);
    expect(plain(call("cidrsubnets", "10.0.0.0/8", unknown()))).toEqual([UNKNOWN]);
  });

  it("a pattern decides the type of what it matches", () => {
    const pair = { kind: "tuple", elements: [STRING, STRING] };
    expect(certain(call("regex", "a", unknown())).type).toEqual(STRING);
    expect(certain(call("regex", "(a)(b)", unknown())).type).toEqual(pair);
    expect(certain(call("regexall", "(a)(b)", unknown())).type).toEqual({ kind: "list", element: pair });
    expect(certain(call("regex", "(?P<x>a)", unknown())).type?.kind).toBe("object");
    expect(plain(call("regex", "(?P<x>a)(b)", unknown()))).toBe(REFUSED);
    expect(certain(call("regex", unknown(), "a")).type).toEqual({ kind: "any" });
  });

  it("one of several arguments is one of several results", () => {
    const either = new Unknown("a condition is open", { oneOf: ["a,b", "c,d"] });
    expect(certain(call("upper", either)).oneOf).toEqual(["A,B", "C,D"]);
    expect(call("strcontains", either, ",")).toBe(true);
  });
});

describe("marks of what functions come to", () => {
  const mark: Mark = { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false };
  const secret = withMarks("YTpi", [mark]);

  it.each<[string, ...(string | number)[]]>([
    ["upper"],
    ["base64decode"],
    ["base64encode"],
    ["base64gzip"],
    ["urlencode"],
    ["substr", 0, 2],
    ["textencodebase64", "UTF-8"],
    ["trimsuffix", "i"],
  ])("%s() contains its argument", (name, ...others) => {
    expect(marksOf(call(name, secret, ...others))).toEqual([mark]);
  });

  it("patterns and separators take their text apart, which is in what comes out", () => {
    expect(marksOf(call("split", "p", secret))).toEqual([mark]);
    expect(marksOf(call("regex", "Y(.*)", secret))).toEqual([mark]);
  });

  it.each<[string, ...string[]]>([
    ["md5"],
    ["sha512"],
    ["base64sha256"],
    ["bcrypt"],
    ["startswith", "Y"],
    ["strcontains", "x"],
  ])("%s() only depends on it", (name, ...others) => {
    expect(marksOf(call(name, secret, ...others))).toEqual([{ ...mark, holds: "derived" }]);
  });
});

describe("what is larger than anything that is looked at", () => {
  it("is not known, and is not made", () => {
    const long = "ab".repeat(LIMITS.text / 2);
    expect(certain(call("replace", long, "a", long))).toEqual(TEXT);
    expect(certain(call("replace", long, "/a/", long))).toMatchObject({ isSet: true });
    expect(certain(call("indent", 1e15, "a\nb"))).toEqual(TEXT);
    expect(certain(call("base64encode", long))).toMatchObject({ isSet: true });
    expect(certain(call("split", "", long))).toMatchObject({ isSet: true });
    expect(certain(call("formatdate", long, "2020-01-01T00:00:00Z"))).toEqual(TEXT);
  });
});

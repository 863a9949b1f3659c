import * as fc from "fast-check";
import { areEqual } from "../../../lib/language/equality";
import { LIMITS, Sequence, unmarked, type Value } from "../../../lib/language/value";
import { call, certain, plain, shownParts, unknown, UNKNOWN } from "./known-calls";

const arn = unknown("acs:ram::", "?", ":user/app");

describe("functions of texts of which some parts are not known", () => {
  it.each<[string, readonly (string | Value)[], boolean | typeof UNKNOWN]>([
    ["startswith", [arn, "acs:"], true],
    ["startswith", [arn, "arn:"], false],
    ["startswith", [arn, "acs:ram::1"], UNKNOWN],
    ["startswith", ["acs:ram::1:user/app", arn], UNKNOWN],
    ["startswith", ["acs:ecs::1", arn], false],
    ["startswith", ["acs", arn], false],
    ["startswith", [unknown("a-", "?"), unknown("b-", "?")], false],
    ["startswith", [unknown(), ""], true],
    ["startswith", [unknown("foo", "?"), "foo"], UNKNOWN],
    ["endswith", [arn, "/app"], true],
    ["endswith", [arn, "/web"], false],
    ["endswith", [arn, "0:user/app"], UNKNOWN],
    ["endswith", ["app", arn], false],
    ["strcontains", [arn, "ram"], true],
    ["strcontains", [arn, "user/"], true],
    ["strcontains", [arn, "web"], UNKNOWN],
    ["strcontains", ["acs:ecs::1:user/app", arn], false],
    ["strcontains", [unknown("?", "\u00e9", "?"), "\u00e9"], UNKNOWN],
  ])("%s() is decided by what is certain: %#", (name, given, expected) => {
    const result = call(name, ...given);
    expect(plain(result)).toBe(expected);
    if (expected === UNKNOWN) expect(certain(result)).toEqual({ type: { kind: "bool" }, isSet: true });
  });

  it.each<[string, readonly (string | Value)[], string]>([
    ["trimprefix", [arn, "acs:"], "ram::?:user/app"],
    ["trimprefix", [arn, "arn:"], "acs:ram::?:user/app"],
    ["trimprefix", [arn, "acs:ram::1"], "?"],
    ["trimprefix", ["app", arn], "app"],
    ["trimsuffix", [arn, "/app"], "acs:ram::?:user"],
    ["trimsuffix", [arn, "/web"], "acs:ram::?:user/app"],
    ["trimsuffix", [arn, unknown()], "?"],
    ["upper", [arn], "ACS:RAM::?:USER/APP"],
    ["upper", [unknown("foo", "?", "bar")], "FO??BAR"],
    ["lower", [unknown("A-", "?", "-\u00c9")], "a-?-\u00e9"],
    ["replace", [arn, ":", "-"], "acs-ram--?-user/app"],
    ["replace", [arn, "acs", "x"], "?"],
    ["replace", [arn, "/a/", "x"], "?"],
  ])("%s() keeps the parts that are certain: %#", (name, given, expected) => {
    const result = call(name, ...given);
    expect(shownParts(result)).toBe(expected);
  });

  it("split() has the elements between two separators, and counts those", () => {
    const { elements, atLeast } = certain(call("split", ":", unknown("acs:ram::", "?", ":user/app")));
    expect(elements).toEqual(["acs", "ram", "", "user/app"]);
    expect(atLeast).toBe(5);
    expect(certain(call("split", "::", arn)).elements).toBeUndefined();
  });

  it("a replacement that grows beyond all limits is not made", () => {
    const long = "x".repeat(1024);
    expect(shownParts(call("replace", unknown("-".repeat(LIMITS.text / 2), "?"), "-", long))).toContain("?");
  });

  it("whatever the parts turn out to be, what comes out lies within what was said before", () => {
    const piece = fc.constantFrom(
      "",
      "a",
      "A",
      "-",
      ":",
      "/",
      "a:",
      "e",
      "\u00e9",
      "\u0301",
      "=",
      "\u0338",
      "\u1100",
      "ß",
    );
    const parts = fc.array(fc.tuple(piece, piece, fc.boolean()), { minLength: 1, maxLength: 4 });
    const other = fc.oneof(
      piece,
      fc.tuple(piece, piece).map(([one, more]) => one + more),
    );
    fc.assert(
      fc.property(parts, other, (given, wanted) => {
        // The form in which a literal stands in a configuration.
        const literals = given.map(([start, middle]) => (start + middle).normalize("NFC"));
        const whole = literals.join("");
        const open = unknown(...given.map(([, , isOpen], index) => (isOpen ? "?" : (literals[index] ?? ""))), "?");
        for (const name of ["startswith", "endswith", "strcontains", "trimprefix", "trimsuffix"]) {
          within(call(name, open, wanted), call(name, whole, wanted));
          within(call(name, wanted, open), call(name, wanted, whole));
        }
        for (const name of ["upper", "lower"]) within(call(name, open), call(name, whole));
        within(call("replace", open, wanted, "+"), call("replace", whole, wanted, "+"));
        within(call("split", wanted, open), call("split", wanted, whole));
      }),
      { numRuns: 500 },
    );
  });
});

function within(said: Value, actual: Value): void {
  if (!isWithin(said, actual)) expect(said).toEqual(actual);
}

function isWithin(said: Value, actual: Value): boolean {
  const result = unmarked(actual);
  if (!(result instanceof Sequence)) return areEqual(said, actual) !== false;
  const { elements = [], atLeast = 0 } = plain(said) === UNKNOWN ? certain(said) : {};
  let at = 0;
  const found = elements.map((element) => (at = result.elements.indexOf(element, at) + 1));
  return result.elements.length >= atLeast && !found.includes(0);
}

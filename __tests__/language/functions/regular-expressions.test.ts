import * as fc from "fast-check";
import { listOf, STRING } from "../../../lib/language/type";
import { LIMITS } from "../../../lib/language/value";
import { call, certain, plain } from "./known-calls";

const LONG = "a".repeat(LIMITS.text);

describe("regular expressions", () => {
  it("take long texts", () => {
    const text = LONG.slice(0, 100_000);
    expect(plain(call("regex", "^a+", text)) === text).toBe(true);
    expect(plain(call("replace", text, "/a+/", "b"))).toBe("b");
  });

  it("are not known where each match would look at all the rest of a long text, and work again after that", () => {
    const pattern = "(?:(?:a?){30}){30}(b)|a";
    expect(certain(call("regexall", pattern, LONG))).toMatchObject({
      type: listOf({ kind: "tuple", elements: [STRING] }),
      isSet: true,
    });
    expect(plain(call("regexall", pattern, "b"))).toEqual([["b"]]);
  });

  it("are not known where the pattern is longer than anybody writes it, or has two groups of one name", () => {
    expect(certain(call("regex", LONG, "a"))).toEqual({});
    expect(certain(call("replace", "ab", "/(?P<x>a)(?P<x>b)/", "$x"))).toEqual({ type: STRING, isSet: true });
  });

  it("match what those of JavaScript do where both mean the same", () => {
    const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", "(?:a|b)", "(?:ab)?", "c?", "(?:b*)", "a+", ".");
    const pattern = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join(""));
    const searched = fc
      .array(fc.constantFrom("a", "b", "c", "\u{1f600}"), { maxLength: 6 })
      .map((each) => each.join(""));
    fc.assert(
      fc.property(pattern, searched, (source, text) => {
        const [first] = plain(call("regexall", source, text)) as readonly string[];
        expect(first).toBe(new RegExp(source, "u").exec(text)?.[0]);
      }),
    );
  });
});

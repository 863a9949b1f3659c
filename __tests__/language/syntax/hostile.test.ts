import fc from "fast-check";
import { parseExpression, parseTemplate } from "../../../lib/language/syntax/parse";
import { scan } from "../../../lib/language/syntax/scanner";
import { TokenReader } from "../../../lib/language/syntax/token-reader";
import { codePoint } from "../../code-point";
import { writtenExpressions } from "./written-expressions";

/** Long runs: `TEXTS=100000 REPEATS=30000 npx jest hostile`. */
const TEXTS = Number(process.env["TEXTS"] ?? 200);
const REPEATS = Number(process.env["REPEATS"] ?? 60);
const MALFORMED = { kind: "malformed" };

/** What is repeated; a space is written as `_` where spaces part the shapes. */
const SHAPES = [
  ..."( [ {a= {( [( f( - ! -_ a+ a+(b)* a.b. a[ a[0] .a [*] .* a? a?b: a=>b a, a::b:: 1. 1.. 1e1 ... << <<a /* # //".split(
    " ",
  ),
  ...'" "" "${ "x${ ${ $ % %{ $${ ${a} _${~_a_~}_ %{if_a} %{for_a_in_b} %{endif} %{else} ~} } \\ \\\\ \\n'.split(" "),
  ..."a a_ _ [for_a_in_ {for_a_in_b:c=> 😀 \ud83d \t \n \r \r\n a\n {\n \n} #_a\n /*_*/ <<E\n <<-E\n__ <<E\nE\n <<E\n${".split(
    " ",
  ),
].map((shape) => shape.replaceAll("_", " "));

/** The text as an expression and as a template, alone and where it may go on. */
function parseAll(text: string): void {
  for (const expression of [text, `a${text}`, `a${text}a`, `"${text}"`, `<<E\n${text}\nE`, `<<-E\n${text}\nE`]) {
    parseExpression(expression);
    parseTemplate(`\${${expression}}`);
  }
  parseTemplate(`\${a}${text}`);
}

/** How often tokens are looked at and characters are matched while a text is parsed. */
function stepsFor(text: string): number {
  let steps = 0;
  const looks = jest.spyOn(TokenReader.prototype, "peek");
  const matches = jest.spyOn(RegExp.prototype, "test").mockImplementation(function (this: RegExp, searched) {
    const from = this.lastIndex;
    const isMatch = this.exec(searched) !== null;
    steps += 1 + Math.max(0, this.lastIndex - from);
    return isMatch;
  });
  try {
    parseAll(text);
    return steps + looks.mock.calls.length;
  } finally {
    looks.mockRestore();
    matches.mockRestore();
  }
}

describe("a text that nobody writes", () => {
  it.each(SHAPES)("takes twice the steps when it is twice as long: %j", (shape) => {
    const [short, long] = [stepsFor(shape.repeat(REPEATS)), stepsFor(shape.repeat(2 * REPEATS))];
    expect(long / short).toBeLessThan(2.1);
  });

  it.each([
    ["parentheses", "(", "a", ")"],
    ["tuples", "[", "a", "]"],
    ["objects", "{ a = ", "b", "}"],
    ["calls", "f(", "a", ")"],
    ["indices", "a[", "b", "]"],
    ["templates", '"x${', "a", '}"'],
    ["signs", "-", "a", ""],
    ["conditions", "a ? ", "b", " : c"],
    ["alternatives", "a ? b : ", "c", ""],
    ["loops", "[for a in b : ", "c", "]"],
    ["sums", "a + ", "b", ""],
    ["attributes", "", "a", ".b"],
    ["splats", "", "a", "[*]"],
  ])("has at most 500 levels: %s", (_, open, inner, close) => {
    const nested = (levels: number): unknown => parseExpression(open.repeat(levels) + inner + close.repeat(levels));
    expect(nested(499)).not.toEqual(MALFORMED);
    expect(nested(501)).toEqual(MALFORMED);
    expect(nested(20_000)).toEqual(MALFORMED);
  });

  it("has at most 500 levels of operations, of which each parenthesis may hold several", () => {
    const nested = (levels: number): unknown =>
      parseExpression(`${"a || b && c == d < e + f * (".repeat(levels)}g${")".repeat(levels)}`);
    expect(nested(80)).not.toEqual(MALFORMED);
    expect(nested(499)).toEqual(MALFORMED);
    expect(nested(20_000)).toEqual(MALFORMED);
  });

  it("has at most 500 levels of directives", () => {
    const nested = (levels: number): unknown => parseTemplate("%{ if a }".repeat(levels) + "%{ endif }".repeat(levels));
    expect(nested(240)).not.toEqual(MALFORMED);
    expect(nested(20_000)).toEqual(MALFORMED);
  });

  it("may have as many parts and elements as it has room for", () => {
    expect(parseTemplate("x${a}".repeat(20_000))).toMatchObject({ kind: "template", parts: { length: 40_000 } });
    expect(parseExpression(`[${"a,".repeat(20_000)}]`)).toMatchObject({ kind: "tuple", elements: { length: 20_000 } });
  });

  it("never throws, and never has more tokens than characters", () => {
    const pieces = fc.array(fc.constantFrom<string>(...SHAPES), { maxLength: 12 }).map((all) => all.join(""));
    const changed = fc.tuple(writtenExpressions, fc.nat(), fc.nat(9), pieces).map(([text, where, length, put]) => {
      const at = where % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + length);
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: codePoint }), pieces, changed), (text) => {
        parseAll(text);
        expect(scan(text, "expression").length).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: TEXTS },
    );
  });
});

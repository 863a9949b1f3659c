import fc from "fast-check";
import { parseExpression, parseTemplate } from "../../../lib/language/syntax/parse";
import { codePoint } from "../../code-point";
import { shapeOf } from "./shape";

function shape(text: string): string {
  return shapeOf(parseTemplate(text));
}

describe("a template", () => {
  it.each([
    ["", '""'],
    ["a", '"a"'],
    ['{ "a": [1] }', JSON.stringify('{ "a": [1] }')],
    ["${a}", "a"],
    ["${ a.b }", "a.b"],
    ["x${a}y${b}", '(template "x" a "y" b)'],
    ["${a}${b}", "(template a b)"],
    ["${a}\n", String.raw`(template a "\n")`],
    ["${1}}", '(template 1 "}")'],
    [String.raw`\n${"${a}"}`, String.raw`(template "\\n" a)`],
    ['"${a}"', String.raw`(template "\"" a "\"")`],
    ["$${a}", '"${a}"'],
    ["%%{a", '"%{a"'],
    ["$$${a}$", '"$${a}$"'],
    ["a\r${b}", String.raw`(template "a\r" b)`],
    ["${<<E\na\nE\n}", String.raw`"a\n"`],
    ["${{\n a = 1\n b = 2}}", '{"a" = 1, "b" = 2}'],
  ])("has expressions in a text: %j", (text, expected) => expect(shape(text)).toBe(expected));

  it.each([
    ["%{ if a }b%{ endif }", '(template (? a "b" ""))'],
    ["%{if a}b%{else}${c}%{endif}d", '(template (? a "b" (template c)) "d")'],
    ["%{ if a }%{ if b }c%{ endif }%{ endif }", '(template (? a (template (? b "c" "")) ""))'],
    ["%{ for v in a }${v},%{ endfor }", '(template (joined (for v in a : (template v ","))))'],
    ["%{ for k, v in a }b%{ endfor }", '(template (joined (for k, v in a : "b")))'],
  ])("has directives: %s", (text, expected) => expect(shape(text)).toBe(expected));

  it.each([
    [" a ${~ b ~} c ", '(template " a" b "c ")'],
    [" ${~ b ~} ", "(template b)"],
    ["a\n  ${~ b }", String.raw`(template "a\n" b)`],
    ["a\n${~ b }", '(template "a" b)'],
    ["${ b ~}\n  c", String.raw`(template b "  c")`],
    ["${ b ~}\n\n c", String.raw`(template b "\n c")`],
    ["a\n %{~ if b ~}\n c\n %{~ else ~} d %{ endif ~} e", String.raw`(template "a\n" (? b " c\n" "d ") "e")`],
    ["$ \n${~ a }%\t\r\n${~ b }", String.raw`(template "$ " a "%\t" b)`],
    ["\u0085\u2003${~ a ~}\ufeff", '(template a "\ufeff")'],
    ["$${~ a }", '"${~ a }"'],
  ])("is stripped of spaces in one line: %j", (text, expected) => expect(shape(text)).toBe(expected));

  it("is stripped of all spaces in a quoted text, which is one line", () =>
    expect(shapeOf(parseExpression(String.raw`"a \n ${"${~ b ~}"} \n c"`))).toBe('(template "a" b "c")'));

  it.each(["${", "${}", "${a", "${a b}", "%{ if a }", "%{ endif }", "%{", "%{ a }", '${"}', "${a}${", "${<<E\na\nE}"])(
    "is malformed as a whole where Terraform refuses to read it: %s",
    (text) => expect(shape(text)).toBe("malformed"),
  );

  it("is the text itself where nothing is in it", () =>
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        fc.pre(!/[$%]\{/.test(text));
        expect(parseTemplate(text)).toEqual({ kind: "literal", value: text });
      }),
    ));

  it("is what was escaped", () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "{", "}", '"', "\\", "\n", " ${", " %{")), (parts) => {
        const escaped = parts.map((part) => part.replace(/[$%]/, "$&$&")).join("");
        expect(parseTemplate(escaped)).toEqual({ kind: "literal", value: parts.join("") });
      }),
    ));
});

describe("a heredoc without its indentation", () => {
  it.each([
    ["  a\n    b\n", String.raw`"a\n  b\n"`],
    ["    a\n\n   \n  b\n", String.raw`"  a\n\n   \nb\n"`],
    ["\t\ta\n\t b\n", String.raw`"a\nb\n"`],
    ["    a\n  ${b}\n", String.raw`(template "  a\n" b "\n")`],
    ["    a\n${b}\n", String.raw`(template "    a\n" b "\n")`],
    ["  $${a}\n   b\n", String.raw`"${"${a}"}\n b\n"`],
    ["    %{ if a ~}\n    b\n    %{ endif ~}\n    c\n", String.raw`(template (? a "    b\n" "") "    c\n")`],
    ["  %{~ if a }b%{ endif }\n  c\n", String.raw`(template (? a "b" "") "\n  c\n")`],
  ])("is %j", (lines, expected) => expect(shapeOf(parseExpression(`<<-E\n${lines} E\n`))).toBe(expected));
});

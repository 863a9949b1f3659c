import fc from "fast-check";
import { readTemplate, traversalText } from "../../lib/inventory/expression";
import { tokenize } from "../../lib/inventory/tokens";

const fragments = fc.constantFrom(
  ...'${ %{ } " \\ [ ] ( ) . , : a for in if nonsensitive 0 ~ $${ /* # b.c é 𐐀'.split(" "),
  " ",
);
const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fragments).map((parts) => parts.join("")),
);

describe("readTemplate", () => {
  it("never throws, and takes a text without ${ and %{ as it is", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const expression = readTemplate(text);
        if (!text.includes("${") && !text.includes("%{")) expect(expression).toEqual({ kind: "literal", value: text });
      }),
    );
  });

  it("takes an escaped text for what was escaped", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "{", "}", '"', "\\", "${", "%{")), (parts) => {
        const plain = parts.join("");
        const escaped = parts.map((part) => (part.length === 2 ? part.charAt(0) + part : part)).join("");
        expect(readTemplate(escaped)).toEqual({ kind: "literal", value: plain });
      }),
    );
  });

  it.each<[string, unknown]>([
    ["${2}", { kind: "literal", value: 2 }],
    ["${true}", { kind: "literal", value: true }],
    ["${null}", { kind: "literal", value: null }],
    ['${"bob"}', { kind: "literal", value: "bob" }],
    ['${("b\\u006fb")}', { kind: "literal", value: "bob" }],
    ["$${a.b}", { kind: "literal", value: "${a.b}" }],
    ["%%{if}", { kind: "literal", value: "%{if}" }],
    ['${""}', { kind: "literal", value: "" }],
    ["${(1)}", { kind: "literal", value: 1 }],
    ["${(false)}", { kind: "literal", value: false }],
    ['${((("bob")))}', { kind: "literal", value: "bob" }],
    [`\${${'"${'.repeat(25)}"x"${'}"'.repeat(25)}}`, { kind: "other", because: "its templates are nested too deeply" }],
    ["${-1}", { kind: "other" }],
    ["${1.a}", { kind: "other" }],
    ["${[1]}", { kind: "other" }],
    ["${[a.b]}", { kind: "other" }],
    ["${{}}", { kind: "other" }],
    ["${a.b c}", { kind: "other" }],
    ["${(a.b) (c)}", { kind: "other" }],
    ["${(f)(a)}", { kind: "other" }],
    ["${f(a).b}", { kind: "other" }],
    ["${f (a.b).c}", { kind: "other" }],
    ["${f(a.b)[0]}", { kind: "other" }],
    ["${(a + 1).b}", { kind: "other" }],
    ["${(a.b}", { kind: "other" }],
    ["${a.b)}", { kind: "other" }],
    ["${a[0}", { kind: "other" }],
    ["${a.-}", { kind: "other" }],
    ['${a."b"}', { kind: "other" }],
    ['${"a" "b"}', { kind: "other" }],
    ['${"a".b}', { kind: "other" }],
    ["${}", { kind: "other" }],
    ["${f(a.b)}", { kind: "other" }],
    ["${a.b ? 1 : 2}", { kind: "other" }],
    ["${a.b", { kind: "other" }],
    ["%{ if a.b }x%{ endif }", { kind: "other" }],
    ["${<<E\n  bob\nE\n}", { kind: "other" }],
    ["x${~ a.b ~}", { kind: "template" }],
  ])("reads %s", (text, expected) => {
    expect(readTemplate(text)).toMatchObject(expected as object);
  });

  it.each([
    ["${a.b}", "a.b"],
    ["${ a . b [ 0 ] }", "a.b[0]"],
    ['${a.b["k.l"].c}', 'a.b["k.l"].c'],
    ["${a.b[count.index].c}", "a.b[…].c"],
    ["${a.b.0.c}", "a.b[0].c"],
    ["${a.b.*.c[0]}", "a.b[*].c[0]"],
    ["${(a.b)}", "a.b"],
    ["${((a).b)[*].c}", "a.b[*].c"],
    ["${a.b /* c.d */}", "a.b"],
    ["${a-b.c-d}", "a-b.c-d"],
    ["${a}", "a"],
    ["${truex}", "truex"],
    ["${true.a}", "true.a"],
    ["${(a.b).c.d}", "a.b.c.d"],
    ["${((a).b).c}", "a.b.c"],
    ['${a["k"][*][1]}', 'a["k"][*][1]'],
    ['${a["x${b.c}"]}', "a[…]"],
    ['${a["x" + 1]}', "a[…]"],
    ["${a[1 + 1]}", "a[…]"],
    ["${a[(0)]}", "a[…]"],
    ["${resource.a.b}", "a.b"],
    ["${(resource.a).b[0]}", "a.b[0]"],
  ])("reads %s as one traversal", (text, expected) => {
    const expression = readTemplate(text);
    expect(expression.kind === "traversal" ? traversalText(expression.traversal) : expression).toBe(expected);
  });

  it("splits a template, with templates inside it, into its parts", () => {
    expect(readTemplate('a-${x.y}-${"b${x.z}"}')).toMatchObject({
      kind: "template",
      parts: [{ value: "a-" }, { kind: "traversal" }, { value: "-" }, { value: "b" }, { kind: "traversal" }],
    });
  });
});

describe("tokenize", () => {
  it("pairs what opens with what closes, both ways", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const tokens = tokenize(text);
        for (const [index, { partner }] of tokens.entries()) {
          if (partner !== -1) expect(tokens[partner]?.partner).toBe(index);
        }
      }),
    );
  });
});

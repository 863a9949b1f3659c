import fc from "fast-check";
import { findTraversals, readTemplate, traversalText } from "../../lib/inventory/expression";
import { tokenize } from "../../lib/inventory/tokens";

const found = (text: string): string[] => findTraversals(text).map(traversalText);
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
    ["${}", { kind: "other" }],
    ["${f(a.b)}", { kind: "other" }],
    ["${a.b ? 1 : 2}", { kind: "other" }],
    ["${a.b", { kind: "other" }],
    ["%{ if a.b }x%{ endif }", { kind: "other" }],
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

describe("findTraversals", () => {
  it("finds only what is in the text, and never throws", () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { root } of findTraversals(text)) expect(text).toContain(root);
      }),
    );
  });

  it("finds a traversal wherever it stands", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).map((text) => `t_${text}`);
    const wrap = fc.constantFrom<(inner: string) => string>(
      (inner) => `f(x.y, ${inner})`,
      (inner) => `"${"pre-${"}${inner}}"`,
      (inner) => `[for v in z.w : ${inner}]`,
      (inner) => `{ "k" = ${inner} }`,
      (inner) => `c.d ? ${inner} : null`,
      (inner) => `e.f[${inner}]`,
      (inner) => `(${inner})`,
      (inner) => `/* } " */ ${inner}`,
      (inner) => `"%{ if ${inner} }x%{ endif }"`,
    );
    fc.assert(
      fc.property(name, fc.array(wrap, { maxLength: 6 }), (root, wraps) => {
        const text = `a "\${${wraps.reduce((inner, each) => each(inner), `${root}.b`)}}" b`;
        expect(found(text)).toContain(`${root}.b`);
      }),
    );
  });

  it.each<[string, string[]]>([
    ["x", []],
    ["$${a.b}", []],
    ['${"a.b"}', []],
    ["${f(a.b).c}", ["a.b"]],
    ["${values(a.b)[*].id}", ["a.b[*].id"]],
    ["${[for k in a.b : k.id]}", ["a.b[*].id"]],
    ["${{for n, k in a.b : n => k}}", ["n", "a.b[*]"]],
    ["%{for k in a.b}${k.secret}%{endfor}", ["a.b[*].secret", "endfor"]],
  ])("in %s finds %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("marks what stands in nonsensitive()", () => {
    const marks = findTraversals('${f(a.b)} ${nonsensitive(c.d)} ${upper(nonsensitive("${e.f}"))} ${g.h}');
    expect(marks.map(({ root, unmasked }) => [root, unmasked])).toEqual([
      ["a", false],
      ["c", true],
      ["e", true],
      ["g", false],
    ]);
  });

  it("reads hostile nesting in linear time", () => {
    for (const unit of ['${"', "${(", "${[", "${{", "a[", "${a[", "%{for a in b", "$", "\\"]) {
      const text = `\${${unit.repeat(20_000)}`;
      const start = performance.now();
      findTraversals(text);
      readTemplate(text);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
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

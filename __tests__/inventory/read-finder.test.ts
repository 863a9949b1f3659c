import fc from "fast-check";
import { readTemplate, traversalText } from "../../lib/inventory/expression";
import { findReads } from "../../lib/inventory/read-finder";
import { elementOf, withSteps, type Read } from "../../lib/inventory/reads";

/** What is read in the end, with what loops run over in place of their variables. */
function found(text: string): string[] {
  const resolve = (read: Read): readonly Read[] => {
    const { from, steps } = read;
    return typeof from === "string" ? [read] : from.reads.flatMap((each) => resolve(withSteps(elementOf(each), steps)));
  };
  return findReads(text)
    .flatMap(resolve)
    .map(({ from, steps }) => (typeof from === "string" ? traversalText({ root: from, steps }) : ""));
}

const fragments = fc.constantFrom(
  ...'${ %{ } " \\ [ ] ( ) . , : a for in if nonsensitive 0 ~ $${ /* # b.c é 𐐀'.split(" "),
  " ",
);
const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fragments).map((parts) => parts.join("")),
);

describe("findReads", () => {
  it("finds only what is in the text, and never throws", () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { from } of findReads(text)) if (typeof from === "string") expect(text).toContain(from);
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
    ["${{for n, k in a.b : n => k}}", ["a.b[*]", "a.b[*]"]],
    ["%{for k in a.b}${k.secret}%{endfor}${k.secret}", ["a.b[*].secret", "k.secret"]],
    ["${[for k in [a.b, c.d] : k.id]}", ["a.b.id", "c.d.id"]],
    ["${[for k in x.y ? a.b : c.d : k.id]}", ["x.y", "a.b[*].id", "c.d[*].id"]],
    ["${[for k in a.b : [for k in k.l : k.m]]} ${k.n}", ["a.b[*].l[*].m", "k.n"]],
    ["${[for k in a.b : k.id if k.on]}", ["a.b[*].on", "a.b[*].id"]],
    ["${(x.y ? a.b : c.d).id}", ["x.y", "a.b.id", "c.d.id"]],
    ["${element(a.b, x.y).id}", ["a.b[…].id", "x.y.id"]],
    ["${one(a.b[*]).id}", ["a.b[*][0].id"]],
    ["${merge({ k = a.b }, c.d).k.id}", ["a.b.id", "c.d.k.id"]],
    ["${{\n a = a.b\n c = c.d\n}.a.id}", ["a.b.id", "c.d.id"]],
    ["${flatten([[a.b], c.d])[0].id}", ["a.b.id", "c.d[0].id"]],
    ["${concat(a.b..., [c.d])[0].id}", ["a.b[*][0].id", "c.d.id"]],
    ["${length(a.b) + keys(c.d)[0]}", []],
    ["${<<E\nhttps://${a.b} # ${c.d}\n  E\n}${e.f}", ["a.b", "c.d", "e.f"]],
    ['${<<-E\n"${a.b}\nE}\nE\n}${e.f}', ["a.b", "e.f"]],
    ["${<<E\nE\n}${a.b}", ["a.b"]],
  ])("in %s finds %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["${(a.b)}", ["a.b"]],
    ['${"${a.b}"}', ["a.b"]],
    ["${(a.b)[0].c}", ["a.b[0].c"]],
    ["${!a.b}", ["a.b"]],
    ["${x.y ? a.b : c.d}", ["x.y compared", "a.b", "c.d"]],
    ["${x.y ? [a.b] : []}", ["x.y compared", "a.b inside 1"]],
    ["${f(x.y ? a.b : c.d)}", ["x.y compared", "a.b computed", "c.d computed"]],
    ["${a.b == c.d}", ["a.b compared", "c.d compared"]],
    ["${a.b != c.d}", ["a.b compared", "c.d compared"]],
    ["${1 == a.b}", ["a.b compared"]],
    ["${a.b != null ? c.d : null}", ["a.b compared", "c.d"]],
    ["%{ if a.b == c.d }x%{ endif }", ["a.b compared", "c.d compared"]],
    ["%{ if a.b }${c.d}%{ else }${e.f}%{ endif }", ["a.b compared", "c.d computed", "e.f computed"]],
    ["pre-${a.b}", ["a.b computed"]],
    ["${a.b}${c.d}", ["a.b computed", "c.d computed"]],
    ['${"x${a.b}"}', ["a.b computed"]],
    ["${<<E\n${a.b}\nE\n}", ["a.b computed"]],
    ["${upper(a.b)}", ["a.b computed"]],
    ["${upper(a.b).c}", ["a.b computed doubtful"]],
    ["${upper(a.b)[0]}", ["a.b computed doubtful"]],
    ["${f(a.b...)}", ["a.b[*] computed"]],
    ["${concat(a.b...)}", ["a.b[*]"]],
    ["${length(a.b)}", []],
    ["${length(nonsensitive(a.b))}", ["a.b compared unmasked"]],
    ["${a[b.c].d}", ["b.c computed", "a[…].d"]],
    ["${[a.b]}", ["a.b inside 1"]],
    ["${[[a.b]]}", ["a.b inside 2"]],
    ["${[a.b][0]}", ["a.b"]],
    ["${{ k = a.b }}", ["a.b inside 1"]],
    ["${{ k = (a.b) }}", ["a.b inside 1"]],
    ["${{ k : a.b }}", ["a.b inside 1"]],
    ["${{ k = { l = a.b } }.k.l}", ["a.b"]],
    ["${{ k = a.b\n l = c.d }}", ["a.b inside 1", "c.d inside 1"]],
    ["${{ k = x.y ? a.b : c.d }}", ["x.y compared", "a.b inside 1", "c.d inside 1"]],
    ["${{ (a.b) = c.d }}", ["a.b computed", "c.d inside 1"]],
    ["${{ (a.b) : c.d }}", ["a.b computed", "c.d inside 1"]],
    ["${{ a = 1, b = a.b }.b}", ["a.b"]],
  ])("in %s finds what is done with it: %j", (text, expected) => {
    const marks = findReads(text).map(({ from, steps, inside, isComputed, isCompared, isDoubtful, unmasked }) => {
      const done = isCompared ? " compared" : isComputed ? " computed" : "";
      const rest = (isDoubtful ? " doubtful" : "") + (unmasked ? " unmasked" : "");
      const name = typeof from === "string" ? traversalText({ root: from, steps }) : "a loop";
      return `${name}${inside > 0 ? ` inside ${inside}` : ""}${done}${rest}`;
    });
    expect(marks).toEqual(expected);
  });

  it.each<[string, boolean[]]>([
    ["${[for k, v in a.b : v]}", [false]],
    ["${[for k, v in a.b : k]}", [true]],
    ["${[for k in a.b : k]}", [false]],
    ["${{ for k, v in a.b : k => v if v.x }}", [true, true, false]],
    ["${[for v in a.b : v if v.on == 1]}", [true, false]],
    ["%{ for v in a.b }${v.c}%{ endfor }", [false]],
    ["%{ for k, v in a.b }${k}%{ endfor }", [true]],
  ])("in %s finds what is only asked about an element", (text, expected) => {
    expect(findReads(text).map(({ isCompared }) => isCompared)).toEqual(expected);
  });

  it("marks what stands in nonsensitive()", () => {
    const marks = findReads('${f(a.b)} ${nonsensitive(c.d)} ${upper(nonsensitive("${e.f}"))} ${g.h}');
    expect(marks.map(({ from, unmasked }) => [from, unmasked]).sort()).toEqual([
      ["a", false],
      ["c", true],
      ["e", true],
      ["g", false],
    ]);
  });

  it("reads hostile nesting in linear time", () => {
    for (const unit of [
      '${"',
      "${(",
      "${[",
      "${{",
      "a[",
      "${a[",
      "%{for a in b",
      "$",
      "\\",
      "${<<A\n",
      "[for a in [a,a] : ",
      "f(",
      "a?",
    ]) {
      const text = `\${${unit.repeat(20_000)}`;
      expect(() => [findReads(text), readTemplate(text)]).not.toThrow();
    }
  });
});

import * as fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFailure } from "../../../lib/language/convert";
import { isWhollyKnown, keyOf } from "../../../lib/language/equality";
import { evaluate } from "../../../lib/language/evaluate";
import { FUNCTIONS } from "../../../lib/language/functions/catalogue";
import { CheckedFiles } from "../../../lib/language/functions/checked-files";
import { fileFunctions } from "../../../lib/language/functions/files";
import { parseExpression } from "../../../lib/language/syntax/parse";
import type { Value } from "../../../lib/language/value";
import { describeWithTerraform } from "../../e2e/terraform";
import { isWithin, lessKnown } from "./partly-known";
import { evaluateWithTerraform, REFUSED } from "./terraform-values";
import { value } from "./values";

/** A long run: `TEMPLATES=5000 npx jest random-templates`. */
const TEMPLATES = Number(process.env["TEMPLATES"] ?? 150);
const SEED = Number(process.env["SEED"] ?? 1);

const VARIABLES = { a: "x", b: true, l: ["p", "q"], m: { k: "v", n: 2 }, n: 3 } as const;
const WRITTEN = '{ a = "x", b = true, l = ["p", "q"], m = { k = "v", n = 2 }, n = 3 }';

const aPiece = fc.constantFrom("", " ", "\n", "\r\n", "- ", "é", "$${a}", "%%{", '"', "\\n", "}", "$", "%", "a: ");
const aValue = fc.constantFrom(
  ...["a", "n", "b", "m.k", "m.n + n", 'm["k"]', "l[0]", "l[n - 3]", "upper(a)", "length(l)", "jsonencode(m)"],
  ...['join(",", l)', "jsonencode({ a = a, l = l })", 'b ? a : "no"', "n > 2 ? m.k : a", 'format("%s-%d", a, n)'],
  ...["try(m.absent, a)", "[for x in l : upper(x)][1]", "l[*][0]", "yamlencode(l)", "substr(a, 0, 1)", "m.absent"],
);
const aCondition = fc.constantFrom("b", "!b", "n == 3", 'a == "x"', 'contains(l, "q")', "length(a) > n");
const aLoop = fc.constantFrom("x in l", "i, x in l", "k, x in m", "x in [a, n]", "x in range(n)");
const aStrip = fc.constantFrom("", "", "~");

const aTemplate: fc.Arbitrary<string> = fc.letrec<{ body: string; part: string }>((tie) => ({
  body: fc.array(fc.oneof({ depthSize: "small" }, aPiece, tie("part")), { maxLength: 5 }).map((all) => all.join("")),
  part: fc.oneof(
    { depthSize: "small" },
    fc.tuple(aStrip, aValue, aStrip).map(([before, written, after]) => `\${${before} ${written} ${after}}`),
    fc
      .tuple(aStrip, aCondition, tie("body"), aStrip, tie("body"))
      .map(([strip, is, then, end, other]) => `%{${strip} if ${is} }${then}%{ else ${end}}${other}%{ endif ${strip}}`),
    fc
      .tuple(aStrip, aLoop, tie("body"), aStrip)
      .map(([strip, loop, body, end]) => `%{ for ${loop} ${strip}}${body}\${x}%{${end} endfor ~}`),
  ),
})).body;

describe("random templates", () => {
  const directory = mkdtempSync(join(tmpdir(), "ramparts-templates-"));
  const functions = { ...FUNCTIONS, ...fileFunctions(new CheckedFiles(directory, directory)) };
  const templates = fc.sample(aTemplate, { seed: SEED, numRuns: TEMPLATES });
  const variables = value(VARIABLES);
  const come = (at: number, given: Value): Value =>
    evaluate(parseExpression(`templatefile("${at}.tpl", given)`), { functions, valueOf: () => given });
  const writeFiles = (to: string): void => {
    for (const [at, content] of templates.entries()) writeFileSync(join(to, `${at}.tpl`), content);
  };

  beforeAll(() => writeFiles(directory));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("come to what they may come to, whatever their variables turn out to be", () => {
    fc.assert(
      fc.property(fc.nat(templates.length - 1), fc.gen(), (at, draw) => {
        const open = lessKnown(variables, draw);
        const within = isWithin(come(at, variables), come(at, open));
        expect({ template: templates[at], open, within }).toEqual({ template: templates[at], open, within: true });
      }),
      { numRuns: 5 * TEMPLATES, seed: SEED },
    );
  });

  describeWithTerraform("beside Terraform's", () => {
    it("come to the same", async () => {
      const expressions = templates.map((_, at) => `templatefile("${at}.tpl", ${WRITTEN})`);
      const expected = await evaluateWithTerraform(expressions, writeFiles);
      expect(templates.map((each, at) => [each, inWords(come(at, variables))])).toEqual(
        templates.map((each, at) => [each, inWords(expected[at] ?? null)]),
      );
    });
  });
});

function inWords(result: Value | typeof REFUSED): string {
  if (result === REFUSED || isFailure(result)) return "refused";
  return isWhollyKnown(result) ? keyOf(result) : "not known";
}

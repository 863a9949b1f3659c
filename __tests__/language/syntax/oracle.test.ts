import fc from "fast-check";
import { parseExpression } from "../../../lib/language/syntax/parse";
import { Oracle } from "./oracle";
import { shapeOf } from "./shape";
import { writtenExpressions } from "./written-expressions";

/** A long run: `EXPRESSIONS=10000 npx jest oracle`. */
const EXPRESSIONS = Number(process.env["EXPRESSIONS"] ?? 200);
const SEED = Number(process.env["SEED"] ?? 1);
const BATCH = 400;

/** What a `~` strips is compared with plans, not here. */
function comparable(shape: string, text: string): string {
  if (!text.includes("~")) return shape;
  const stripped = shape.replace(/"(?:[^"\\]|\\.)*"/g, (literal) =>
    JSON.stringify((JSON.parse(literal) as string).trim()),
  );
  return stripped.replace(/\s*""(?=[ )])/g, "");
}

function ourShape(text: string): string {
  return comparable(shapeOf(parseExpression(text)), text);
}

const KINDS = [
  ...["literal", "template", "joined", "name", "attribute", "index", "splat", "element", "call"],
  ...["unary", "binary", "condition", "tuple", "object", "for"],
];

describe("compared with the HCL library's own trees", () => {
  const oracle = new Oracle();
  afterAll(() => oracle.close());

  it("every kind of expression is among the random ones", () => {
    const trees = fc.sample(writtenExpressions, { numRuns: 200, seed: SEED }).map(parseExpression);
    const found = JSON.stringify(trees);
    expect(KINDS.filter((kind) => !found.includes(`"kind":"${kind}"`))).toEqual([]);
    expect(found).not.toContain("malformed");
  });

  it("a random expression has the same tree", async () => {
    const texts = fc.sample(writtenExpressions, { numRuns: EXPRESSIONS, seed: SEED });
    for (let at = 0; at < texts.length; at += BATCH) {
      const batch = texts.slice(at, at + BATCH);
      const expected = await oracle.shapes(batch);
      for (const [index, text] of batch.entries()) {
        expect([text, ourShape(text)]).toEqual([text, comparable(expected[index] ?? "", text)]);
      }
    }
  }, 600_000);

  it("a random expression that was changed at one place has the same tree, or none in both", async () => {
    const mutated = fc
      .tuple(
        writtenExpressions,
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(...'() [] {} " ${ %{ ~} . , : = ? + ! 1 a for'.split(" "), "\n"),
      )
      .map(([text, where, length, put]) => {
        const characters = [...text];
        characters.splice(where % (characters.length + 1), length, put);
        return characters.join("");
      });
    for (const text of fc.sample(mutated, { numRuns: EXPRESSIONS / 2, seed: SEED })) {
      expect([text, ourShape(text)]).toEqual([text, comparable(await oracle.shape(text), text)]);
    }
  }, 600_000);
});

import * as fc from "fast-check";
import { isFailure } from "../../../lib/language/convert";
import { isWhollyKnown, keyOf } from "../../../lib/language/equality";
import { callFunction } from "../../../lib/language/functions/call";
import { DOCUMENT_FUNCTIONS } from "../../../lib/language/functions/documents";
import { FORMATTING_FUNCTIONS } from "../../../lib/language/functions/formatting";
import { textOf } from "../../../lib/language/parts";
import { tuple, type Value } from "../../../lib/language/value";
import { describeWithTerraform } from "../../e2e/terraform";
import { anyScalar, anyText, valueWithHoles } from "../with-holes";
import { evaluateWithTerraform, expressionOf, REFUSED } from "./terraform-values";

type Call = readonly [name: string, values: readonly Value[]];

const FUNCTIONS = { ...DOCUMENT_FUNCTIONS, ...FORMATTING_FUNCTIONS };

const aVerb = fc
  .tuple(fc.constantFrom("", "-", "+", "0", "#", " "), fc.constantFrom("", "5"), fc.constantFrom("", ".2"))
  .chain((start) => fc.constantFrom(...Array.from("sqvdxfegt", (mode) => `%${start.join("")}${mode}`)));
const tokens = [..."{}[],:\"'\\-|>#& \n", "a: ", "- ", "true", "1", "\u00e9", "\\u00e9"];
const aDocument = fc.oneof(fc.json(), textFrom(tokens));
const aCsv = textFrom(["a", ",", "\n", '"', " "]);
const aValue = valueWithHoles.filter(({ truth }) => truth.size === 0).map(({ value }) => value);
const someScalars = fc.array(anyScalar, { maxLength: 3 }).map((all) => tuple(all));

const aCall: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constantFrom("jsonencode", "yamlencode"), fc.tuple(aValue)),
  fc.tuple(fc.constantFrom("jsondecode", "yamldecode"), fc.tuple(aDocument)),
  fc.tuple(fc.constant("csvdecode"), fc.tuple(aCsv)),
  fc.tuple(fc.constant("format"), fc.tuple(aVerb, anyScalar)),
  fc.tuple(fc.constant("formatlist"), fc.tuple(aVerb, someScalars)),
  fc.tuple(fc.constant("join"), fc.tuple(anyText, someScalars)),
);

function textFrom(pieces: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join(""));
}

describeWithTerraform("functions that write and read texts, beside Terraform's", () => {
  it("come to the same for random arguments", async () => {
    // Terraform does not evaluate a null that has no type.
    const calls = fc.sample(aCall, { seed: 11, numRuns: 800 }).filter(([, values]) => !values.includes(null));
    const results = calls.map(([name, values]) => callFunction(name, FUNCTIONS[name]!, values));
    const expressions = calls.map(([name, values]) => `${name}(${values.map(expressionOf).join(", ")})`);
    const expected = await evaluateWithTerraform(expressions.map((expression) => `jsonencode(${expression})`));
    const ours = results.map((value) => (isFailure(value) ? "refused" : keyOf(textOf([{ value, as: "json" }]))));
    const theirs = expected.map((each) => (each === REFUSED ? "refused" : keyOf(each)));
    const isJudged = results.map((value) => isFailure(value) || isWhollyKnown(value));
    const told = (texts: readonly string[]): string[][] =>
      texts.map((text, at) => [expressions[at] ?? "", text]).filter((_, at) => isJudged[at]);
    expect(told(ours)).toEqual(told(theirs));
    expect(isJudged.filter(Boolean).length).toBeGreaterThan(calls.length * 0.9);
  });
});

import * as fc from "fast-check";
import { isFailure } from "../../../lib/language/convert";
import { isWhollyKnown, keyOf } from "../../../lib/language/equality";
import type { Value } from "../../../lib/language/value";
import { describeWithTerraform } from "../../e2e/terraform";
import { anyCall } from "./calls";
import { evaluateWithTerraform, expressionOf, REFUSED } from "./terraform-values";
import { call, FUNCTIONS } from "./values";

describeWithTerraform("functions of numbers and collections, beside Terraform's", () => {
  it("come to the same for random arguments", async () => {
    const calls = fc.sample(anyCall(Object.keys(FUNCTIONS)), { seed: 11, numRuns: 500 });
    const expressions = calls.map(([name, given]) => `${name}(${given.map(expressionOf).join(", ")})`);
    const expected = await evaluateWithTerraform(expressions);
    expect(calls.map(([name, given], at) => [expressions[at], inWords(call(name, ...given))])).toEqual(
      expected.map((each, at) => [expressions[at], each === REFUSED ? "refused" : keyOf(each)]),
    );
  });
});

/** What is infinite has no form in JSON, so that it is among what Terraform refuses here. */
function inWords(value: Value): string {
  return isFailure(value) || !isWhollyKnown(value) ? "refused" : keyOf(value);
}

import { evaluate, type Names } from "../lib/language/evaluate";
import { parseExpression } from "../lib/language/syntax/parse";
import { failure, type Value } from "../lib/language/value";
import { FUNCTIONS } from "../lib/language/functions/catalogue";

/** What our evaluator makes of an expression as it stands in HCL, with values for the first names of traversals. */
export function evaluateText(text: string, scope: ReadonlyMap<string, Value>): Value {
  const names: Names = {
    valueOf: (name) => scope.get(name) ?? failure(`there is no ${name}`),
    functions: FUNCTIONS,
  };
  return evaluate(parseExpression(text), names);
}

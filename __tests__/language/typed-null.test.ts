import { convert } from "../../lib/language/convert";
import { evaluate } from "../../lib/language/evaluate";
import { FUNCTIONS } from "../../lib/language/functions/catalogue";
import { parseExpression } from "../../lib/language/syntax/parse";
import { listOf, NUMBER, STRING } from "../../lib/language/type";
import { failure, isFailure, object, unmarked, type Value } from "../../lib/language/value";

/** What variables without a value have: null in the type that they declare. */
const VARIABLES = object([
  ["text", convert(null, STRING)],
  ["number", convert(null, NUMBER)],
  ["list", convert(null, listOf(STRING))],
]);

function valueOf(expression: string): Value {
  const names = {
    functions: FUNCTIONS,
    valueOf: (name: string): Value => (name === "var" ? VARIABLES : failure(`there is no ${name}`)),
  };
  return evaluate(parseExpression(expression), names);
}

describe("null of a type", () => {
  // Measured with Terraform 1.11.4.
  it.each([
    ["the other result of a condition", "jsonencode(true ? 2 : var.text)", '"2"'],
    ["a condition of conditions", 'jsonencode(true ? 2 : (true ? null : "a"))', '"2"'],
    ["another argument of coalesce()", "jsonencode(coalesce(2, var.text))", '"2"'],
    ["what stands before it in coalesce()", "jsonencode(coalesce(var.text, 2))", '"2"'],
    ["the elements of a list", "jsonencode(tolist([1, var.text]))", '["1",null]'],
    ["a text beside a number", 'jsonencode(coalesce(var.number, "a"))', '"a"'],
    ["nothing of a tuple", "jsonencode([1, var.text])", "[1,null]"],
    ["nothing where it is written", "jsonencode(true ? 2 : null)", "2"],
    ["nothing where they have nothing in common beside null that is written", "jsonencode(coalesce(0, {}, null))", "0"],
    ["an empty text that stays one there", 'jsonencode(coalesce("", {}, null))', '""'],
  ])("decides the type of %s", (_, expression, expected) => {
    expect(unmarked(valueOf(expression))).toBe(expected);
  });

  it.each(["true ? 2 : var.list", "coalesce(2, var.list)", "true ? 2 : tolist(null)"])(
    "is refused in %s",
    (expression) => {
      expect(isFailure(valueOf(expression))).toBe(true);
    },
  );

  it.each(["var.text == null", "var.text == var.text", "var.list == null", "true ? var.text == null : false"])(
    "is null all the same: %s",
    (expression) => {
      expect(unmarked(valueOf(expression))).toBe(true);
    },
  );
});

import type { Expression } from "./tree";

/** The expressions of which an expression is made. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "name":
    case "element":
    case "malformed":
      return [];
    case "template":
      return expression.parts;
    case "joined":
      return [expression.elements];
    case "attribute":
      return [expression.of];
    case "index":
      return [expression.of, expression.key];
    case "splat":
      return [expression.of, expression.each];
    case "call":
      return expression.arguments;
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "condition":
      return [expression.condition, expression.then, expression.otherwise];
    case "tuple":
      return expression.elements;
    case "object":
      return expression.members.flatMap(({ key, value }) => [key, value]);
    case "for":
      return [expression.collection, expression.key, expression.result, expression.condition].filter(
        (each) => each !== null,
      );
  }
}

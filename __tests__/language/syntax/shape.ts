import { numberText } from "../../../lib/language/decimal";
import { Decimal } from "../../../lib/language/decimal";
import type { Expression } from "../../../lib/language/tree";

/** A tree in one line: `a.b[0]`, `f(x, y...)`, `[1, "a"]`, and `(+ a b)` for what has an order of its own. */
export function shapeOf(tree: Expression): string {
  switch (tree.kind) {
    case "literal":
      return tree.value instanceof Decimal ? String(numberText(tree.value)) : JSON.stringify(tree.value);
    case "template":
      return `(template ${tree.parts.map(shapeOf).join(" ")})`;
    case "joined":
      return `(joined ${shapeOf(tree.elements)})`;
    case "name":
      return tree.name;
    case "attribute":
      return `${shapeOf(tree.of)}.${tree.name}`;
    case "index":
      return `${shapeOf(tree.of)}[${shapeOf(tree.key)}]`;
    case "splat":
      return `(each ${shapeOf(tree.of)} ${shapeOf(tree.each)})`;
    case "element":
      return "*";
    case "call":
      return `${tree.name}(${tree.arguments.map(shapeOf).join(", ")}${tree.isExpanded ? "..." : ""})`;
    case "unary":
      return `(${tree.operator} ${shapeOf(tree.operand)})`;
    case "binary":
      return `(${tree.operator} ${shapeOf(tree.left)} ${shapeOf(tree.right)})`;
    case "condition":
      return `(? ${[tree.condition, tree.then, tree.otherwise].map(shapeOf).join(" ")})`;
    case "tuple":
      return `[${tree.elements.map(shapeOf).join(", ")}]`;
    case "object":
      return `{${tree.members.map(({ key, value }) => `${shapeOf(key)} = ${shapeOf(value)}`).join(", ")}}`;
    case "for": {
      const names = tree.keyName === null ? tree.valueName : `${tree.keyName}, ${tree.valueName}`;
      const key = tree.key === null ? "" : `${shapeOf(tree.key)} => `;
      const condition = tree.condition === null ? "" : ` if ${shapeOf(tree.condition)}`;
      const grouping = tree.isGrouped ? "..." : "";
      return `(for ${names} in ${shapeOf(tree.collection)} : ${key}${shapeOf(tree.result)}${grouping}${condition})`;
    }
    case "malformed":
      return "malformed";
  }
}

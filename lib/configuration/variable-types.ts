import { ANY, BOOL, listOf, mapOf, NUMBER, setOf, STRING, type AttributeType, type Type } from "../language/type";
import type { Expression } from "../language/tree";
import type { Value } from "../language/value";

/**
 * The type that a variable declares. What is no type takes everything: Terraform refuses it.
 *
 * @param valueOf what a default in it comes to: `optional(string, "x")`
 */
export function readType(expression: Expression, valueOf: (expression: Expression) => Value): Type {
  if (expression.kind === "name") return NAMED.get(expression.name) ?? ANY;
  // `list` alone is a list of anything.
  if (expression.kind !== "call") return ANY;
  const [first] = expression.arguments;
  const inner = (): Type => (first ? readType(first, valueOf) : ANY);
  switch (expression.name) {
    case "list":
      return listOf(inner());
    case "set":
      return setOf(inner());
    case "map":
      return mapOf(inner());
    case "tuple":
      return {
        kind: "tuple",
        elements: first?.kind === "tuple" ? first.elements.map((each) => readType(each, valueOf)) : [],
      };
    case "object":
      return { kind: "object", attributes: first ? attributesOf(first, valueOf) : new Map() };
    default:
      return ANY;
  }
}

const NAMED = new Map<string, Type>([
  ["string", STRING],
  ["number", NUMBER],
  ["bool", BOOL],
  ["list", listOf(ANY)],
  ["set", setOf(ANY)],
  ["map", mapOf(ANY)],
]);

function attributesOf(expression: Expression, valueOf: (expression: Expression) => Value): Map<string, AttributeType> {
  const attributes = new Map<string, AttributeType>();
  for (const { key, value } of expression.kind === "object" ? expression.members : []) {
    if (key.kind !== "literal" || typeof key.value !== "string") continue;
    const isOptional = value.kind === "call" && value.name === "optional";
    const [type, byDefault] = isOptional ? value.arguments : [value];
    attributes.set(key.value, {
      type: type ? readType(type, valueOf) : ANY,
      isOptional,
      byDefault: byDefault ? valueOf(byDefault) : null,
    });
  }
  return attributes;
}

import type { Type } from "../../lib/language/type";

/** A type as a variable declares it. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${typeText(type.element)})`;
    case "tuple":
      return `tuple([${type.elements.map(typeText).join(", ")}])`;
    case "object": {
      const attributes = [...type.attributes].map(([name, attribute]) => `${name} = ${typeText(attribute.type)}`);
      return `object({ ${attributes.join(", ")} })`;
    }
    default:
      return type.kind;
  }
}

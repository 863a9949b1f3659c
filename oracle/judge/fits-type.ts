import { Decimal } from "../../lib/language/decimal";
import type { Type } from "../../lib/language/type";
import { isPlainList, isPlainObject, type Plain } from "../plain";

/** Whether a value may have a type. Null has any. */
export function fitsType(plain: Plain, type: Type): boolean {
  if (plain === null) return true;
  switch (type.kind) {
    case "any":
    case "open":
      return true;
    case "none":
      return false;
    case "string":
      return typeof plain === "string";
    case "bool":
      return typeof plain === "boolean";
    case "number":
      return plain instanceof Decimal;
    case "list":
    case "set":
      return isPlainList(plain) && plain.every((element) => fitsType(element, type.element));
    case "map":
      return isPlainObject(plain) && Object.values(plain).every((member) => fitsType(member, type.element));
    case "tuple":
      return (
        isPlainList(plain) &&
        plain.length === type.elements.length &&
        type.elements.every((element, index) => fitsType(plain[index] ?? null, element))
      );
    case "object":
      return (
        isPlainObject(plain) &&
        [...type.attributes].every(([name, attribute]) => fitsType(plain[name] ?? null, attribute.type)) &&
        Object.keys(plain).every((name) => type.attributes.has(name))
      );
  }
}

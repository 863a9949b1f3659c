import { ANY, listOf, mapOf, setOf, STRING, type AttributeType, type Type } from "./type";

/**
 * The one type into which values of several types can be converted: that of a list of them, or of a condition that
 * decides between them. Null where there is none.
 *
 * Source: https://github.com/zclconf/go-cty/blob/main/docs/convert.md, and measured with Terraform's console
 */
export function unify(types: readonly Type[]): Type | null {
  const known = types.filter(({ kind }) => kind !== "any");
  const [first] = known;
  if (first === undefined) return ANY;
  const kinds = new Set(known.map(({ kind }) => kind));
  if (kinds.size === 1) return unifyAlike(first, known);
  if (only(kinds, ["object", "map"])) return toCollection(known, mapOf);
  if (only(kinds, ["tuple", "list"])) return toCollection(known, listOf);
  if (only(kinds, ["tuple", "set", "list"])) return toCollection(known, kinds.has("list") ? listOf : setOf);
  return kinds.has("string") && only(kinds, ["string", "number", "bool"]) ? STRING : null;
}

function unifyAlike(first: Type, types: readonly Type[]): Type | null {
  switch (first.kind) {
    case "list":
      return toCollection(types, listOf);
    case "set":
      return toCollection(types, setOf);
    case "map":
      return toCollection(types, mapOf);
    case "tuple":
      return unifyTuples(types) ?? toCollection(types, listOf);
    case "object":
      return unifyObjects(types) ?? toCollection(types, mapOf);
    default:
      return first;
  }
}

function toCollection(types: readonly Type[], collectionOf: (element: Type) => Type): Type | null {
  const element = unify(types.flatMap(elementsOf));
  return element && collectionOf(element);
}

/** The types of what is in values of a type. */
function elementsOf(type: Type): readonly Type[] {
  if (type.kind === "tuple") return type.elements;
  if (type.kind === "object") return [...type.attributes.values()].map((attribute) => attribute.type);
  return "element" in type ? [type.element] : [];
}

function unifyTuples(types: readonly Type[]): Type | null {
  const tuples = types.flatMap((type) => (type.kind === "tuple" ? [type.elements] : []));
  const [first = []] = tuples;
  if (tuples.some(({ length }) => length !== first.length)) return null;
  const elements = first.map((_, index) => unify(tuples.map((each) => each[index] ?? ANY)));
  return elements.every((element) => element !== null) ? { kind: "tuple", elements } : null;
}

function unifyObjects(types: readonly Type[]): Type | null {
  const objects = types.flatMap((type) => (type.kind === "object" ? [type.attributes] : []));
  const names = new Set(objects.flatMap((attributes) => [...attributes.keys()]));
  if (objects.some(({ size }) => size !== names.size)) return null;
  const attributes = new Map<string, AttributeType>();
  for (const name of names) {
    const type = unify(objects.map((each) => each.get(name)?.type ?? ANY));
    if (type === null) return null;
    attributes.set(name, { type, isOptional: false, byDefault: null });
  }
  return { kind: "object", attributes };
}

function only(kinds: ReadonlySet<string>, allowed: readonly string[]): boolean {
  return [...kinds].every((kind) => allowed.includes(kind));
}

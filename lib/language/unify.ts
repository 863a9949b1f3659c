import { isConvertible } from "./convertible";
import { hasWithin, isSameType, listOf, mapOf, NONE, OPEN, setOf, STRING, type AttributeType, type Type } from "./type";

/**
 * The one type into which values of several types can be converted: that of a list of them, or of a condition that
 * decides between them. Null where there is none.
 *
 * Source: https://github.com/zclconf/go-cty/blob/main/docs/convert.md, and measured with Terraform's console
 */
export function unify(types: readonly Type[]): Type | null {
  const all = differing(types);
  const [first = NONE, ...others] = all;
  if (others.length === 0) return first;
  if (all.some(({ kind }) => kind === "open")) return unifyOpen(all);
  const kinds = new Set(all.map(({ kind }) => kind));
  const isNull = kinds.delete("none");
  // Beside null, a structure stays what it is.
  const inOne = (type: Type | null): Type | null => (isNull ? NONE : type);
  if (only(kinds, ["map"])) return inOne(toCollection(all, mapOf));
  if (only(kinds, ["list"])) return inOne(toCollection(all, listOf));
  if (only(kinds, ["set"])) return inOne(toCollection(all, setOf));
  if (only(kinds, ["object"])) return inOne(unifyObjects(all) ?? toCollection(all, mapOf));
  if (only(kinds, ["tuple"])) return inOne(unifyTuples(all) ?? toCollection(all, listOf));
  if (FAMILIES.filter((family) => family.some((kind) => kinds.has(kind))).length > 1) return null;
  if (all.some((type) => hasWithin(type, "open"))) return OPEN;
  const collection = only(kinds, ["map", "object"])
    ? structuresAsCollection(all, "object", mapOf)
    : only(kinds, ["list", "tuple"])
      ? structuresAsCollection(all, "tuple", listOf)
      : null;
  return collection ?? preferred(all);
}

/** Types of two of these have nothing in common, whatever is open in them. */
const FAMILIES: readonly (readonly Type["kind"][])[] = [
  ["string", "number", "bool"],
  ["list", "set", "tuple"],
  ["map", "object"],
];

/** Each type once. */
function differing(types: readonly Type[]): readonly Type[] {
  const kept: Type[] = [];
  for (const type of types) if (!kept.some((known) => isSameType(known, type))) kept.push(type);
  return kept;
}

/** What the types have in common whatever the open one turns out to be: beside a text, all become texts. */
function unifyOpen(types: readonly Type[]): Type | null {
  const kinds = new Set(types.map(({ kind }) => kind));
  kinds.delete("open");
  // Beside null, values of types that have nothing in common stay what they are.
  if (kinds.delete("none")) return OPEN;
  if (only(kinds, ["string", "number", "bool"])) {
    return kinds.has("string") || kinds.size > 1 ? STRING : OPEN;
  }
  const isPossible = only(kinds, ["list", "set", "tuple"]) || only(kinds, ["map", "object"]);
  return isPossible ? OPEN : null;
}

/** The first of the types, in the order in which Terraform tries them, to which all others can be converted. */
function preferred(types: readonly Type[]): Type | null {
  const inOrder = types.filter(({ kind }) => kind !== "none").sort(compare);
  const found = inOrder.find((wanted) =>
    types.every((type) => isSameType(type, wanted) || isConvertible(type, wanted)),
  );
  if (found === undefined || !("element" in found) || found.element.kind !== "none") return found ?? null;
  // An empty collection takes the elements of the others.
  return { ...found, element: unify(types.flatMap(elementsOf)) ?? NONE };
}

const ORDER: readonly Type["kind"][] = ["string", "number", "bool", "list", "tuple", "set", "map", "object"];

function compare(one: Type, other: Type): number {
  if (one.kind !== other.kind) return rank(one) - rank(other);
  return "element" in one && "element" in other ? compare(one.element, other.element) : 0;
}

function rank({ kind }: Type): number {
  const place = ORDER.indexOf(kind);
  return place === -1 ? ORDER.length : place;
}

/** Tuples beside lists and objects beside maps: what is in the former has to have one type by itself. */
function structuresAsCollection(
  types: readonly Type[],
  kind: "object" | "tuple",
  collectionOf: (element: Type) => Type,
): Type | null {
  const parts = types.filter((type) => type.kind === kind).flatMap(elementsOf);
  const own = parts.length === 0 ? null : unify(parts);
  const others = types.filter((type) => type.kind !== kind).flatMap(elementsOf);
  const element = own && unify([own, ...others]);
  return element && collectionOf(element);
}

function toCollection(types: readonly Type[], collectionOf: (element: Type) => Type): Type | null {
  const element = unify(types.flatMap(elementsOf));
  return element && collectionOf(element);
}

/** The types of what is in values of a type. */
export function elementsOf(type: Type): readonly Type[] {
  if (type.kind === "tuple") return type.elements;
  if (type.kind === "object") return [...type.attributes.values()].map((attribute) => attribute.type);
  return "element" in type ? [type.element] : [];
}

function unifyTuples(types: readonly Type[]): Type | null {
  const tuples = types.flatMap((type) => (type.kind === "tuple" ? [type.elements] : []));
  const [first = []] = tuples;
  if (tuples.some(({ length }) => length !== first.length)) return null;
  const elements = first.map((_, index) => unify(tuples.map((each) => each[index] ?? NONE)));
  return elements.every((element) => element !== null) ? { kind: "tuple", elements } : null;
}

function unifyObjects(types: readonly Type[]): Type | null {
  const objects = types.flatMap((type) => (type.kind === "object" ? [type.attributes] : []));
  const names = new Set(objects.flatMap((attributes) => [...attributes.keys()]));
  if (objects.some(({ size }) => size !== names.size)) return null;
  const attributes = new Map<string, AttributeType>();
  for (const name of names) {
    const type = unify(objects.map((each) => each.get(name)?.type ?? NONE));
    if (type === null) return null;
    attributes.set(name, { type, isOptional: false, byDefault: null });
  }
  return { kind: "object", attributes };
}

function only(kinds: ReadonlySet<string>, allowed: readonly string[]): boolean {
  return [...kinds].every((kind) => allowed.includes(kind));
}

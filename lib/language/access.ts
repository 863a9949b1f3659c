import { forEachAlternative, oneOf } from "./alternatives";
import { convert, isFailure } from "./convert";
import { Decimal } from "./decimal";
import { derived, union, type Mark } from "./marks";
import { NUMBER, STRING, type Type } from "./type";
import {
  failure,
  list,
  Mapping,
  marksOf,
  memberNames,
  Sequence,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  type Unmarked,
  type Value,
} from "./value";

/** `of.name`. What is taken has the marks of its own, and those of all that it was in. */
export function attributeOf(of: Value, name: string): Value {
  return withMarks(memberOf(unmarked(of), name), marksOf(of));
}

function memberOf(container: Unmarked, name: string): Value {
  if (container instanceof Unknown) return unknownMember(container, (each) => attributeOf(each, name), name);
  if (!(container instanceof Mapping)) return failure(`there is no attribute "${name}" in it`);
  return container.members.get(name) ?? noMember(container, name);
}

/** A member that is there and null is null. */
function noMember({ members }: Mapping, name: string): Value {
  return members.has(name) ? null : failure(`there is no member "${name}" in it`);
}

/** `of[key]`. */
export function elementAt(of: Value, key: Value): Value {
  const ofEach = forEachAlternative([of, key], ([container = null, each = null]) => elementAt(container, each));
  if (ofEach !== null) return ofEach;
  if (isFailure(key)) return key;
  const noted: readonly Mark[] = union(marksOf(of), derived(marksOf(key)));
  return withMarks(indexed(unmarked(of), unmarked(key)), noted);
}

function indexed(container: Unmarked, key: Unmarked): Value {
  if (container === null || key === null) return failure("an index is null, or is one of null");
  if (key instanceof Unknown) return elementAtUnknown(container, key);
  if (container instanceof Unknown) {
    const name = unmarked(convert(key, STRING));
    return unknownMember(container, (each) => elementAt(each, key), typeof name === "string" ? name : null);
  }
  if (container instanceof Mapping) {
    const name = unmarked(convert(key, STRING));
    if (typeof name !== "string") return failure("the name of a member is no text");
    return container.members.get(name) ?? noMember(container, name);
  }
  if (!(container instanceof Sequence) || container.kind === "set") return failure("it has no elements with an index");
  const index = unmarked(convert(key, NUMBER));
  if (!(index instanceof Decimal) || !index.isInteger()) return failure("the index of an element is no whole number");
  const element = index.isNegative() && !index.isZero() ? undefined : container.elements[index.toNumber()];
  return element === undefined ? failure("there is no element with that index") : element;
}

/** Any of the elements may be the one. */
function elementAtUnknown(container: Unmarked, key: Unknown): Value {
  if (container instanceof Unknown) return anyElement(container);
  const all =
    container instanceof Sequence
      ? container.elements
      : container instanceof Mapping
        ? memberNames(container.members).map((name) => container.members.get(name) ?? null)
        : [];
  if (all.length === 0) return failure("there is no element with that index");
  // It may also be none of them: then Terraform fails, and there is no value at all.
  return oneOf(all, key.because);
}

function unknownMember({ because, certain }: Unknown, take: (of: Value) => Value, name: string | null): Value {
  if (certain.isFailure) return failure(because);
  if (certain.oneOf) return oneOf(certain.oneOf.map(take), because);
  const member = name === null ? undefined : certain.members?.get(name);
  return member ?? anyElement({ because, certain }, name);
}

/** What an element is of which nobody knows where it is: one of those that are there in any case, or any other. */
function anyElement({ because, certain }: Pick<Unknown, "because" | "certain">, name: string | null = null): Value {
  const { each = new Unknown(because, ofElement(certain.type, name)), elements = [], members } = certain;
  // A member of another name is none of those.
  const known = name === null || !members ? [...elements, ...(members?.values() ?? [])] : [];
  return known.length === 0 ? each : oneOf([...known, each], because);
}

function ofElement(type: Type | undefined, name: string | null = null): { readonly type?: Type } {
  if (type === undefined) return {};
  if (type.kind === "object") {
    const attribute = name === null ? undefined : type.attributes.get(name);
    return attribute ? { type: attribute.type } : {};
  }
  return "element" in type ? { type: type.element } : {};
}

/**
 * `of.*.x` and `of[*].x`: what `take` takes of each element. Null has none, and what is no list stands for itself.
 */
export function splat(of: Value, take: (element: Value) => Value): Value {
  const ofEach = forEachAlternative([of], ([each = null]) => splat(each, take));
  if (ofEach !== null) return ofEach;
  return withMarks(splatUnmarked(unmarked(of), take), marksOf(of));
}

function splatUnmarked(of: Unmarked, take: (element: Value) => Value): Value {
  if (of === null) return tuple([]);
  if (of instanceof Unknown) return splatUnknown(of, take);
  if (!(of instanceof Sequence)) return all(tuple, [take(of)]);
  return all(of.kind === "tuple" ? tuple : list, of.elements.map(take));
}

function all(make: (elements: readonly Value[]) => Unmarked, elements: readonly Value[]): Value {
  return elements.find(isFailure) ?? make(elements);
}

function splatUnknown({ because, certain }: Unknown, take: (element: Value) => Value): Unknown {
  if (certain.isFailure) return failure(because);
  const { elements, atLeast, atMost, type, each } = certain;
  const isList = each !== undefined || type?.kind === "list" || type?.kind === "set" || type?.kind === "tuple";
  return new Unknown(because, {
    isSet: true,
    ...(elements && { elements: elements.map(take) }),
    ...(each !== undefined && { each: take(each) }),
    ...(isList && atLeast !== undefined && { atLeast }),
    ...(isList && atMost !== undefined && { atMost }),
  });
}

import { unionOf, type Mark } from "./marks";
import { Mapping, marksOf, Sequence, Unknown, unmarked, type Certain, type Unmarked, type Value } from "./value";

/** The marks of a value and of everything in it. */
export function marksWithin(value: Value): readonly Mark[] {
  const found: (readonly Mark[])[] = [];
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (marksOf(next).length > 0) found.push(marksOf(next));
    for (const part of partsOf(unmarked(next))) pending.push(part);
  }
  return unionOf(found);
}

/** The same value without any marks. */
export function withoutMarks(value: Value): Unmarked {
  const inner = unmarked(value);
  if (![...partsOf(inner)].some((part) => marksWithin(part).length > 0)) return inner;
  if (inner instanceof Sequence) return new Sequence(inner.kind, inner.elements.map(withoutMarks), inner.element);
  if (inner instanceof Mapping) return new Mapping(inner.kind, membersWithoutMarks(inner), inner.element);
  return inner instanceof Unknown ? new Unknown(inner.because, certainWithoutMarks(inner.certain)) : inner;
}

/** What a value is made of: elements, members, and what is certain of an unknown one. */
function* partsOf(value: Unmarked): Iterable<Value> {
  if (value instanceof Sequence) yield* value.elements;
  else if (value instanceof Mapping) for (const name of value.members.keys()) yield value.members.get(name) ?? null;
  else if (value instanceof Unknown) {
    const { oneOf = [], elements = [], members, parts = [], each } = value.certain;
    yield* oneOf;
    yield* elements;
    if (members) yield* members.values();
    if (each !== undefined) yield each;
    for (const part of parts) if (typeof part !== "string") yield part.value;
  }
}

function membersWithoutMarks({ members }: Mapping): ReadonlyMap<string, Value> {
  return new Map([...members.keys()].map((name) => [name, withoutMarks(members.get(name) ?? null)]));
}

function certainWithoutMarks({ oneOf, elements, members, parts, each, ...rest }: Certain): Certain {
  return {
    ...rest,
    ...(oneOf && { oneOf: oneOf.map(withoutMarks) }),
    ...(elements && { elements: elements.map(withoutMarks) }),
    ...(members && { members: new Map([...members].map(([name, value]) => [name, withoutMarks(value)])) }),
    ...(each !== undefined && { each: withoutMarks(each) }),
    ...(parts && {
      parts: parts.map((part) => (typeof part === "string" ? part : { ...part, value: withoutMarks(part.value) })),
    }),
  };
}

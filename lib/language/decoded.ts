import {
  marksOf,
  Mapping,
  object,
  Sequence,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  type Certain,
  type Value,
} from "./value";

/** A value as it comes back from JSON or YAML, which have neither sets nor maps: sequences are tuples there. */
export function asDecoded(value: Value): Value {
  return withMarks(decodedForm(unmarked(value)), marksOf(value));
}

function decodedForm(value: Exclude<Value, { marks: unknown }>): Value {
  if (value instanceof Sequence) return tuple(value.elements.map(asDecoded));
  if (value instanceof Mapping) {
    return object([...value.members.keys()].map((name) => [name, asDecoded(value.members.get(name) ?? null)]));
  }
  return value instanceof Unknown ? new Unknown(value.because, decodedCertain(value.certain)) : value;
}

/** Of a collection the type is another one, which nobody knows before its elements are. */
function decodedCertain({ type, oneOf, elements, members, each, source, ...rest }: Certain): Certain {
  const isScalar = type?.kind === "string" || type?.kind === "number" || type?.kind === "bool";
  return {
    ...rest,
    ...(isScalar && { type }),
    ...(isScalar && source && { source }),
    ...(oneOf && { oneOf: oneOf.map(asDecoded) }),
    ...(each !== undefined && { each: asDecoded(each) }),
    ...(elements && { elements: elements.map(asDecoded) }),
    ...(members && { members: new Map([...members].map(([name, member]) => [name, asDecoded(member)])) }),
  };
}

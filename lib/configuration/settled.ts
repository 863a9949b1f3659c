import {
  bounded,
  Mapping,
  marksOf,
  Sequence,
  Unknown,
  unmarked,
  withMarks,
  type Certain,
  type Unmarked,
  type Value,
} from "../language/value";

const known = new WeakMap<object, Unmarked>();

/**
 * A value whose members are all there: whoever is given a whole object has read all of it, and what leads back to
 * itself is found then. Values that many places have in common are gone through once.
 */
export function settled(value: Value): Value {
  const inner = unmarked(value);
  const whole = settledUnmarked(inner);
  return whole === inner ? value : withMarks(whole, marksOf(value));
}

function settledUnmarked(value: Unmarked): Unmarked {
  if (!(value instanceof Sequence || value instanceof Mapping || value instanceof Unknown)) return value;
  const found = known.get(value);
  if (found !== undefined) return found;
  const whole = settledOnce(value);
  known.set(value, whole);
  return whole;
}

function settledOnce(value: Sequence | Mapping | Unknown): Unmarked {
  if (value instanceof Unknown) return settledUnknown(value);
  if (value instanceof Sequence) {
    const elements = settledAll(value.elements);
    return elements === value.elements ? value : bounded(new Sequence(value.kind, elements, value.element));
  }
  const members = settledMembers(value.members);
  return members === value.members ? value : bounded(new Mapping(value.kind, members, value.element));
}

function settledMembers(members: Mapping["members"]): Mapping["members"] {
  const names = [...members.keys()];
  const values = names.map((name) => members.get(name) ?? null);
  const whole = settledAll(values);
  return whole === values && members instanceof Map
    ? members
    : new Map(names.map((name, index) => [name, whole[index] ?? null]));
}

function settledUnknown(value: Unknown): Unknown {
  const { oneOf, elements, members, each, parts } = value.certain;
  const whole: Certain = {
    ...value.certain,
    ...(oneOf && { oneOf: settledAll(oneOf) }),
    ...(elements && { elements: settledAll(elements) }),
    ...(members && { members: settledMembers(members) as ReadonlyMap<string, Value> }),
    ...(each !== undefined && { each: settled(each) }),
    ...(parts && {
      parts: parts.map((part) => (typeof part === "string" ? part : { ...part, value: settled(part.value) })),
    }),
  };
  const isSame =
    whole.oneOf === oneOf &&
    whole.elements === elements &&
    whole.members === members &&
    whole.each === each &&
    (parts ?? []).every((part, index) => typeof part === "string" || part.value === holeAt(whole.parts, index));
  return isSame ? value : new Unknown(value.because, whole);
}

function holeAt(parts: Certain["parts"], index: number): Value {
  const part = parts?.[index];
  return part === undefined || typeof part === "string" ? null : part.value;
}

/** The same list where nothing in it is another. */
function settledAll(values: readonly Value[]): readonly Value[] {
  const all = values.map(settled);
  return all.every((each, index) => each === values[index]) ? values : all;
}

import { object, tuple, Unknown, type Value } from "../language/value";
import type { Expansion } from "./expansion";

/** More instances that are alike are not written one by one. */
const MOST_COPIES = 1_000;

/** What the name of a block stands for: one object, a list of them, or a map, by what repeats it. */
export function shapeOf({ repeatedBy, slots }: Expansion, values: readonly Value[]): Value {
  const [first] = values;
  if (repeatedBy === null) return first ?? null;
  const [slot] = slots;
  const isEachTold = slots.every(({ key, times }) => key !== null && times.because === null);
  if (isEachTold && repeatedBy === "count") return tuple(values);
  if (isEachTold) return object(slots.map(({ key }, index) => [String(key), values[index] ?? null] as const));
  if (slots.length === 1 && slot && first !== undefined && slot.times.because === null) {
    const { times, names = [] } = slot;
    if (times.atLeast <= MOST_COPIES) {
      if (repeatedBy === "count") return tuple(Array.from({ length: times.atLeast }, () => first));
      if (names.length > 0) return object(names.map((name) => [name, first] as const));
    }
  }
  const open = slots.find(({ times }) => times.because !== null);
  const named = slots.flatMap(({ key, times }, index) =>
    key !== null && times.atLeast > 0 ? [[String(key), values[index] ?? null] as const] : [],
  );
  const atLeast = slots.reduce((sum, { times }) => sum + times.atLeast, 0);
  const atMost = slots.reduce<number | null>(
    (sum, { times }) => (sum === null || times.atMost === null ? null : sum + times.atMost),
    0,
  );
  const because = open?.times.because ?? "it differs from instance to instance";
  return new Unknown(because, {
    isSet: true,
    atLeast,
    ...(atMost !== null && { atMost }),
    ...(repeatedBy === "for_each" && { members: new Map(named) }),
    ...(first !== undefined && { each: values.length === 1 ? first : new Unknown(because, { oneOf: values }) }),
  });
}

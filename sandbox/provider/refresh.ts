import { completeValue, type TypeDefinition } from "./schema";
import { isObject, isUnknown, type ObjectValue, type Value } from "./value";

/** A state with what the service told now. What the service holds empty is null, or as empty as it was before. */
export function refreshed(type: TypeDefinition, state: ObjectValue, read: ObjectValue): ObjectValue {
  const merged: Record<string, Value> = { ...state };
  for (const [name, value] of Object.entries(read)) {
    const kept = keptKeys(value, type.semantics.attributes[name]?.keys_dropped_on_read ?? []);
    const prior = state[name] ?? null;
    merged[name] = isEmpty(kept) ? (isEmpty(prior) ? prior : null) : kept;
  }
  return completeValue(type.block, merged);
}

/** What a resource is when its last unknown could not be learnt: not set. */
export function withoutUnknowns(type: TypeDefinition, planned: ObjectValue): Record<string, Value> {
  const known = Object.entries(planned).map(([name, value]): [string, Value] => [
    name,
    isUnknown(value) ? null : value,
  ]);
  return { ...completeValue(type.block, Object.fromEntries(known)) };
}

function isEmpty(value: Value): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function keptKeys(value: Value, dropped: readonly string[]): Value {
  if (!isObject(value) || dropped.length === 0) return value;
  const patterns = dropped.map((pattern) => new RegExp(pattern));
  return Object.fromEntries(Object.entries(value).filter(([key]) => !patterns.some((pattern) => pattern.test(key))));
}

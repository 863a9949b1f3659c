import { isObject } from "../json/json";

/*
 * Masks of plans and states have the shape of the values, with `true` where a value is secret, or not known.
 */

/** The attributes in whose masks something is true. */
export function maskedNames(mask: unknown): readonly string[] {
  return isObject(mask) ? Object.keys(mask).filter((name) => holdsTrue(mask[name])) : [];
}

/** Whether something in a mask is true; a mask may be nested deeper than a call stack is. */
function holdsTrue(mask: unknown): boolean {
  if (typeof mask !== "object" || mask === null) return mask === true;
  const pending: unknown[] = [mask];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const value of Object.values(next as object) as unknown[]) {
      if (value === true) return true;
      if (typeof value === "object" && value !== null) pending.push(value);
    }
  }
  return false;
}

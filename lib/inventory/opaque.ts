/*
 * What stands in a block in the place of a value that nobody can or may look at. Configurations hold expressions there;
 * plans and states hold values, and say of some that they come after the apply, of others that they are secrets.
 */

/** The value is known only after the apply. */
export const AFTER_APPLY = Symbol("known after apply");
/** There is a value, and it is a secret or marked as one: it is dropped where it is read. */
export const HIDDEN = Symbol("hidden");

/** Why such a value is not known: the end of "… is not known, because"; null for any other value. */
export function opaqueReason(value: unknown): string | null {
  if (value === AFTER_APPLY) return "it is known after apply only";
  return value === HIDDEN ? "it is marked as sensitive" : null;
}

import { Unknown } from "../language/value";

/*
 * What stands in a block in the place of a value of a plan or state that nobody can or may look at. They say of some
 * that they come after the apply, of others that they are secrets.
 */

/** The value is known only after the apply. */
export const AFTER_APPLY = new Unknown("it is known after apply only");
/** There is a value, and it is a secret or marked as one: it is dropped where it is read. */
export const HIDDEN = new Unknown("it is marked as sensitive", { isSet: true });

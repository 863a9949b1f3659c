/** Something that was given to be read cannot be: the message is for the user, who needs no stack trace. */
export class InputError extends Error {
  public override readonly name = "InputError";
}

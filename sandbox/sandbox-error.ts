/** A mistake that a user of the sandbox can put right: shown as a sentence, never with a stack trace. */
export class SandboxError extends Error {
  public override readonly name = "SandboxError";
}

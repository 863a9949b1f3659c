import type { Value } from "./value";

/** What an expression comes to where somebody asks whether it does: a result of a condition, an argument of `try`. */
export interface Attempt {
  readonly value: Value;
  /** Whether Terraform may refuse it once what is open in it is known. */
  readonly mayFail: boolean;
  /** Whether it is put together of parts, of which each may fail while the others are known. */
  readonly isMadeOfParts: boolean;
}

/** What has been evaluated already, and works. */
export function certainly(value: Value): Attempt {
  return { value, mayFail: false, isMadeOfParts: false };
}

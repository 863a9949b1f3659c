import { printable } from "./printable";

/** A stack of which a report says nothing, or not all, since its plan or state was not to be had, or not to be read. */
export interface Unjudged {
  readonly stack: string;
  /** `failed`: Terraform ended in an error. `waiting`: another stack has to be applied before. */
  readonly kind: "failed" | "waiting";
  /** `terraform plan failed (exit code 1)`. */
  readonly words: string;
  /** What Terraform says, or what was not read, without credentials. */
  readonly lines: readonly string[];
  /** Set where the rest of the stack was judged. */
  readonly isPartly?: true;
}

/** `not judged: keys: it waits for …`, and below it what Terraform says. */
export function unjudgedLines({ stack, words, lines }: Unjudged): string[] {
  return [`not judged: ${printable(stack)}: ${printable(words)}`, ...lines.map((line) => `  ${printable(line)}`)];
}

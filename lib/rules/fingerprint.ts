import { createHash } from "node:crypto";
import type { Finding } from "./finding";

/** Enough of a SHA-256 that no two findings of one run share it by chance. */
const HEX_DIGITS = 32;

/**
 * What stays the same about a finding from run to run: the rule, where it is in Terraform's terms, and whom it is
 * about. Its wording, its line and the construct around it may change.
 *
 * Several findings may share one, when a rule sees several things in one block: whoever compares has to count.
 */
export function fingerprint({ rule, stack, address, path, subject }: Finding): string {
  // What is kept in a comment of the stack has no Terraform address of its own.
  const scope = address.startsWith('"//"') ? path : null;
  const identity = JSON.stringify([rule, stack, address, scope, subject]);
  return createHash("sha256").update(identity).digest("hex").slice(0, HEX_DIGITS);
}

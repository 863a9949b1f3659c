import { InputError } from "../files/input-error";
import type { Finding } from "./finding";

/** The environment variable with which a person lets one run pass in an emergency; its value is the reason. */
export const BREAK_GLASS = "RAMPARTS_BREAK_GLASS";

/**
 * Lowers the errors of one run to warnings: for the night on which a leaked key must go now.
 *
 * What the service would refuse, or what would lose a secret, stays an error, and acknowledged findings stay as they
 * are. The caller reads the variable, and every output says the reason first.
 */
export function breakGlass(findings: readonly Finding[], reason: string): Finding[] {
  if (reason.trim() === "") {
    throw new InputError(
      `${BREAK_GLASS} is set without a reason; its value is a sentence that says why this run may pass. ` +
        "Give the reason, or unset the variable.",
    );
  }
  return findings.map((finding) =>
    finding.level === "error" && !finding.fixed && !finding.acknowledged ? { ...finding, level: "warning" } : finding,
  );
}

import { redactCredentials } from "../inventory/redaction";
import { quote } from "../inventory/wording";
import type { Unjudged } from "../report/unjudged";
import type { FailedStack, WaitingStack } from "../terraform/outcome";

/** Why nothing is said of a stack. */
export function unjudgedStack(outcome: FailedStack | WaitingStack): Unjudged {
  const { kind } = outcome;
  const stack = redactCredentials(outcome.stack.name);
  if (kind === "waiting") {
    const names = outcome.for.map((name) => quote(redactCredentials(name))).join(" and ");
    const words = `it was not planned: it waits for ${names}. Apply that first, then review again`;
    return { stack, kind, words, lines: [] };
  }
  const { step, exitCode, lines, explanation } = outcome;
  const how = exitCode === null ? "was ended" : `failed (exit code ${exitCode})`;
  const words = `terraform ${step} ${how}`;
  return { stack, kind, words: explanation === null ? words : `${words}: ${explanation}`, lines };
}

/** What Terraform has written about a stack cannot be read. */
export function unreadableStack(stack: string, { message }: Error): Unjudged {
  return {
    stack: redactCredentials(stack),
    kind: "failed",
    words: "what terraform show says cannot be read",
    lines: [redactCredentials(message, true)],
  };
}

import type { JsonDocument } from "../plans/json-document";
import { secretMarks, stateFileMarks } from "../plans/secret-marks";
import { unreadableObjects } from "../plans/unreadable-objects";
import { redactCredentials, redactor } from "../redaction/redaction";
import { counted, quote } from "../text/wording";
import type { Unjudged } from "../report/unjudged";
import type { FailedStack, WaitingStack } from "../terraform/outcome";

/** So many objects are named; the rest is a number. */
const MOST_OBJECTS = 20;

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

/** What of a state cannot be read; nothing where all of it can. */
export function partlyRead(stack: string, document: JsonDocument): Unjudged[] {
  const objects = unreadableObjects(document);
  if (objects.length === 0) return [];
  const { kind, content } = document;
  const redact = redactor(kind === "stateFile" ? stateFileMarks(content) : secretMarks(content));
  const keys = objects.filter(({ isAccessKey }) => isAccessKey).length;
  const isAre = objects.length === 1 ? "is" : "are";
  const which =
    keys === 0 ? "" : objects.length === 1 ? ", an AccessKey," : `, ${counted(keys, "AccessKey")} among them,`;
  const fix =
    kind === "stateFile"
      ? 'Give what "terraform show -json" prints instead, or let a current Terraform write the state anew: ' +
        '"terraform apply -refresh-only"'
      : "Let a current Terraform write it again";
  const lines = objects.slice(0, MOST_OBJECTS).map(({ what, why }) => redact(`${what}: ${why}`));
  const more = objects.length - lines.length;
  return [
    {
      stack: redact(stack),
      kind: "failed",
      isPartly: true,
      words: `${counted(objects.length, "object")} of its state${which} ${isAre} not read; the rest was. ${fix}`,
      lines: more > 0 ? [...lines, `and ${more} more`] : lines,
    },
  ];
}

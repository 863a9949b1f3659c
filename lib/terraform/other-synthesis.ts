import { member, stringMember } from "../json/json";
import { readGuard } from "../configuration/metadata-reader";
import { commandHere, isInSandbox } from "../text/sandbox-command";
import { below, documentsOf } from "./stack-documents";
import type { StackDirectory } from "./stacks";

/** Where `ramparts sandbox` lets the code of an app keep its states. */
const IN_SANDBOX = /[\\/]\.ramparts[\\/]sandbox[\\/]/;

/**
 * What to do with a stack that was synthesised in the sandbox and is used outside of it, or the other way round; null
 * for all others. Whatever Terraform says of such a stack, that is why.
 */
export function otherSynthesis(
  stack: StackDirectory,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const documents = documentsOf(stack);
  const isOfSandbox = below(documents, "terraform", "backend", "local").some((settings) =>
    IN_SANDBOX.test(stringMember(settings, "path") ?? ""),
  );
  if (isOfSandbox === isInSandbox(environment)) return null;
  const again = `Run "${commandHere("npx cdktf synth", environment)}", and this again`;
  if (isOfSandbox) {
    return (
      `it was synthesised in the sandbox, where its state is kept elsewhere. ${again}; ` +
      'or this in the sandbox, with "npx ramparts sandbox --" before it'
    );
  }
  // Only an app with the guard keeps its states elsewhere in the sandbox.
  const isGuarded = documents.some((document) => readGuard(member(document, "//")) !== undefined);
  return isGuarded ? `it was synthesised outside of the sandbox, where its state is kept elsewhere. ${again}` : null;
}

import { member, stringMember } from "../inventory/json";
import { readGuard } from "../inventory/metadata-reader";
import type { Diagnostic } from "./diagnostics";
import { below, documentsOf } from "./stack-documents";
import type { StackDirectory } from "./stacks";

/** What Terraform says where a directory was initialised for another place of the state than its code names now. */
const CHANGED = "Backend configuration changed";
/** Where `ramparts sandbox` lets the code of an app keep its states. */
const IN_SANDBOX = /[\\/]\.ramparts[\\/]sandbox[\\/]/;

/**
 * Why a stack whose state is kept elsewhere than before is not initialised, and what to do; null for other errors.
 * Terraform's own advice is to move the state or to forget where it was, while what was synthesised in the sandbox, or
 * outside of it, only has to be synthesised again.
 */
export function movedState(
  stack: StackDirectory,
  errors: readonly Diagnostic[],
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  if (!errors.some(({ summary }) => summary === CHANGED)) return null;
  const isInSandbox = Boolean(environment["RAMPARTS_SANDBOX"]);
  const documents = documentsOf(stack);
  const isOfSandbox = below(documents, "terraform", "backend", "local").some((settings) =>
    IN_SANDBOX.test(stringMember(settings, "path") ?? ""),
  );
  // Only an app with the guard keeps its states elsewhere in the sandbox.
  const isGuarded = documents.some((document) => readGuard(member(document, "//")) !== undefined);
  if (isInSandbox && isGuarded && !isOfSandbox) {
    return (
      "it was synthesised outside of the sandbox, where its state is kept elsewhere. " +
      'Run "npx ramparts sandbox -- npx cdktf synth", and this again'
    );
  }
  if (isOfSandbox && !isInSandbox) {
    return 'it was synthesised in the sandbox, where its state is kept elsewhere. Run "npx cdktf synth", and this again';
  }
  return (
    "its state was kept elsewhere when it was initialised here last, and no state is moved by this. " +
    'Run "terraform init" in its directory, which names the choices, and this again'
  );
}

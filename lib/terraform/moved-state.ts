import type { Diagnostic } from "./diagnostics";

/** What Terraform says where a directory was initialised for another place of the state than its code names now. */
const CHANGED = "Backend configuration changed";

/** What to do: Terraform's own advice is to move the state, or to forget where it was. */
export const MOVED_STATE =
  "its state was kept elsewhere when it was initialised here last, and no state is moved by this. " +
  'Run "terraform init" in its directory, which names the choices, and this again';

/** Whether a stack is not initialised since its state was kept elsewhere before. */
export function isMovedState(errors: readonly Diagnostic[]): boolean {
  return errors.some(({ summary }) => summary === CHANGED);
}

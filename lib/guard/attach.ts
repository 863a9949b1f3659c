import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { ScopedAcknowledgement } from "../configuration/metadata";
import type { Profile } from "../rules/profiles/profile";
import { guardSynthesis } from "./synthesis";

/** What the guard of one construct tree has been told. */
export interface GuardState {
  readonly acknowledgements: ScopedAcknowledgement[];
  readonly profiles: Profile[];
}

/** A registered symbol, so that two copies of the library share one guard for one tree. */
const GUARD = Symbol.for("ramparts/guard");

/**
 * Makes the guard look at the tree of a construct when it is synthesised; later calls for the same tree do nothing.
 *
 * It hangs on `app.manifest.writeToFile`, the last step of `app.synth()`: every stack has been written by then, with
 * all overrides and whatever aspects added late, and validations may be off or synthesizers custom.
 */
export function attachGuard(scope: IConstruct): GuardState {
  markStack(scope);
  const root: IConstruct & { [GUARD]?: GuardState } = scope.node.root;
  const attached = root[GUARD];
  if (attached) return attached;

  const state: GuardState = { acknowledgements: [], profiles: [] };
  Object.defineProperty(root, GUARD, { value: state });
  if (App.isApp(root)) {
    const { manifest } = root;
    const write = manifest.writeToFile.bind(manifest);
    manifest.writeToFile = () => guardSynthesis(manifest, state, write);
  }
  return state;
}

/** A property of a stack that says that it has its mark. */
const MARKED = Symbol.for("ramparts/marked");

/**
 * Lets a stack write by itself that a guard has looked at it. What is known only at the end (acknowledgements, and
 * stacks without a construct of ours) costs a second writing of the file.
 */
function markStack(scope: IConstruct): void {
  const stack = scope.node.scopes.findLast((each) => TerraformStack.isStack(each));
  if (!stack || MARKED in stack) return;
  Object.defineProperty(stack, MARKED, { value: true });
  stack.addOverride("//.ramparts.guard", true);
}

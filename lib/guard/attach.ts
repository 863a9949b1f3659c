import { App } from "cdktf";
import type { IConstruct } from "constructs";
import type { ScopedAcknowledgement } from "../inventory/metadata";
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

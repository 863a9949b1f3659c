import type { ActionName, AnswerOf, ParametersOf } from "../account/actions";
import type { Outcome } from "./apply";
import type { ObjectValue } from "./value";

/** A resource that Terraform has the provider create (no prior state), change, or delete (nothing planned). */
export interface AppliedChange {
  readonly type: string;
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue | null;
}

/**
 * What a test puts between Terraform and the account: it makes an apply slow, has a call refused, brings actions into
 * one of their possible orders, or only watches. A sandbox that somebody works with has none.
 */
export interface Interposition {
  /** Around each apply of a resource; what it waits for before it calls `apply` delays that resource alone. */
  readonly aroundApply?: (change: AppliedChange, apply: () => Promise<Outcome>) => Promise<Outcome>;
  /** Around each action that the provider asks the account for; what it throws is what the account has answered. */
  readonly aroundCall?: <Name extends ActionName>(
    name: Name,
    parameters: ParametersOf<Name>,
    call: () => AnswerOf<Name>,
  ) => AnswerOf<Name>;
}

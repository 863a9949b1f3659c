import type { Block } from "./blocks";
import type { ConfigurationStack, Scope } from "./scope";
import type { Functions } from "../language/functions/definition";
import type { Budget } from "../language/evaluate";
import type { Value } from "../language/value";
import type { Circles } from "./circles";
import type { Slot } from "./expansion";
import type { ModuleEvaluation } from "./module-evaluation";
import type { Step } from "./schedule";
import type { WrittenValues } from "./written-values";

/** An attribute that is made of other values. */
export interface Made {
  /** What is certainly needed for it, so that it need not be started before that is there. */
  readonly first: readonly Step<unknown>[];
  /** Within a step: what it comes to. */
  readonly make: () => Value;
}

/** What all modules of all configurations are evaluated with. */
export interface Surroundings {
  readonly written: WrittenValues;
  /** Takes note of values that need themselves. */
  readonly circles: Circles;
  readonly budget: Budget;
  /** What depends on where the files of a module lie. */
  of(scope: Scope): { readonly functions: Functions; readonly paths: Value };
  /** The values that a configuration's own files give to its variables. */
  variableValues(stack: ConfigurationStack): ReadonlyMap<string, unknown>;
  /** Attributes that are made of something else than the argument of that name; null for all others. */
  attribute(module: ModuleEvaluation, block: Block, slot: Slot, name: string): Made | null;
}

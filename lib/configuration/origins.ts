import type { Mark, Origin } from "../language/marks";
import type { Block } from "./blocks";
import type { ModuleEvaluation } from "./module-evaluation";
import type { Slot } from "./expansion";

/** An attribute of an instance: what its value is marked with, wherever expressions take it. */
export interface AttributeOrigin extends Origin {
  readonly kind: "attribute";
  readonly module: ModuleEvaluation;
  readonly block: Block;
  readonly slot: Slot;
  readonly name: string;
}

/** What a variable or an output that nobody should see is marked with. */
export const DECLARED_SENSITIVE: Mark = {
  origin: { kind: "declared sensitive", isSensitive: true },
  holds: "contains",
  isUnmasked: false,
};

/** Whether what a value comes from, or is marked with, is an attribute. */
export function isAttribute(origin: object): origin is AttributeOrigin {
  return "kind" in origin && origin.kind === "attribute";
}

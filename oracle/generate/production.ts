import type { Type } from "../../lib/language/type";
import type { Generator } from "./generator";
import type { Node } from "./node";

/** One way to write an expression of a type that it fits; null where it cannot be written after all. */
export interface Production {
  readonly weight: number;
  readonly fits: (type: Type) => boolean;
  readonly write: (generator: Generator, type: Type) => Node | null;
}

export function way(weight: number, fits: Production["fits"], write: Production["write"]): Production {
  return { weight, fits, write };
}

export function anything(): boolean {
  return true;
}

export function is(...kinds: readonly Type["kind"][]): (type: Type) => boolean {
  return ({ kind }) => kinds.includes(kind);
}

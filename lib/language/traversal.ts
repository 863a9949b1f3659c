import { Decimal } from "./decimal";
import type { Expression } from "./tree";

/** `alicloud_ram_user.etl[0].name`: a name and the steps from there; null is a step that is computed, or a splat. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly (string | number | null)[];
}

/**
 * The traversal that an expression is; null for any other. The word `resource`, which Terraform allows before the
 * address of a resource, is left out.
 */
export function traversalOf(expression: Expression): Traversal | null {
  const steps: (string | number | null)[] = [];
  for (let at = expression; ; at = at.of) {
    if (at.kind === "name") {
      steps.reverse();
      const [first] = steps;
      const isPlain = at.name !== "resource" || typeof first !== "string";
      return isPlain ? { root: at.name, steps } : { root: first, steps: steps.slice(1) };
    }
    if (at.kind === "attribute") steps.push(at.name);
    else if (at.kind === "index") steps.push(keyOf(at.key));
    else if (at.kind === "splat" && at.each.kind === "element") steps.push(null);
    else return null;
  }
}

function keyOf(key: Expression): string | number | null {
  if (key.kind !== "literal") return null;
  if (key.value instanceof Decimal) return key.value.toNumber();
  return typeof key.value === "string" ? key.value : null;
}

import type { TerraformResourceLifecycle } from "cdktf";

type Rendered = Readonly<Record<string, unknown>>;

/**
 * The lifecycle of an element: what it needs itself, and what a user has set on it with `element.lifecycle = …`.
 *
 * Conditions and ignored attributes of both hold; a user must not lose a safeguard by asking for `preventDestroy`.
 */
export function mergeLifecycle(own: TerraformResourceLifecycle | undefined, given: unknown): unknown {
  if (!own || !given) return own ?? given;
  const [mine, theirs] = [own as Rendered, given as Rendered];
  const merged: Record<string, unknown> = { ...mine, ...theirs };
  for (const name of ["precondition", "postcondition", "ignoreChanges"]) {
    const [one, other] = [mine[name], theirs[name]];
    // `ignoreChanges: "all"` holds everything already.
    if (Array.isArray(one) && Array.isArray(other)) {
      merged[name] = [...new Set<unknown>([...(one as unknown[]), ...(other as unknown[])])];
    }
  }
  return merged;
}

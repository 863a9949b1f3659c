import type { NotRead } from "./not-read";
import type { ConfigurationStack } from "./scope";

/** Whoever solves so many sees the others next. */
const MOST_CIRCLES = 20;
/** Terraform's graph is coarser than what is followed here, so that it has every circle which is found here. */
const REFUSED = "it needs itself, and Terraform refuses that; nothing is known of it";
const THROUGH_STATE = "it needs itself, through a state in which an earlier apply left it; nothing is known of it";

/** The values that were found to need themselves, as ways that lead back to where they start. */
export class Circles {
  private readonly found = new Map<ConfigurationStack, Map<string, NotRead>>();

  public add(stack: ConfigurationStack, what: string, isThroughState: boolean): void {
    const known = this.found.get(stack) ?? new Map<string, NotRead>();
    if (known.size === MOST_CIRCLES) return;
    this.found.set(stack, known.set(what, { what, why: isThroughState ? THROUGH_STATE : REFUSED }));
  }

  public in(stack: ConfigurationStack): readonly NotRead[] {
    return [...(this.found.get(stack)?.values() ?? [])];
  }
}

import type { PartialOrder } from "./partial-order";
import type { KeyCounts } from "./refusal";

/**
 * States times operations that are looked at. Twenty operations under a quota of five or less need at most 1.3 million:
 * a state is a choice of creations, no more than the quota and the deletions leave room for.
 */
const MOST_STEPS = 2_000_000;

export type SafeOrder =
  | { readonly found: true; readonly order: readonly number[] }
  /** Whether there is none at all; otherwise the search was given up. */
  | { readonly found: false; readonly none: boolean };

/** Looks for an order of all operations in which no creation meets a full quota. */
export function findSafeOrder(order: PartialOrder, counts: KeyCounts): SafeOrder {
  return new Search(order, counts).run();
}

/**
 * Only the choice of the next creation is tried out. What makes no key is done as soon as it may be: that never leads
 * to more keys later. A creation after which no deletion waits is left to the end: that never keeps anything back.
 */
class Search {
  private readonly creations: readonly number[];
  /** Creations that a deletion waits for. */
  private readonly awaited: readonly number[];
  private readonly waiting: Int32Array;
  private readonly path: number[] = [];
  private readonly done: Uint8Array;
  private readonly dead = new Set<string>();
  private count: number;
  private deletions: number;
  private steps = 0;

  public constructor(
    private readonly order: PartialOrder,
    private readonly counts: KeyCounts,
  ) {
    const { changes, start } = counts;
    const indices = [...changes.keys()];
    this.creations = indices.filter((at) => changes[at] === 1);
    const deletions = indices.filter((at) => changes[at] === -1);
    const awaited = new Set(deletions.flatMap((at) => order.ancestors[at] ?? []));
    this.awaited = this.creations.filter((at) => awaited.has(at));
    this.waiting = order.waiting();
    this.done = new Uint8Array(order.size);
    this.count = start;
    this.deletions = deletions.length;
  }

  public run(): SafeOrder {
    const free = [...this.waiting.keys()].filter((at) => this.waiting[at] === 0 && this.counts.changes[at] !== 1);
    this.perform(free);
    if (!this.completes()) return { found: false, none: this.steps <= MOST_STEPS };
    const rest = this.order.arrange(new Set(this.done.keys())).filter((at) => this.done[at] === 0);
    return { found: true, order: [...this.path, ...rest] };
  }

  /** Whether what is left can be done; the path then leads to where no deletion is left. */
  private completes(): boolean {
    const { quota } = this.counts;
    const left = this.creations.filter((at) => this.done[at] === 0);
    if (this.deletions === 0) return left.length === 0 || this.count + left.length <= quota;
    if (this.count >= quota) return false;
    const state = left.join();
    if (this.dead.has(state)) return false;
    this.steps += this.order.size;
    for (const creation of this.awaited) {
      if (this.done[creation] === 1 || this.waiting[creation] !== 0) continue;
      if (this.steps > MOST_STEPS) return false;
      const length = this.path.length;
      this.perform([creation]);
      if (this.completes()) return true;
      while (this.path.length > length) this.undo();
    }
    this.dead.add(state);
    return false;
  }

  /** Does some operations that may start, and then all that make no key and may start after them. */
  private perform(ready: number[]): void {
    // The list grows while it is walked.
    for (const at of ready) {
      const change = this.counts.changes[at] ?? 0;
      this.path.push(at);
      this.done[at] = 1;
      this.count += change;
      if (change === -1) this.deletions--;
      for (const next of this.order.successors[at] ?? []) {
        const left = (this.waiting[next] ?? 0) - 1;
        this.waiting[next] = left;
        if (left === 0 && this.counts.changes[next] !== 1) ready.push(next);
      }
    }
  }

  private undo(): void {
    const at = this.path.pop() ?? 0;
    const change = this.counts.changes[at] ?? 0;
    this.done[at] = 0;
    this.count -= change;
    if (change === -1) this.deletions++;
    for (const next of this.order.successors[at] ?? []) this.waiting[next] = (this.waiting[next] ?? 0) + 1;
  }
}

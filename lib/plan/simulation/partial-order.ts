import { InputError } from "../../files/input-error";
import type { Before } from "./key-operation";

/** Which of some operations, by their index, have to end before which others start. */
export class PartialOrder {
  /** As given, not what follows from it. */
  public readonly successors: readonly (readonly number[])[];
  /** All that have to come before each, in ascending order. */
  public readonly ancestors: readonly (readonly number[])[];

  public constructor(
    public readonly size: number,
    before: readonly Before[],
  ) {
    const successors = Array.from({ length: size }, (): number[] => []);
    for (const [first, second] of before) successors[first]?.push(second);
    this.successors = successors;
    this.ancestors = ancestorsOf(successors, this.sorted());
  }

  /** How many of the given pairs each operation waits for. */
  public waiting(): Int32Array {
    const waiting = new Int32Array(this.size);
    for (const each of this.successors) for (const second of each) waiting[second] = (waiting[second] ?? 0) + 1;
    return waiting;
  }

  /** Some operations in the first of their orders: the next one is the lowest by index of those that may start. */
  public arrange(chosen: ReadonlySet<number>): number[] {
    const waiting = this.waiting();
    const arranged: number[] = [];
    const placed = new Set<number>();
    for (let next = 0; next < this.size;) {
      const at = next++;
      if (!chosen.has(at) || placed.has(at) || waiting[at] !== 0) continue;
      arranged.push(at);
      placed.add(at);
      for (const second of this.successors[at] ?? []) {
        waiting[second] = (waiting[second] ?? 0) - 1;
        if (waiting[second] === 0 && second < next) next = second;
      }
    }
    return arranged;
  }

  private sorted(): number[] {
    const waiting = this.waiting();
    const sorted: number[] = [];
    for (let at = 0; at < this.size; at++) if (waiting[at] === 0) sorted.push(at);
    // The list grows while it is walked.
    for (const first of sorted) {
      for (const second of this.successors[first] ?? []) {
        waiting[second] = (waiting[second] ?? 0) - 1;
        if (waiting[second] === 0) sorted.push(second);
      }
    }
    if (sorted.length < this.size) {
      throw new InputError(
        `The plan orders ${this.size - sorted.length} operations on AccessKeys in a circle, which Terraform never does. ` +
          "Make the plan anew.",
      );
    }
    return sorted;
  }
}

function ancestorsOf(successors: readonly (readonly number[])[], sorted: readonly number[]): number[][] {
  const found = successors.map(() => new Set<number>());
  for (const first of sorted) {
    for (const second of successors[first] ?? []) {
      found[second]?.add(first);
      for (const ancestor of found[first] ?? []) found[second]?.add(ancestor);
    }
  }
  return found.map((each) => [...each].sort((one, other) => one - other));
}

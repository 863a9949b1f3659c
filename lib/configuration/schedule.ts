import { Unknown } from "../language/value";

/*
 * The order in which the values of a configuration are made. Names refer to names in chains of any length, so that none
 * may be followed on the call stack: each value is a step, and a step that needs another one waits for it.
 */

/** Thrown where a step reads others that are not made yet; the schedule catches it, makes them, and starts it anew. */
class NeedsFirst extends Error {
  constructor(readonly steps: readonly Step<unknown>[]) {
    super("a value is needed that is not made yet");
  }
}

/** What a step is called where it is a part of a circle. */
export interface StepPlace {
  readonly name: () => string;
  /** True where what it needs comes from a state, so that Terraform sees no circle. */
  readonly isThroughState?: true;
  /** Takes note of a circle that starts here. */
  readonly note: (circle: string, isThroughState: boolean) => void;
}

/** So many steps of a circle are named before its end. */
const MOST_NAMED = 6;

/** What is read of a value that is needed for itself. */
export function inCircle(because: string): Unknown {
  return new Unknown(because);
}

/** The step that is being made. */
let running: Step<unknown> | null = null;

/** One value of the configuration: a local, a variable, an output, an attribute, a number of instances. */
export class Step<T> {
  private state: "new" | "active" | "made" = "new";
  private result: T | null = null;
  /** The step for which it is made, and how many states are on the way from there. */
  private neededBy: Step<unknown> | null = null;
  private states = 0;

  /**
   * @param first steps that it is known to read, so that it need not be started before they are made
   * @param make makes the value; it may read any other step, and may be called again for that
   * @param inCircle what is read of it where it is needed for itself, for that reason
   * @param place how it is called in a circle; null for a part of another step
   */
  public constructor(
    private readonly first: () => Iterable<Step<unknown>>,
    private readonly make: () => T,
    private readonly inCircle: (because: string) => T,
    private readonly place: StepPlace | null = null,
  ) {}

  /** A value that is there already. */
  public static of<T>(value: T): Step<T> {
    return new Step<T>(
      () => [],
      () => value,
      () => value,
    );
  }

  /** Within another step: the value, which is made before where it is not there. */
  public read(): T {
    if (this.state === "made") return this.result as T;
    if (this.state === "active") return this.inCircle(this.circle());
    throw new NeedsFirst([this]);
  }

  /** Why it has no value: the way that leads from it to itself, of which the middle is left out where it is long. */
  private circle(): string {
    const names: string[] = [];
    const isThroughState = this.place?.isThroughState === true || (running?.states ?? 0) > this.states;
    let note: StepPlace["note"] | null = null;
    let step: Step<unknown> | null = running;
    let left = MOST_NAMED;
    for (; step !== null && step !== this && left > 0; step = step.neededBy) {
      if (step.place === null) continue;
      names.unshift(step.place.name());
      note = step.place.note;
      left--;
    }
    if (step !== null && step !== this) names.unshift("…");
    if (this.place !== null) {
      names.unshift(this.place.name());
      note = this.place.note;
    }
    const [first] = names;
    if (first === undefined || note === null) return "it refers to itself";
    const way = [...names, first].join(" → ");
    note(way, isThroughState);
    return `it refers to itself: ${way}`;
  }

  /** Within another step: several values at once. */
  public static readAll(steps: readonly Step<unknown>[]): void {
    const missing = steps.filter(({ state }) => state === "new");
    if (missing.length > 0) throw new NeedsFirst(missing);
  }

  public get isMade(): boolean {
    return this.state === "made";
  }

  /** Outside of all steps: the value. */
  public value(): T {
    if (this.state !== "made") run(this);
    return this.result as T;
  }

  /** The same where what it needs is mostly there: then nothing has to be scheduled. */
  public attempt(): T {
    if (this.state === "new") {
      try {
        this.result = this.make();
        this.state = "made";
      } catch (error) {
        if (!(error instanceof NeedsFirst)) throw error;
      }
    }
    return this.value();
  }

  /** Remembers the last step that asked for it: it is made for that one. */
  public neededFor(step: Step<unknown>): void {
    this.neededBy = step;
  }

  /** The steps that have to be made before this one can be; none where it has been made by that. */
  public advance(): readonly Step<unknown>[] {
    if (this.state === "made") return [];
    if (this.state === "new") {
      this.state = "active";
      this.states = (this.neededBy?.states ?? 0) + (this.place?.isThroughState === true ? 1 : 0);
      const missing = [...this.first()].filter(({ state }) => state === "new");
      if (missing.length > 0) return missing;
    }
    const outer = enter(this);
    try {
      this.result = this.make();
      this.state = "made";
      this.neededBy = null;
      return [];
    } catch (error) {
      if (error instanceof NeedsFirst) return error.steps;
      throw error;
    } finally {
      running = outer;
    }
  }
}

function enter(step: Step<unknown>): Step<unknown> | null {
  const outer = running;
  running = step;
  return outer;
}

function run(step: Step<unknown>): void {
  const waiting = [step];
  for (let next = waiting[waiting.length - 1]; next !== undefined; next = waiting[waiting.length - 1]) {
    const missing = next.advance();
    if (missing.length === 0) waiting.pop();
    else {
      for (const each of missing) {
        each.neededFor(next);
        waiting.push(each);
      }
    }
  }
}

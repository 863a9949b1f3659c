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

/** What is read of a value that is needed for itself. */
export const IN_CIRCLE = new Unknown("it refers to itself");

/** One value of the configuration: a local, a variable, an output, an attribute, a number of instances. */
export class Step<T> {
  private state: "new" | "active" | "made" = "new";
  private result: T | null = null;

  /**
   * @param first steps that it is known to read, so that it need not be started before they are made
   * @param make makes the value; it may read any other step, and may be called again for that
   * @param inCircle what is read of it where it is needed for itself
   */
  public constructor(
    private readonly first: () => Iterable<Step<unknown>>,
    private readonly make: () => T,
    private readonly inCircle: T,
  ) {}

  /** A value that is there already. */
  public static of<T>(value: T): Step<T> {
    return new Step<T>(
      () => [],
      () => value,
      value,
    );
  }

  /** Within another step: the value, which is made before where it is not there. */
  public read(): T {
    if (this.state === "made") return this.result as T;
    if (this.state === "active") return this.inCircle;
    throw new NeedsFirst([this]);
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

  /** The steps that have to be made before this one can be; none where it has been made by that. */
  public advance(): readonly Step<unknown>[] {
    if (this.state === "made") return [];
    if (this.state === "new") {
      this.state = "active";
      const missing = [...this.first()].filter(({ state }) => state === "new");
      if (missing.length > 0) return missing;
    }
    try {
      this.result = this.make();
      this.state = "made";
      return [];
    } catch (error) {
      if (error instanceof NeedsFirst) return error.steps;
      throw error;
    }
  }
}

function run(step: Step<unknown>): void {
  const waiting = [step];
  for (let next = waiting[waiting.length - 1]; next !== undefined; next = waiting[waiting.length - 1]) {
    const missing = next.advance();
    if (missing.length === 0) waiting.pop();
    else for (const each of missing) waiting.push(each);
  }
}

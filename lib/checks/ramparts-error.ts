import { sourceLine } from "./source-line";

/** What an error has to say: everything that its reader needs to go on. */
export interface Refusal {
  /** What is wrong, with the value that was given; never a secret. */
  readonly problem: string;
  /** What would be accepted. */
  readonly allowed: string;
  /** The likely fix, as an imperative clause. */
  readonly fix: string;
  /** Path of the construct that was refused; absent for a value that is made outside the tree. */
  readonly path?: string | undefined;
}

/**
 * A value that cannot work, found where it was written.
 *
 * The message says what is wrong, what is allowed, the likely fix and where. It has no stack trace: the line of the
 * user's code is in it, and the frames of a library help nobody to correct a value.
 */
export class RampartsError extends Error {
  public override readonly name = "RampartsError";
  /** Line of the user's code, `main.ts:42`, where it is known. */
  declare public readonly source: string | undefined;
  declare public readonly path: string | undefined;

  public constructor({ problem, allowed, fix, path }: Refusal) {
    const source = sourceLine();
    const place = [path, source].filter(Boolean).join("  ");
    super([problem, `  allowed: ${allowed}`, `  fix: ${fix}`, ...(place ? [`  at: ${place}`] : [])].join("\n"));
    // Not enumerable: Node would print them once more below the message of an error that nobody catches.
    Object.defineProperties(this, { path: { value: path }, source: { value: source } });
    this.stack = `RampartsError: ${this.message}`;
  }
}

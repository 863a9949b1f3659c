import type { Readable } from "node:stream";

/** What a subcommand has of the outside, so that the same code runs in a terminal and in a test. */
export interface CommandLine {
  /** Writes the result. */
  readonly out: (text: string) => void;
  /** Writes everything else: errors and remarks. */
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the result goes to a terminal that shows colours. */
  readonly colors: boolean;
  /** Width of the terminal that the result goes to; undefined where it goes elsewhere. */
  readonly columns?: number | undefined;
  /** When the run is: RFC 3339, UTC. */
  readonly now: string;
  /**
   * Where ramparts.yaml is looked for, from there upwards.
   * @default the working directory of the process
   */
  readonly directory?: string;
  /**
   * What `-` stands for.
   * @default that of the process
   */
  readonly standardInput?: Readable & { readonly isTTY?: boolean };
}

/** What a program that calls this one may rely on. */
export enum ExitCode {
  CLEAN = 0,
  /** Findings at or above `--fail-on`, or a stack that could not be reviewed because it waits for another. */
  FINDINGS = 1,
  /** Usage, input or internal error, also of one stack among several: not everything was judged. */
  ERROR = 2,
}

/** The day of the run, `YYYY-MM-DD`, UTC. */
export function todayOf({ now }: Pick<CommandLine, "now">): string {
  return now.slice(0, 10);
}

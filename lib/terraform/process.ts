import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";

/** Errors come last, and what came so long before them is not looked at. */
const ERROR_BYTES = 1024 * 1024;

export interface ProcessOptions {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The most bytes of standard output that are taken; null where it is not wanted. */
  readonly limit: number | null;
  readonly started: (child: ChildProcess) => void;
}

export interface EndedProcess {
  /** As a shell says it: 128 and the signal's number where a signal ended it. */
  readonly exitCode: number;
  readonly output: Buffer;
  /** The end of what it wrote to standard error. */
  readonly errors: string;
  /** Whether it wrote more than the limit, and so was ended. */
  readonly isOverLimit: boolean;
}

/**
 * Runs a program that gets nothing from standard input nor from a terminal. It leads a process group, so that Ctrl-C
 * does not reach it by itself.
 */
export async function runProcess(
  program: string,
  args: readonly string[],
  { directory, environment, limit, started }: ProcessOptions,
): Promise<EndedProcess> {
  const child = spawn(program, args, {
    cwd: directory,
    env: environment,
    stdio: ["ignore", limit === null ? "ignore" : "pipe", "pipe"],
    detached: true,
  });
  started(child);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });

  const output: Buffer[] = [];
  let bytes = 0;
  const isOver = (): boolean => limit !== null && bytes > limit;
  child.stdout?.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (!isOver()) output.push(chunk);
    else if (output.splice(0).length > 0) child.kill("SIGKILL");
  });
  let errors = Buffer.alloc(0);
  child.stderr?.on("data", (chunk: Buffer) => (errors = Buffer.concat([errors, chunk]).subarray(-ERROR_BYTES)));

  const exitCode = await ended;
  return { exitCode, output: Buffer.concat(output), errors: errors.toString("utf8"), isOverLimit: isOver() };
}

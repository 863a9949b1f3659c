import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { SandboxError } from "./sandbox-error";
import { startSandbox, type SandboxOptions } from "./start";

/** A signal that is only for this process has to reach the command too; Ctrl-C reaches it by itself. */
const PASSED_ON = ["SIGTERM", "SIGHUP"] as const;

/** Of a command that has changed nothing, such as a plan, there is nothing to put right. */
const AFTER_INTERRUPT = `
ramparts: interrupted. Terraform finishes what it has begun when it is let; the CDKTF CLI ends it at once. Then an
AccessKey may be in the account and in no state, its secret lost, and the state may stay locked. Compare with
"ramparts sandbox show"; "ramparts sandbox reset" starts over.
`;

/**
 * Runs a command with the sandbox as its Terraform provider and resolves to the exit code: the command's own,
 * 128 and the signal's number when a signal ended it, as shells say it.
 */
export async function runInSandbox(command: string, args: readonly string[], options: SandboxOptions): Promise<number> {
  // Nobody but the command decides when the sandbox ends: it still serves what the command does after Ctrl-C.
  let interrupted = false;
  const interrupt = (): void => void (interrupted = true);
  process.on("SIGINT", interrupt);
  try {
    const sandbox = await startSandbox(options);
    try {
      return await run(command, args, sandbox.environment());
    } finally {
      sandbox.close();
      if (interrupted && sandbox.hasChanged) process.stderr.write(AFTER_INTERRUPT);
    }
  } finally {
    process.off("SIGINT", interrupt);
  }
}

async function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  let child: ChildProcess | undefined;
  const passOn = (signal: NodeJS.Signals): void => void child?.kill(signal);
  // Before the command starts: what it does at once may already bring a signal.
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    const started = (child = spawn(command, args, { stdio: "inherit", env: environment }));
    return await new Promise<number>((resolve, reject) => {
      started.once("error", (error: NodeJS.ErrnoException) => reject(notStarted(command, error)));
      started.once("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}

/** A command that could not be started. `exitCode` is what a shell would answer. */
export class CommandError extends SandboxError {
  public constructor(
    message: string,
    public readonly exitCode: number,
  ) {
    super(message);
  }
}

function notStarted(command: string, error: NodeJS.ErrnoException): CommandError {
  if (error.code === "ENOENT") {
    return new CommandError(`There is no command "${command}" on the PATH. Is it installed, and spelled right?`, 127);
  }
  return new CommandError(`The command "${command}" cannot be started (${error.code ?? "unknown error"}).`, 126);
}

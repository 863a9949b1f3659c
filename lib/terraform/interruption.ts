import type { ChildProcess } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The work was given up because a signal asked for it. */
export class Interrupted extends Error {
  public override readonly name = "Interrupted";

  public constructor(public readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
  }
}

/** What a signal has to reach. */
export class Interruption {
  private signal: NodeJS.Signals | null = null;
  private readonly children = new Set<ChildProcess>();

  /** @throws Interrupted after a signal: nothing new is begun then. */
  public check(): void {
    if (this.signal !== null) throw new Interrupted(this.signal);
  }

  /** A child that leads a process group of its own, until it has ended. */
  public add(child: ChildProcess): void {
    this.children.add(child);
    child.once("close", () => this.children.delete(child));
  }

  /**
   * Passes the first signal on, once: at a second one Terraform would leave the state locked. A second signal is of
   * somebody who does not want to wait any longer.
   */
  public receive(signal: NodeJS.Signals): void {
    const isFirst = this.signal === null;
    this.signal ??= signal;
    // Terraform tidies up at SIGINT and SIGTERM only.
    for (const child of this.children) {
      if (isFirst) child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
      else endGroup(child, "SIGKILL");
    }
  }

  /** Ends this process as the signal would have done. */
  public end(): void {
    if (this.signal !== null) process.kill(process.pid, this.signal);
  }

  /** When this process ends without waiting. */
  public abandon(): void {
    for (const child of this.children) endGroup(child, "SIGTERM");
  }
}

/**
 * Does work that starts processes and leaves things behind when it is cut short. At SIGINT, SIGTERM and SIGHUP the
 * processes are told, waited for, and the work tidies up; then this process ends by that signal, as its parent expects.
 * Nothing can be done about SIGKILL: what it leaves behind is the private directory and a process that ends by itself.
 */
export async function interruptible<T>(work: (interruption: Interruption) => Promise<T>): Promise<T> {
  const interruption = new Interruption();
  const receive = (signal: NodeJS.Signals): void => interruption.receive(signal);
  const abandon = (): void => interruption.abandon();
  for (const signal of SIGNALS) process.on(signal, receive);
  process.on("exit", abandon);
  try {
    const result = await work(interruption);
    interruption.check();
    return result;
  } finally {
    for (const signal of SIGNALS) process.off(signal, receive);
    process.off("exit", abandon);
    interruption.end();
  }
}

/** Also what a child has started: Terraform's providers, a download. */
function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

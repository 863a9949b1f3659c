type Environment = Readonly<Record<string, string | undefined>>;

/** Whether this runs under `ramparts sandbox`, which keeps the states of an app elsewhere. */
export function isInSandbox(environment: Environment): boolean {
  return Boolean(environment["RAMPARTS_SANDBOX"]);
}

/** A command as it is given to act where this runs: in the sandbox through that, since no shell is in it. */
export function commandHere(command: string, environment: Environment): string {
  return isInSandbox(environment) ? `npx ramparts sandbox -- ${command}` : command;
}

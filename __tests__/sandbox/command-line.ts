import { PROGRAM } from "../cli/built-program";

/** Arguments with which node runs `ramparts sandbox …`, in a process of its own. */
export function sandboxProcess(...args: string[]): string[] {
  return [PROGRAM, "sandbox", ...args];
}

import type { Change } from "../../manifest/changes";

/** `3 changes of credentials, 1 of them (!) gives more access or protects less`. */
export function countOfChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "no change of credentials";
  const high = changes.filter(({ weight }) => weight === "high").length;
  const count = `${changes.length} change${changes.length === 1 ? "" : "s"} of credentials`;
  if (high === 0) return count;
  return `${count}, ${high} of them (!) ${high === 1 ? "gives more access or protects less" : "give more access or protect less"}`;
}

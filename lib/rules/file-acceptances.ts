import { withoutKeys } from "../places/instance-keys";
import type { Place } from "./finding";
import type { FileAcknowledgement } from "./settings";

/** What the address of an object that a replacement has left behind ends with. */
const DEPOSED = / \(deposed [^()]*\)$/;

/** The acknowledgements of ramparts.yaml, found by rule and place. */
export class FileAcceptances {
  private readonly byTarget = new Map<string, FileAcknowledgement>();
  /** Those that end in `*`, by rule; there are as many as people write. */
  private readonly byBeginning = new Map<string, FileAcknowledgement[]>();

  constructor(acknowledgements: readonly FileAcknowledgement[]) {
    for (const acknowledgement of acknowledgements) {
      const { rule, by, target } = acknowledgement;
      if (by === "path" || !target.endsWith("*")) {
        this.byTarget.set(keyOf(rule, by, target), acknowledgement);
      } else {
        const known = this.byBeginning.get(rule);
        if (known) known.push(acknowledgement);
        else this.byBeginning.set(rule, [acknowledgement]);
      }
    }
  }

  /**
   * The acceptance by address, by the narrowest construct around the place, or by the beginning of the address. What is
   * accepted of a resource is accepted of each of its instances, which plans and states tell apart.
   */
  find(rule: string, { address, path }: Place): FileAcknowledgement | null {
    if (this.byTarget.size === 0 && this.byBeginning.size === 0) return null;
    const declared = withoutKeys(address.replace(DEPOSED, ""));
    const exact =
      this.byTarget.get(keyOf(rule, "address", address)) ?? this.byTarget.get(keyOf(rule, "address", declared));
    if (exact) return exact;
    for (let scope = path ?? ""; scope !== ""; scope = scope.slice(0, Math.max(0, scope.lastIndexOf("/")))) {
      const around = this.byTarget.get(keyOf(rule, "path", scope));
      if (around) return around;
    }
    const beginnings = this.byBeginning.get(rule) ?? [];
    return (
      beginnings.find(({ target }) => [address, declared].some((each) => each.startsWith(target.slice(0, -1)))) ?? null
    );
  }
}

function keyOf(rule: string, by: FileAcknowledgement["by"], target: string): string {
  return JSON.stringify([rule, by, target]);
}

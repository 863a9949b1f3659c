import type { AccessKey } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";

/** Whether a key works: what is not known is neither yes nor no. */
export type Working = "yes" | "no" | "perhaps";

/** A key without a status works: the service makes each key Active, and nobody has disabled it. */
export function workingOf({ status }: Pick<AccessKey, "status">): Working {
  if (isUnknown(status)) return "perhaps";
  return status === null || status === "Active" ? "yes" : "no";
}

/** Whether a key may work, for all that is known. */
export function mayWork(key: Pick<AccessKey, "status">): boolean {
  return workingOf(key) !== "no";
}

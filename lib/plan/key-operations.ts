import type { HeldKey } from "./holders";
import { isLive } from "./key-pairs";
import type { KeyOperation } from "./simulation/key-operation";

const DEPOSED = / \(deposed [^()]*\)$/;

/** What an apply does to one key of a holder: nothing, one thing, or the two halves of a replacement. */
export function operationsOf({ pair, part }: HeldKey): readonly KeyOperation[] {
  const { site, before, after, change } = pair;
  const wasLive = before !== null && isLive(before) ? 1 : 0;
  const willLive = after !== null && isLive(after) ? 1 : 0;
  const isReplaced = change?.action === "replace" && change.order !== "forget";
  const labels = {
    address: change?.deposed ? site.address.replace(DEPOSED, "") : site.address,
    deposed: change?.deposed ?? null,
    replacement: !isReplaced ? null : change.order === "create-first" ? "create first" : "delete first",
  } as const;
  const creation: KeyOperation = { ...labels, kind: "create", keys: 1, live: willLive };
  const deletion: KeyOperation = { ...labels, kind: "delete", keys: -1, live: wasLive === 1 ? -1 : 0 };
  switch (change?.action) {
    case "create":
      return [creation];
    case "delete":
      return [deletion];
    case "update":
      return wasLive === willLive ? [] : [{ ...labels, kind: "update", keys: 0, live: willLive > wasLive ? 1 : -1 }];
    case "replace":
      if (!isReplaced) return part === "before" ? [] : [creation];
      return [...(part === "after" ? [] : [deletion]), ...(part === "before" ? [] : [creation])];
    default:
      return [];
  }
}

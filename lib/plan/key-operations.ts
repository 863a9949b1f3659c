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
  const address = change?.deposed ? site.address.replace(DEPOSED, "") : site.address;
  const deposed = change?.deposed ?? null;
  const replacement = !isReplaced ? null : change.order === "create-first" ? "create first" : "delete first";
  const operation = (kind: KeyOperation["kind"], keys: -1 | 0 | 1, live: -1 | 0 | 1): KeyOperation => {
    return { stack: site.stack, address, kind, deposed, replacement, keys, live };
  };
  const creation = (): KeyOperation => operation("create", 1, willLive);
  // What is gone cannot be deleted.
  const deletion = (): KeyOperation[] => (before === null ? [] : [operation("delete", -1, wasLive === 1 ? -1 : 0)]);
  switch (change?.action) {
    case "create":
      return [creation()];
    case "delete":
      return deletion();
    case "update":
      return wasLive === willLive ? [] : [operation("update", 0, willLive > wasLive ? 1 : -1)];
    case "replace":
      if (!isReplaced) return part === "before" ? [] : [creation()];
      return [...(part === "after" ? [] : deletion()), ...(part === "before" ? [] : [creation()])];
    default:
      return [];
  }
}

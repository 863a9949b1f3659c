import type { AccessKey } from "../../inventory/model";
import { groupBy } from "../keys/declared-keys";
import { compareText } from "../place-order";
import type { RuleContext } from "../rule";
import { heldKeys, isWorking, type HeldKey } from "./held-keys";

/** The keys of a RAM user of which more than one works. */
export interface ActivePair {
  /** The oldest first. */
  readonly keys: readonly HeldKey[];
  /** Since when two of them have been there, RFC 3339; null where that is not known. */
  readonly since: string | null;
  /** Those of them that the states know. */
  readonly declared: readonly AccessKey[];
}

/** One for each RAM user with two Active keys or more. Keys of the account itself have no rotation of two. */
export function activePairs(context: Pick<RuleContext, "inventory" | "listing">): ActivePair[] {
  const working = heldKeys(context).filter((held) => isWorking(held) && held.ofUser);
  return [...groupBy(working, ({ holder }) => holder).values()].flatMap((group) => {
    if (group.length < 2) return [];
    const keys = [...group].sort((one, other) => compareText(one.created ?? "", other.created ?? ""));
    const isDated = keys.every(({ created }) => created !== null);
    return {
      keys,
      since: isDated ? (keys[1]?.created ?? null) : null,
      declared: keys.flatMap(({ key }) => key ?? []),
    };
  });
}
